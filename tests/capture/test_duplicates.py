"""What was deposited before is told to who files it again, and decided by them."""

from datetime import timedelta

import pytest
from freezegun import freeze_time
from plone import api

from farde.access import operations as access
from farde.access import protection
from farde.capture import duplicates, filing, operations, work
from farde.capture import plan as plans
from farde.capture.duplicates import Earlier
from farde.capture.work import ReadPage
from farde.core import clock
from farde.document import text
from farde.document.misfiled import reporting
from farde.document.profile import Profile
from world import DAY, small_scan

TYPE = "attestations-emploi"
WORDS = "Nous attestons que la personne nommée ci-dessus travaille depuis le 02/03/2026 chez nous"


@pytest.fixture
def dossier(world):
    return world.dossier()


def deposit(data: bytes | None = None):
    return operations.deposit(data or small_scan(), "scan.png")


def later(minutes: int = 5):
    return freeze_time(clock.now() + timedelta(minutes=minutes))


def told(world, batch) -> tuple[Earlier, ...]:
    with world.as_user("scan1"):
        return duplicates.of_batch(batch)


def profile(**given):
    return Profile(TYPE, DAY, **given)


def test_what_comes_for_the_first_time_is_new(world, dossier):
    deposit(small_scan("Autre chose"))
    assert told(world, deposit()) == ()
    assert not duplicates.is_known(deposit(small_scan("Encore")))


def test_the_same_bytes_in_the_queue_are_told_to_the_later_one_alone(world):
    first = deposit()
    with later():
        second = deposit()
    [found] = told(world, second)
    assert (found.kind, found.uid, found.score) == ("exact", first.UID(), 1.0)
    assert told(world, first) == ()


def test_of_two_at_the_same_instant_exactly_one_is_told(world):
    with freeze_time("2026-03-02 10:00"):
        both = [deposit(), deposit()]
    assert sorted(len(told(world, one)) for one in both) == [0, 1]


def test_a_filed_document_is_told_with_its_type_dossier_day_and_state(world, dossier):
    document = world.document(dossier, TYPE)
    [found] = told(world, deposit())
    assert (found.dossier, found.received_on, found.uid) == (dossier.getId(), DAY, document.UID())
    assert found.what == document.title
    assert str(found.state) == "state_indexed"


def test_an_earlier_one_in_the_queue_is_told_once_the_later_one_is_filed(world, dossier):
    first = deposit()
    with later():
        filing.file_batch(deposit(), dossier, profile())
    assert [one.dossier for one in told(world, first)] == [dossier.getId()]


def test_a_deposit_is_no_duplicate_of_what_it_became(world, dossier):
    batch = deposit()
    filing.file_batch(batch, dossier, profile())
    assert told(world, batch) == ()


def test_of_a_protected_dossier_it_is_told_that_there_is_one_and_no_more(world, dossier):
    world.document(dossier, TYPE)
    protection.protect(dossier.UID(), ["caseworker1"])
    [found] = told(world, deposit())
    assert found == Earlier("exact")


def test_of_a_dossier_that_one_is_kept_out_of_nothing_is_told_but_that(world, dossier):
    world.document(dossier, TYPE)
    access.limits().deny(dossier.UID(), "scan1")
    assert told(world, deposit()) == (Earlier("exact"),)


def test_of_a_misfiled_document_nobody_is_told_where(world, dossier):
    document = world.document(dossier, TYPE)
    with world.as_user("caseworker1"):
        reporting.report_misfiled(document, "Une autre personne")
    assert all(one.dossier == "" for one in told(world, deposit()))


def test_each_file_of_a_deposit_is_known_again_also_once_it_is_filed(world, dossier):
    files = [operations.Given(small_scan(word), "scan.png", "") for word in ("Un", "Deux")]
    batch = operations.deposit_all(files)
    for part in work.planned(batch).open_parts:
        filing.file_part(batch, part.id, [dossier], profile())
    assert [one.dossier for one in told(world, deposit(small_scan("Deux")))] == [dossier.getId()]


def test_a_program_is_told_a_plain_yes(world, dossier):
    world.document(dossier, TYPE)
    assert duplicates.is_known(deposit()) is True


# Near duplicates


def read(batch, words: str):
    """Put on a deposit what the machine would have read."""
    state = work.begin(batch)
    state.plan = work.planned(batch)
    state.read = {"s1-1": ReadPage(words)}
    return state.plan.open_parts[0]


@pytest.fixture
def filed(world, dossier):
    """A document with words."""
    document = world.document(dossier, TYPE)
    text.recognition(document).texts = (WORDS,)
    return document


def near(world, batch, part, dossier, type_id: str = TYPE) -> tuple[Earlier, ...]:
    with world.as_user("scan1"):
        return duplicates.of_part(batch, part, dossier.getId(), type_id)


def test_another_scan_of_a_letter_in_the_same_dossier_and_type_is_told(world, dossier, filed):
    batch = deposit(small_scan("Autre octets"))
    [found] = near(world, batch, read(batch, WORDS.replace("nommée", "n0mmée")), dossier)
    assert (found.kind, found.uid, found.dossier) == ("near", filed.UID(), dossier.getId())
    assert 0.5 < found.score <= 1.0


def test_a_letter_of_another_day_is_not(world, dossier, filed):
    batch = deposit(small_scan("Autre octets"))
    part = read(batch, WORDS.replace("02/03/2026", "17/11/2025"))
    assert near(world, batch, part, dossier) == ()


def test_another_dossier_or_type_is_not_looked_at(world, dossier, filed):
    batch = deposit(small_scan("Autre octets"))
    part = read(batch, WORDS)
    assert near(world, batch, part, world.dossier(niss="")) == ()
    assert near(world, batch, part, dossier, "attestations-ressources") == ()


def test_a_protected_dossier_is_not_compared(world, dossier, filed):
    protection.protect(dossier.UID(), ["caseworker1"])
    batch = deposit(small_scan("Autre octets"))
    assert near(world, batch, read(batch, WORDS), dossier) == ()


def test_from_how_near_it_is_told_the_centre_decides(world, dossier, filed):
    batch = deposit(small_scan("Autre octets"))
    part = read(batch, WORDS.replace("nommée", "n0mmée"))
    api.portal.set_registry_record("farde.capture.quality.near_percent", 100)
    assert near(world, batch, part, dossier) == ()


def test_what_is_put_aside_as_a_duplicate_stays_in_the_count(world):
    batch = deposit()
    leaves = work.planned(batch).leaves()
    after = plans.discard(work.planned(batch), leaves, "duplicate", "b-1")
    assert (after.pages_in, after.pages_out, len(after.discarded)) == (1, 0, 1)
