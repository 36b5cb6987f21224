"""What nobody answers for is in the queue of the team, and leaves it by itself."""

from datetime import timedelta

import pytest
from plone import api

from farde.access import operations as access
from farde.access import protection
from farde.core import clock
from farde.dossier import operations as dossiers
from farde.tickets import fallback

CASEWORKER, NOTIFICATION = "attestations-emploi", "correspondance-demande-audition"
REFERENT = "factures-charges-socio-culturelles"


@pytest.fixture
def dossier(world):
    return world.dossier()


def queue(world, user: str = "supervisor1") -> list[str]:
    with world.as_user(user):
        addressees = fallback.addressees()
        found = api.content.find(addressee=addressees, portal_type=["Signal", "Ticket"])
        return sorted(brain.document_uid for brain in found) if addressees else []


def away(user: str, stand_in: str = "", days: int = 3):
    now = clock.now()
    return access.note_absence(user, stand_in, now - timedelta(days=1), now + timedelta(days=days))


def test_what_somebody_answers_for_is_not_in_the_queue(world, dossier):
    for type_id in (CASEWORKER, NOTIFICATION):
        world.document(dossier, type_id)
    assert queue(world) == []


def test_a_dossier_without_caseworker(world, dossier):
    document = world.document(dossier, CASEWORKER)
    dossiers.name_caseworker(dossier, "")
    assert queue(world) == [document.UID()]
    dossiers.name_caseworker(dossier, "caseworker2")
    assert queue(world) == []


def test_an_absent_caseworker_without_stand_in(world, dossier):
    document = world.document(dossier, CASEWORKER)
    absence = away("caseworker1")
    assert queue(world) == [document.UID()]
    access.end_absence(absence.id)
    assert queue(world) == []


def test_a_stand_in_answers(world, dossier):
    world.document(dossier, CASEWORKER)
    away("caseworker1", "caseworker2")
    assert queue(world) == []


def test_a_stand_in_who_is_away_too_does_not(world, dossier):
    document = world.document(dossier, CASEWORKER)
    away("caseworker1", "caseworker2")
    away("caseworker2")
    assert queue(world) == [document.UID()]


def test_a_stand_in_who_may_not_know_of_the_dossier_does_not(world, dossier):
    document = world.document(dossier, CASEWORKER)
    away("caseworker1", "caseworker2")
    access.limits().deny(dossier.UID(), "caseworker2")
    assert queue(world) == [document.UID()]


def test_a_caseworker_who_left_the_centre(world, dossier):
    document = world.document(dossier, CASEWORKER)
    world.portal.acl_users.userFolderDelUsers(["caseworker1"])
    assert queue(world) == [document.UID()]


def test_a_caseworker_who_may_not_know_of_the_dossier(world, dossier):
    document = world.document(dossier, CASEWORKER)
    access.limits().deny(dossier.UID(), "caseworker1")
    assert queue(world) == [document.UID()]


def test_an_empty_service(world, dossier):
    document = world.document(dossier, NOTIFICATION)
    assert queue(world) == []
    api.group.remove_user(groupname="notification", username="notification1")
    assert queue(world) == [document.UID()]
    api.group.add_user(groupname="notification", username="caseworker2")
    assert queue(world) == []


def test_a_service_whose_people_are_all_away(world, dossier):
    document = world.document(dossier, NOTIFICATION)
    away("notification1")
    assert queue(world) == [document.UID()]


def test_a_service_that_a_protected_dossier_lets_nobody_in_of(world, dossier):
    protection.protect(dossier.UID(), ["caseworker1", "supervisor1"])
    document = world.document(dossier, NOTIFICATION)
    world.document(world.dossier(niss=""), NOTIFICATION)
    assert queue(world) == [document.UID()]
    protection.protect(dossier.UID(), ["caseworker1", "supervisor1", "notification1"])
    assert queue(world) == []


def test_referents_whom_a_protected_dossier_does_not_let_in(world, dossier):
    protection.protect(dossier.UID(), ["caseworker1", "supervisor1"])
    document = world.document(dossier, REFERENT)
    assert queue(world) == [document.UID()]
    protection.protect(dossier.UID(), ["caseworker1", "supervisor1", "referent1"])
    assert queue(world) == []


def test_a_frozen_dossier_is_closed_to_its_caseworker(world, dossier):
    documents = [world.document(dossier, type_id) for type_id in (CASEWORKER, NOTIFICATION)]
    dossiers.open_by_state(dossier, "frozen")
    assert queue(world) == sorted(one.UID() for one in documents)
    dossiers.open_by_state(dossier, "active")
    assert queue(world) == []


def test_a_referent_who_is_away(world, dossier):
    dossiers.name_referent(dossier, "referent1")
    document = world.document(dossier, REFERENT)
    assert queue(world) == []
    away("referent1")
    assert queue(world) == [document.UID()]


def test_without_a_referent_the_service_of_referents_answers(world, dossier):
    document = world.document(dossier, REFERENT)
    assert queue(world) == []
    api.group.remove_user(groupname="referents", username="referent1")
    assert queue(world) == [document.UID()]


def test_the_queue_of_a_team_shows_its_own_dossiers_alone(world, dossier):
    for team in ("team-a", "team-b"):
        api.group.create(groupname=team)
    api.group.add_user(groupname="team-a", username="caseworker1")
    api.group.add_user(groupname="team-b", username="supervisor1")
    theirs = world.dossier(niss="")
    world.document(theirs, NOTIFICATION)
    api.group.remove_user(groupname="notification", username="notification1")
    assert queue(world) == []


@pytest.mark.parametrize("user", ["caseworker1", "scan1", "records1", "payments1"])
def test_who_supervises_nothing_has_no_such_queue(world, dossier, user):
    world.document(dossier, CASEWORKER)
    dossiers.name_caseworker(dossier, "")
    assert queue(world, user) == []
