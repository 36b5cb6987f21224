"""Supervisors hand dossiers over; access follows, and nothing but memberships is written."""

from datetime import date, datetime

import pytest
import transaction
from freezegun import freeze_time
from plone import api
from ZODB.serialize import referencesf
from zope.annotation.interfaces import IAnnotations

from farde.access import operations as access
from farde.access import protection
from farde.core.clock import CENTRE_TIME
from farde.core.errors import Refusals
from farde.dossier import errors, transfer
from farde.tickets import operations as tickets

APRIL = datetime(2026, 4, 1, tzinfo=CENTRE_TIME)
BEFORE, AT = "2026-03-31 21:59:59", "2026-03-31 22:00:00"  # UTC: midnight in Brussels


def holder(dossier) -> str:
    return access.holder(dossier.UID(), "caseworker")


def sees(world, name: str, content) -> bool:
    # Plone remembers local roles per request; each look is a request of its own.
    IAnnotations(world.portal.REQUEST).clear()
    with world.as_user(name):
        found = content.UID() in world.visible()
        assert found == bool(api.user.has_permission("View", obj=content))
    return found


@pytest.fixture
def other_team(world):
    """A team that supervisor1 does not lead, with its caseworker."""
    api.group.create(groupname="team-north")
    api.group.create(groupname="team-south")
    api.group.add_user(groupname="team-north", username="caseworker2")
    api.group.add_user(groupname="team-south", username="supervisor1")


def test_a_dossier_goes_to_another_caseworker_at_once(world):
    dossier = world.dossier()
    document = world.document(dossier)
    with world.as_user("supervisor1"):
        [done] = transfer.transfer([dossier.UID()], "caseworker2")
    assert (done.number, done.from_user, done.to_user) == (
        dossier.getId(),
        "caseworker1",
        "caseworker2",
    )
    assert sees(world, "caseworker2", document) and not sees(world, "caseworker1", document)


def test_tickets_and_signals_follow_by_themselves(world):
    dossier = world.dossier()
    world.document(dossier, "factures-charges-medicales")
    world.document(dossier, "attestations-emploi")
    with world.as_user("supervisor1"):
        transfer.transfer([dossier.UID()], "caseworker2")
    with world.as_user("caseworker2"):
        assert sorted(row.kind for row in tickets.inbox()) == ["signal", "ticket"]
    with world.as_user("caseworker1"):
        assert tickets.inbox() == []


def test_a_planned_transfer_flips_by_itself_at_midnight_in_brussels(world):
    with freeze_time("2026-03-02 09:00"):
        dossier = world.dossier()
        document = world.document(dossier, "factures-charges-medicales")
        with world.as_user("supervisor1"):
            transfer.transfer([dossier.UID()], "caseworker2", APRIL)
    with freeze_time(BEFORE):
        assert sees(world, "caseworker1", document) and not sees(world, "caseworker2", document)
        with world.as_user("caseworker1"):
            assert len(tickets.inbox()) == 1
    with freeze_time(AT):
        assert sees(world, "caseworker2", document) and not sees(world, "caseworker1", document)
        with world.as_user("caseworker2"):
            assert len(tickets.inbox()) == 1
        assert dossier.caseworker == "caseworker2"


def test_planned_transfers_are_listed_and_can_be_taken_back(world):
    with freeze_time("2026-03-02 09:00"):
        dossier = world.dossier()
        with world.as_user("supervisor1"):
            transfer.transfer([dossier.UID()], "caseworker2", APRIL)
            [plan] = transfer.planned()
            assert (plan.number, plan.from_user, plan.to_user, plan.at) == (
                dossier.getId(),
                "caseworker1",
                "caseworker2",
                APRIL,
            )
            assert transfer.cancel([dossier.UID()], APRIL) == 1
            assert transfer.planned() == []
            with pytest.raises(errors.UnknownPlan):
                transfer.cancel([dossier.UID()], APRIL)
    with freeze_time(AT):
        assert holder(dossier) == "caseworker1"


def test_taking_back_the_second_of_two_plans_leaves_the_first(world):
    may = datetime(2026, 5, 1, tzinfo=CENTRE_TIME)
    with freeze_time("2026-03-02 09:00"):
        dossier = world.dossier()
        with world.as_user("supervisor1"):
            transfer.transfer([dossier.UID()], "caseworker2", APRIL)
            transfer.transfer([dossier.UID()], "caseworker1", may)
            assert transfer.cancel([dossier.UID()], may) == 1
            assert [plan.at for plan in transfer.planned()] == [APRIL]
    with freeze_time("2026-06-01"):
        assert holder(dossier) == "caseworker2"


def test_all_dossiers_of_a_caseworker_are_those_the_supervisor_sees(world):
    mine, secret = world.dossier(), world.dossier(niss="")
    protection.protect(secret.UID(), ["caseworker1"])
    with world.as_user("supervisor1"):
        done = transfer.transfer_all("caseworker1", "caseworker2")
    assert [one.number for one in done] == [mine.getId()]
    assert (holder(mine), holder(secret)) == ("caseworker2", "caseworker1")


def test_a_dossier_that_nobody_holds_can_be_given(world):
    dossier = world.dossier(caseworker="")
    with world.as_user("supervisor1"):
        assert transfer.held_by("") == [dossier.UID()]
        [done] = transfer.transfer_all("", "caseworker1")
    assert done.from_user == "" and holder(dossier) == "caseworker1"


def test_a_plan_for_a_dossier_that_nobody_holds_can_be_taken_back(world):
    with freeze_time("2026-03-02 09:00"):
        dossier = world.dossier(caseworker="")
        with world.as_user("supervisor1"):
            transfer.transfer_all("", "caseworker1", APRIL)
            transfer.cancel([dossier.UID()], APRIL)
            assert transfer.held_by("") == [dossier.UID()] and not transfer.planned()


def test_the_supervisors_of_the_new_team_come_with_the_dossier(world, other_team):
    dossier = world.dossier()
    with world.as_user("supervisor1"):
        transfer.transfer([dossier.UID()], "caseworker2")
        assert transfer.supervised() == set()
    assert not sees(world, "supervisor1", dossier)


@pytest.mark.parametrize("name", ["nobody", "scan1", "supervisor1", ""])
def test_only_caseworkers_receive_dossiers(world, name):
    dossier = world.dossier()
    with world.as_user("supervisor1"), pytest.raises(errors.UnknownCaseworker):
        transfer.transfer([dossier.UID()], name)


def test_a_transfer_to_who_holds_it_already_is_refused_by_number(world):
    here, there = world.dossier(), world.dossier(caseworker="caseworker2", niss="")
    with world.as_user("supervisor1"), pytest.raises(errors.SameCaseworker) as refused:
        transfer.transfer([here.UID(), there.UID()], "caseworker2")
    assert refused.value.mapping == {"numbers": there.getId()}
    assert holder(here) == "caseworker1"


def test_a_day_that_is_over_is_refused_and_today_means_now(world):
    with freeze_time("2026-03-02 23:30"):  # already 3 March in Brussels
        with pytest.raises(errors.PastDay):
            transfer.beginning(date(2026, 3, 2))
        assert transfer.beginning(date(2026, 3, 3)) is None
        assert transfer.beginning(date(2026, 4, 1)) == APRIL
        dossier = world.dossier()
        with world.as_user("supervisor1"), pytest.raises(errors.PastDay):
            transfer.transfer(
                [dossier.UID()], "caseworker2", datetime(2026, 3, 1, tzinfo=CENTRE_TIME)
            )


def test_all_faults_are_told_at_once(world):
    with world.as_user("supervisor1"), pytest.raises(Refusals) as refused:
        transfer.transfer([], "nobody")
    assert {type(one) for one in refused.value.each()} == {
        errors.EmptySelection,
        errors.UnknownCaseworker,
    }


def test_what_one_does_not_supervise_is_unknown_and_nothing_moves(world, other_team):
    mine, theirs = world.dossier(), world.dossier(caseworker="caseworker2", niss="")
    with world.as_user("supervisor1"):
        for uids in ([mine.UID(), theirs.UID()], [mine.UID(), "no-such-uid"]):
            with pytest.raises(errors.UnknownDossier):
                transfer.transfer(uids, "caseworker2")
        with pytest.raises(errors.UnknownDossier):
            transfer.uids_of([mine.getId(), "2001-000001"])
    assert holder(mine) == "caseworker1"


@pytest.mark.parametrize("limit", [protection.deny, protection.protect])
def test_a_supervisor_who_is_shut_out_cannot_transfer_it(world, limit):
    dossier = world.dossier()
    limit(dossier.UID(), "supervisor1" if limit is protection.deny else ["caseworker1"])
    with world.as_user("supervisor1"), pytest.raises(errors.UnknownDossier):
        transfer.transfer([dossier.UID()], "caseworker2")


def test_a_caseworker_cannot_transfer_their_own_dossiers(world):
    dossier = world.dossier()
    with world.as_user("caseworker1"), pytest.raises(errors.UnknownDossier):
        transfer.transfer([dossier.UID()], "caseworker2")


def test_a_dossier_does_not_go_to_who_is_kept_out_of_it(world):
    dossier = world.dossier()
    protection.deny(dossier.UID(), "caseworker2")
    with world.as_user("supervisor1"), pytest.raises(errors.CaseworkerShutOut):
        transfer.transfer([dossier.UID()], "caseworker2")


def test_loads_leave_out_what_the_reader_may_not_know_of(world):
    world.dossier()
    secret = world.dossier(niss="")
    protection.protect(secret.UID(), ["caseworker1"])
    with world.as_user("supervisor1"):
        assert transfer.loads() == {"caseworker1": 1, "caseworker2": 0}
        assert transfer.held_counts() == {"caseworker1": 1, "": 0}


def test_nothing_is_written_but_memberships(served_world):
    dossiers = [served_world.dossier(niss="") for _ in range(3)]
    documents = [served_world.document(dossier) for dossier in dossiers]
    transaction.commit()
    connection = served_world.portal._p_jar
    with served_world.as_user("supervisor1"):
        transfer.transfer([dossier.UID() for dossier in dossiers], "caseworker2")
    written = {type(one).__module__ for one in connection._registered_objects}
    assert written and written <= {"BTrees.OOBTree", "farde.access.stamps"}
    registered = {one._p_oid for one in connection._registered_objects}
    assert registered <= reached(connection, access.memberships()._p_oid)
    assert not any(one._p_changed for one in (*dossiers, *documents))


def reached(connection, root: bytes) -> set[bytes]:
    """The stored objects that can be reached from one, by id."""
    found, todo = set(), [root]
    while todo:
        oid = todo.pop()
        if oid not in found:
            found.add(oid)
            referencesf(connection._storage.load(oid)[0], todo)
    return found
