"""What is proposed for a document: from the registry, the thesaurus and earlier filings."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from plone import api
from zope.event import notify

from farde.capture import operations as capture
from farde.capture import work
from farde.capture.about import About
from farde.capture.events import PartFiled
from farde.capture.plan import Leaf, Page
from farde.capture.suggesting import learned, operations, outcomes, people
from farde.capture.suggesting.classifier import Likely
from farde.capture.suggesting.learned import Facts, Version
from farde.capture.suggesting.settings import PREFIX
from farde.capture.suggesting.suggestion import Material
from farde.document.profile import Profile
from farde.dossier import operations as dossiers
from farde.dossier import protecting
from farde.thesaurus import changes
from farde.thesaurus.terms import Change
from world import DAY, small_scan

NISS = "85.07.30-033.28"
NOTHING_LEARNED = Version()


@pytest.fixture
def dossier(world):
    return world.dossier(first_name="Amina", last_name="Benyachoubi", niss="85073003328")


def proposed(*pages: str, field: str = "dossier", version: Version = NOTHING_LEARNED, **given):
    found = operations.propose(Material(pages=pages, **given), version)
    return [(one.value, one.reason) for one in found if one.field == field]


def deposit(text: str, codes: tuple[str, ...] = (), **about):
    """A deposit of one page that was read and looked at."""
    batch = capture.deposit(small_scan(), channel="mail", about=About(**about))
    state = work.begin(batch)
    state.plan = work.planned(batch)
    state.read = {"s1-1": work.ReadPage(text)}
    state.sights = {"s1-1": SimpleNamespace(codes=tuple(SimpleNamespace(text=c) for c in codes))}
    return batch, state.plan.parts[0]


def test_a_national_number_leads_to_the_dossier_of_its_person(dossier):
    assert proposed("page", f"NISS {NISS}") == [(dossier.getId(), "niss")]
    assert proposed(f"NISS {NISS.replace('0', 'O')}") == [(dossier.getId(), "niss-mended")]
    assert proposed("", codes=(NISS,)) == [(dossier.getId(), "niss-code")]


def test_the_number_of_a_dossier_leads_to_it_and_an_unknown_one_nowhere(dossier):
    assert proposed(f"V/réf. {dossier.getId()}") == [(dossier.getId(), "dossier-number")]
    assert proposed("V/réf. 2026-999999") == []


def test_a_telephone_number_leads_to_whose_it_is(world):
    person = dossiers.register_person(
        first_name="Nadia", last_name="Tazroutini", language="fr", phone="02 000 00 26"
    )
    dossier = dossiers.open_dossier(person)
    assert proposed("Tél. +32 2 000 00 26") == [(dossier.getId(), "phone")]


def test_a_name_leads_to_its_person_surer_with_the_year_of_birth(dossier):
    assert proposed("Madame Amina BENYACHOUBI") == [(dossier.getId(), "name")]
    born = "BENYACHOUBI Amina, née le 30/07/1985"
    assert proposed(born) == [(dossier.getId(), "name-year")]


def test_a_name_that_is_merely_close_is_not_enough_alone(dossier):
    assert proposed("Madame Amina BENYACHOUDI") == []
    assert proposed(f"Madame Amina BENYACHOUDI {NISS}") == [(dossier.getId(), "niss")]


def test_two_people_of_one_household_leave_the_choice_to_the_person(world, dossier):
    other = world.dossier(first_name="Omar", last_name="Benyachoubi", niss="96022557229")
    assert proposed(f"{NISS} et 96.02.25-572.29") == []
    both = operations.every_proposal(
        Material(pages=(f"{NISS} et 96.02.25-572.29",)), NOTHING_LEARNED
    )["dossier"]
    assert {one.value for one in both} == {dossier.getId(), other.getId()}


def test_somebody_registered_later_is_known_at_once(world, dossier):
    assert proposed("Madame Griet Vandermolenveld") == []
    later = world.dossier(first_name="Griet", last_name="Vandermolenveld", niss="")
    assert proposed("Madame Griet Vandermolenveld") == [(later.getId(), "name")]


def test_a_protected_dossier_is_never_proposed_not_even_to_its_readers(dossier):
    protecting.protect(dossier, ["caseworker1"])
    words = f"Amina Benyachoubi {NISS} {dossier.getId()}"
    with api.env.adopt_user(username="caseworker1"):
        assert proposed(words, dossier_uid=dossier.UID()) == []


def test_who_is_kept_out_of_a_dossier_is_not_told_of_it(world, dossier):
    found = operations.propose(Material(pages=(NISS,)), NOTHING_LEARNED)
    with world.as_user("scan1"):
        [shown] = operations.for_reader(found)
        assert shown.label == f"{dossier.getId()} · Amina Benyachoubi (1985)"
    assert "Amina" not in found[0].label
    protecting.deny(dossier, "scan1")
    with world.as_user("scan1"):
        assert operations.for_reader(found) == []


def test_what_was_said_at_the_deposit_is_proposed(dossier):
    assert proposed("", dossier_uid=dossier.UID()) == [(dossier.getId(), "announced")]


def test_a_reference_seen_in_one_dossier_leads_to_it(dossier):
    mark = learned.digest(b"key", "262148G")
    known = Version(facts=Facts(references={mark: [dossier.UID()]}), key=b"key")
    assert proposed("Nos références : 26-2148/G", version=known) == [(dossier.getId(), "reference")]
    assert proposed("Nos références : 26-2148/H", version=known) == []


def test_a_sign_that_was_often_wrong_in_this_centre_is_believed_less(dossier):
    wrong = Version(facts=Facts(rates={"niss": [100, 10]}))
    assert proposed(NISS, version=wrong) == []


def test_the_words_of_the_thesaurus_propose_a_type_and_its_entry(world):
    text = "Commune de Sainte-Ursuline\nACTE DE MARIAGE\nEntre les soussignés"
    assert proposed(text, field="document_type") == [("attestations-etat-civil", "words")]
    assert proposed(text, field="document_kind")[0] == ("acte-de-mariage", "words")


def test_a_retired_term_is_not_proposed_but_its_type_is(world):
    assert proposed("ACTE DE MARIAGE", field="document_kind")[0] == ("acte-de-mariage", "words")
    changes.apply([Change("retire", "DocumentKind", "acte-de-mariage")])
    kinds = [value for value, _reason in proposed("ACTE DE MARIAGE", field="document_kind")]
    assert "acte-de-mariage" not in kinds


def test_a_merged_term_is_proposed_as_what_it_became(world):
    [naissance, mariage] = ["acte-de-naissance", "acte-de-mariage"]
    changes.apply([Change("merge", "DocumentKind", mariage, into=naissance)])
    model = SimpleNamespace(
        likely=lambda text: [Likely(f"attestations-etat-civil|{mariage}", 0.9, 9)]
    )
    learned_before = Version(model=model)
    found = proposed("any", field="document_kind", version=learned_before)
    assert found == [(naissance, "learned")]


def test_days_and_a_stamp_are_proposed(world):
    text = "Bruxelles, le 2 mars 2026\nMadame"
    assert proposed(text, field="document_date") == [("2026-03-02", "date-placed")]
    assert proposed("REÇU LE 02/03/2026", field="received_on") == [("2026-03-02", "stamp")]
    assert proposed(text, field="received_on") == []


def test_a_known_sender_at_the_head_and_that_of_a_message_are_proposed(world):
    known = Version(facts=Facts(senders={"mutualite le trefle": "Mutualité Le Trèfle"}))
    head = "MUTUALITÉ LE  TRÈFLE\nRue"
    assert proposed(head, field="sender", version=known) == [
        ("Mutualité Le Trèfle", "sender-known")
    ]
    mailed = proposed("", field="sender", sender="info@trefle.invalid")
    assert mailed == [("info@trefle.invalid", "sender-mail")]


def test_below_the_threshold_of_the_centre_nothing_is_said(dossier):
    api.portal.set_registry_record(f"{PREFIX}.dossier", 100)
    assert proposed(f"{NISS} {dossier.getId()}") == []


def test_a_deposit_is_proposed_for_from_what_was_read_and_seen(dossier):
    batch, part = deposit(f"Bruxelles, le 2 mars 2026\nNISS {NISS}")
    found = operations.suggest(batch, part)
    assert {one.field for one in found} == {"dossier", "document_date"}
    assert operations.suggest(batch, part) == found
    batch, part = deposit("", codes=(dossier.getId(),))
    assert [one.reason for one in operations.suggest(batch, part)] == ["dossier-code"]


def test_one_that_fails_leaves_the_others_and_none_leaves_an_error(dossier, monkeypatch):
    batch, part = deposit(f"Bruxelles, le 2 mars 2026\nNISS {NISS}")
    monkeypatch.setattr("farde.capture.suggesting.people.signs", lambda *_: 1 / 0)
    assert [one.field for one in operations.suggest(batch, part)] == ["document_date"]
    monkeypatch.setattr("farde.capture.suggesting.learned.current", lambda: 1 / 0)
    assert operations.suggest(batch, part) == ()


def test_what_is_learned_but_unreadable_leaves_the_signs(dossier):
    learned.keep(b"no arrays", Facts(), b"key", 1)
    assert learned.current().broken
    assert operations.suggest(*deposit(NISS))[0].reason == "niss"


def test_filing_keeps_what_was_right_and_no_value(dossier):
    batch, part = deposit(f"Bruxelles, le 2 mars 2026\nNISS {NISS}")
    work.begin(batch).suggestions = {part.id: operations.suggest(batch, part)}
    profile = Profile("attestations-emploi", DAY, document_date=date(2026, 3, 1))
    operations.note(batch, part, profile, [dossier])
    found = {one.field: one for one in outcomes.of(batch)}
    assert (found["dossier"].offered, found["dossier"].right) == (True, True)
    assert (found["document_date"].offered, found["document_date"].right) == (True, False)
    assert not found["document_type"].offered
    assert "document_kind" not in found and "sender" not in found
    assert dossier.getId() not in repr(outcomes.of(batch))
    assert outcomes.counted()["dossier"] == (1, 1, 1)
    assert outcomes.counted()["document_date"] == (1, 1, 0)


def test_filing_goes_on_when_it_cannot_be_noted(dossier):
    batch, part = deposit(NISS)
    work.begin(batch).suggestions = {part.id: "no suggestions"}
    operations.note(batch, part, Profile("attestations-emploi", DAY), [dossier])
    assert outcomes.of(batch) == ()


def test_a_part_that_was_cut_anew_is_proposed_for_anew(world, dossier):
    batch, part = deposit("rien")
    other, other_part = deposit(NISS)
    work.begin(batch).suggestions = {part.id: operations.suggest(other, other_part)}
    with world.as_user("scan1"):
        assert [one.field for one in operations.offered(batch, part)] == ["dossier"]
        elsewhere = replace(part, pages=(*part.pages, Page(Leaf("s1", 2))))
        assert operations.offered(batch, elsewhere) == []


def test_filing_a_part_tells_how_its_proposals_fared(world, dossier):
    batch, part = deposit(NISS)
    notify(PartFiled(batch, part, [world.document(dossier)]))
    found = {one.field: one.right for one in outcomes.of(batch)}
    assert found == {"dossier": True, "document_type": False, "received_on": False}


def test_what_is_filed_before_it_was_read_says_nothing_of_proposals(dossier):
    batch, part = deposit("")
    operations.note(batch, part, Profile("attestations-emploi", DAY), [dossier])
    assert outcomes.of(batch) == ()


def test_names_are_read_once_while_nobody_is_registered(served_world):
    served_world.dossier(first_name="Amina", last_name="Benyachoubi")
    served_world.commit()
    first = people.registry()
    read(served_world)
    assert people.registry() is first
    served_world.dossier(first_name="Griet", last_name="Vandermolenveld", niss="")
    assert people.registry() is not first
    served_world.commit()
    assert people.registry().find("Griet Vandermolenveld")


def read(world):
    """A change of the site that is about nobody in the registry."""
    world.portal.title = "Farde"
    world.portal.reindexObject()
    world.commit()
