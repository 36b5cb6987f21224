"""A filed document that concerns one more person is filed in their dossier too."""

from datetime import timedelta

import pytest
from freezegun import freeze_time

from farde.access import operations as access
from farde.core import clock
from farde.document import also, notes
from farde.document import operations as documents
from farde.document.also_errors import AlreadyInDossier, NoteStays, NotYourDossier
from farde.document.correction_errors import NotYoursToReclassify
from farde.dossier.errors import MissingDossier, UnknownDossier
from farde.tickets import operations as tickets

TYPE = "attestations-etat-civil"


@pytest.fixture
def first(world):
    return world.dossier()


@pytest.fixture
def second(world):
    return world.dossier(niss="", last_name="Deuxième")


@pytest.fixture
def elsewhere(world):
    """A dossier of another caseworker."""
    return world.dossier(caseworker="caseworker2", niss="", last_name="Ailleurs")


@pytest.fixture
def filed(world, first):
    """A document that the capture team has just filed."""
    with world.as_user("scan1"):
        return world.document(first, TYPE, sender="Commune")


def test_a_caseworker_files_it_in_another_of_their_dossiers(world, filed, second):
    with world.as_user("caseworker1"):
        twin = also.file_also(filed, f"{second.getId()} · Amina Deuxième")
    assert documents.dossier_of(twin) == second
    assert (twin.document_type, twin.sender, twin.sha256) == (TYPE, "Commune", filed.sha256)
    assert [brain.assignee_role for brain in tickets.followups(twin)] == ["caseworker"]


def test_a_supervisor_files_it_in_another_dossier_of_the_team(world, filed, elsewhere):
    with world.as_user("supervisor1"):
        twin = also.file_also(filed, elsewhere.getId())
    assert documents.dossier_of(twin) == elsewhere


def test_the_capture_team_files_it_in_any_dossier_within_its_hours(world, filed, elsewhere):
    with world.as_user("scan1"):
        assert documents.dossier_of(also.file_also(filed, elsewhere.getId())) == elsewhere
    with freeze_time(clock.now() + timedelta(hours=25)), world.as_user("scan1"):
        assert not also.may_file_also(filed)


def test_a_caseworker_is_not_told_whether_another_dossier_exists(world, filed, elsewhere):
    for number in (elsewhere.getId(), "2026-999999"):
        with world.as_user("caseworker1"), pytest.raises(NotYourDossier):
            also.prepare(filed, number)
    assert list(elsewhere.objectIds()) == []


def test_nobody_is_told_of_a_dossier_that_they_are_kept_out_of(world, filed, second, elsewhere):
    for user, dossier in (("caseworker1", second), ("scan1", elsewhere)):
        access.limits().deny(dossier.UID(), user)
        with (
            world.as_user(user),
            pytest.raises(UnknownDossier if user == "scan1" else NotYourDossier),
        ):
            also.prepare(filed, dossier.getId())


def test_a_dossier_has_to_be_named(world, filed):
    with world.as_user("caseworker1"), pytest.raises(MissingDossier):
        also.prepare(filed, " ")


def test_it_is_filed_once_in_each_dossier(world, filed, first, second):
    with world.as_user("caseworker1"):
        twin = also.file_also(filed, second.getId())
        for document in (filed, twin):
            for dossier in (first, second):
                with pytest.raises(AlreadyInDossier):
                    also.file_also(document, dossier.getId())
    assert len(tickets.followups(twin)) == 1


def test_a_personal_note_stays_in_its_dossier(world, first, second):
    with world.as_user("caseworker1"):
        note = world.document(first, TYPE, confidentiality="c3")
    with world.as_user("caseworker1"):
        assert notes.may_share(note)
        assert not also.may_file_also(note)
        with pytest.raises(NoteStays):
            also.file_also(note, second.getId())


def test_who_reads_it_without_following_the_dossier_does_not_file_it(world, second):
    document = world.document(world.dossier(niss="", active_ri=True), "attestations-ressources")
    with world.as_user("payments1"), pytest.raises(NotYoursToReclassify):
        also.file_also(document, second.getId())


def test_what_it_says_now_goes_with_it(world, filed, second):
    documents.reclassify(filed, {"document_type": "factures-charges-medicales"}, "Erreur")
    with world.as_user("caseworker1"):
        twin = also.file_also(filed, second.getId())
    assert twin.document_type == "factures-charges-medicales"
    assert [brain.portal_type for brain in tickets.followups(twin)] == ["Ticket"]
