"""Someone is away for some days: a colleague sees what they hold, on those days and no others."""

from datetime import date, datetime

import pytest
from freezegun import freeze_time
from plone import api
from zope.annotation.interfaces import IAnnotations

from farde.access import operations as access
from farde.access import protection
from farde.core.clock import CENTRE_TIME
from farde.core.errors import Refusals
from farde.dossier import absence, absence_errors, holders
from farde.dossier.absence import Plan
from farde.tickets import operations as tickets

FIRST, LAST = date(2026, 3, 28), date(2026, 3, 29)  # the clocks go forward on the 29th
PLAN = Plan("caseworker1", "caseworker2", FIRST, LAST)
#: Each instant in UTC, and whether the stand-in stands in: one day of 24 hours, one of 23.
INSTANTS = (
    ("2026-03-27 22:59:59", False),
    ("2026-03-27 23:00:00", True),
    ("2026-03-29 21:59:59", True),
    ("2026-03-29 22:00:00", False),
)


def sees(world, name: str, content) -> bool:
    # Plone remembers local roles per request; each look is a request of its own.
    IAnnotations(world.portal.REQUEST).clear()
    with world.as_user(name):
        found = content.UID() in world.visible()
        assert found == bool(api.user.has_permission("View", obj=content))
    return found


@pytest.fixture
def in_march():
    with freeze_time("2026-03-20 09:00"):
        yield


def noted(world, plan: Plan = PLAN, by: str = "supervisor1"):
    with world.as_user(by):
        return absence.note(plan)


@pytest.mark.parametrize("instant, standing_in", INSTANTS)
def test_a_stand_in_sees_the_dossiers_from_the_first_day_to_the_end_of_the_last(
    world, in_march, instant, standing_in
):
    dossier = world.dossier()
    document = world.document(dossier)
    noted(world)
    with freeze_time(instant):
        assert sees(world, "caseworker2", dossier) is standing_in
        assert sees(world, "caseworker2", document) is standing_in
        assert sees(world, "caseworker1", document)


def test_the_day_on_which_the_clocks_go_back_has_its_25th_hour(world):
    with freeze_time("2026-10-01 09:00"):
        dossier = world.dossier()
        noted(world, Plan("caseworker1", "caseworker2", date(2026, 10, 25), date(2026, 10, 25)))
    for instant, standing_in in (
        ("2026-10-24 21:59:59", False),
        ("2026-10-24 22:00:00", True),
        ("2026-10-25 22:59:59", True),
        ("2026-10-25 23:00:00", False),
    ):
        with freeze_time(instant):
            assert sees(world, "caseworker2", dossier) is standing_in, instant


def test_what_the_absent_caseworker_is_given_meanwhile_is_seen_too(world, in_march):
    noted(world)
    with freeze_time("2026-03-28 12:00"):
        assert sees(world, "caseworker2", world.dossier())


def test_the_tickets_of_the_absent_caseworker_come_to_the_inbox_of_the_stand_in(world, in_march):
    dossier = world.dossier()
    world.document(dossier, "factures-charges-medicales")

    def waiting() -> int:
        IAnnotations(world.portal.REQUEST).clear()
        with world.as_user("caseworker2"):
            counts = tickets.counts()
        return counts.tickets + counts.signals

    noted(world)
    assert not waiting()
    with freeze_time("2026-03-28 12:00"):
        assert waiting()
    with freeze_time("2026-03-30 12:00"):
        assert not waiting()


def test_a_personal_note_stays_with_its_author(world, in_march):
    note = world.document(world.dossier(), confidentiality="c3")
    noted(world)
    with freeze_time("2026-03-28 12:00"):
        assert not sees(world, "caseworker2", note)


def test_an_absence_ended_early_closes_at_once_and_stays_in_the_list(world, in_march):
    dossier = world.dossier()
    one = noted(world)
    with freeze_time("2026-03-28 12:00"):
        assert sees(world, "caseworker2", dossier)
        with world.as_user("supervisor1"):
            absence.end(one.id)
            [kept] = absence.listed()
        assert not sees(world, "caseworker2", dossier)
        assert (absence.last_day(kept), kept.id) == (FIRST, one.id)
    refused = pytest.raises(absence_errors.UnknownAbsence)
    with freeze_time("2026-03-29 12:00"), world.as_user("supervisor1"), refused:
        absence.end(one.id)


def test_a_planned_absence_that_is_cancelled_leaves_nothing(world, in_march):
    one = noted(world)
    with world.as_user("supervisor1"):
        absence.end(one.id)
        assert absence.listed() == []


def test_ending_a_stand_in_takes_back_no_other_reason_to_see_a_dossier(world, in_march):
    dossier = world.dossier()
    one = noted(world)
    with freeze_time("2026-03-28 12:00"):
        holders.assign_caseworker(dossier.UID(), "caseworker2")
        with world.as_user("supervisor1"):
            absence.end(one.id)
        assert sees(world, "caseworker2", dossier)


@pytest.mark.parametrize(
    "plan, refusal",
    [
        (Plan("caseworker1", "caseworker1", FIRST, LAST), absence_errors.SamePerson),
        (Plan("caseworker1", "scan1", FIRST, LAST), absence_errors.UnknownStandIn),
        (Plan("caseworker1", "", FIRST, LAST), absence_errors.UnknownStandIn),
        (Plan("legal1", "caseworker2", FIRST, LAST), absence_errors.UnknownAbsent),
        (Plan("caseworker1", "caseworker2", LAST, FIRST), absence_errors.AbsenceEndsBefore),
        (
            Plan("caseworker1", "caseworker2", date(2026, 3, 2), date(2026, 3, 19)),
            absence_errors.AbsenceOver,
        ),
    ],
)
def test_what_makes_no_sense_is_refused(world, in_march, plan, refusal):
    with world.as_user("supervisor1"):
        with pytest.raises(refusal):
            absence.note(plan)
        assert absence.listed() == []


def test_everything_that_is_wrong_is_said_at_once(world, in_march):
    with world.as_user("supervisor1"), pytest.raises(Refusals) as refused:
        absence.note(Plan("scan1", "scan1", LAST, FIRST))
    assert {type(one).__name__ for one in refused.value.each()} == {
        "UnknownAbsent",
        "UnknownStandIn",
        "SamePerson",
        "AbsenceEndsBefore",
    }


@pytest.fixture
def third(world):
    """Another caseworker of the centre."""
    api.user.create(email="c3@example.org", username="caseworker3", password="farde-demo-3")
    api.group.add_user(groupname="caseworkers", username="caseworker3")


def test_two_colleagues_do_not_stand_in_for_the_same_person_on_one_day(world, third, in_march):
    noted(world)
    with world.as_user("supervisor1"):
        with pytest.raises(absence_errors.AbsenceOverlaps):
            absence.note(Plan("caseworker1", "caseworker3", LAST, date(2026, 4, 5)))
        absence.note(Plan("caseworker1", "caseworker3", date(2026, 3, 30), date(2026, 4, 5)))


def test_after_an_early_end_somebody_else_stands_in_on_the_same_day(world, third, in_march):
    one = noted(world)
    with freeze_time("2026-03-28 12:00"), world.as_user("supervisor1"):
        absence.end(one.id)
        absence.note(Plan("caseworker1", "caseworker3", FIRST, LAST))


def test_an_absence_is_prolonged_by_noting_more_days_and_not_noted_twice(world, in_march):
    noted(world)
    with world.as_user("supervisor1"):
        with pytest.raises(absence_errors.AbsenceKnown):
            absence.note(PLAN)
        absence.note(Plan("caseworker1", "caseworker2", FIRST, date(2026, 4, 1)))
    with freeze_time("2026-04-01 12:00"):
        assert sees(world, "caseworker2", world.dossier())


def test_a_supervisor_notes_absences_of_their_own_teams_only(world, in_march):
    for team, name in (("team-north", "caseworker1"), ("team-south", "supervisor1")):
        api.group.create(groupname=team)
        api.group.add_user(groupname=team, username=name)
    access.note_absence(
        "caseworker1",
        "caseworker2",
        datetime(2026, 3, 1, tzinfo=CENTRE_TIME),
        datetime(2026, 4, 1, tzinfo=CENTRE_TIME),
    )
    with world.as_user("supervisor1"):
        assert absence.listed() == [] and "caseworker1" not in absence.caseworkers()
        with pytest.raises(absence_errors.UnknownAbsent):
            absence.note(PLAN)
    api.group.add_user(groupname="team-north", username="supervisor1")
    with world.as_user("supervisor1"):
        assert len(absence.listed()) == 1 and "caseworker1" in absence.caseworkers()


def test_a_dossier_that_the_stand_in_may_not_know_of_stays_closed(world, in_march):
    dossier, own = world.dossier(), world.dossier()
    protection.deny(own.UID(), "caseworker2")
    with world.as_user("supervisor1"):
        outlook = absence.check(PLAN)
        absence.note(PLAN)
    assert (outlook.opened, outlook.closed) == ([dossier.getId()], [own.getId()])
    with freeze_time("2026-03-28 12:00"):
        assert sees(world, "caseworker2", dossier) and not sees(world, "caseworker2", own)


def test_a_dossier_that_the_supervisor_may_not_know_of_is_not_spoken_of(world, in_march):
    protection.protect(world.dossier().UID(), ["caseworker1"])
    with world.as_user("supervisor1"):
        outlook = absence.check(PLAN)
    assert (outlook.opened, outlook.closed) == ([], [])


def test_checking_tells_that_the_stand_in_is_away_too(world, third, in_march):
    noted(world, Plan("caseworker2", "caseworker3", LAST, date(2026, 4, 5)))
    with world.as_user("supervisor1"):
        [clash] = absence.check(PLAN).clashes
    assert (clash.absent, clash.stand_in) == ("caseworker2", "caseworker3")
