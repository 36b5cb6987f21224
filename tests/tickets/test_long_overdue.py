"""What is long overdue is the supervisor's to see too, where the centre gave a delay."""

from datetime import datetime

import pytest
from freezegun import freeze_time
from plone import api

from farde.access import operations as access
from farde.core.clock import CENTRE_TIME
from farde.tickets import errors, inbox, listing, operations
from followups import SIGNAL_TYPE, TICKET_TYPE, next_request, only, state


@pytest.fixture
def late(world):
    """A ticket of caseworker1, due on the ninth of March."""
    document = world.document(world.dossier(), SIGNAL_TYPE)
    return operations.raise_ticket(document, "caseworker", "test", due_working_days=5)


def team_queue(world, user: str, day: str, **asked) -> list[str]:
    next_request()
    with freeze_time(f"{day} 12:00"), world.as_user(user):
        return [one.UID for one in inbox.entries(inbox.Asked(part=inbox.TEAM, **asked))]


def delay(days: int | None) -> None:
    api.portal.set_registry_record("farde.tickets.escalation_days", days)


def test_without_a_delay_nothing_is_escalated(world, late):
    assert team_queue(world, "supervisor1", "2026-12-01") == []


def test_after_the_working_days_of_the_delay_it_is_in_the_queue_of_the_team(world, late):
    delay(3)
    assert team_queue(world, "supervisor1", "2026-03-11") == []
    assert team_queue(world, "supervisor1", "2026-03-12") == [late.UID()]
    assert team_queue(world, "caseworker1", "2026-03-12") == []


def test_closed_days_do_not_bring_it_nearer(world):
    document = world.document(world.dossier(), SIGNAL_TYPE)
    ticket = operations.raise_ticket(document, "caseworker", "test", due_working_days=23)
    assert ticket.due.isoformat() == "2026-04-02"  # the Thursday before Easter
    delay(2)
    assert team_queue(world, "supervisor1", "2026-04-06") == []
    assert team_queue(world, "supervisor1", "2026-04-07") == [ticket.UID()]


def test_it_stays_its_addressees(world, late):
    delay(1)
    with freeze_time("2026-03-20 12:00"), world.as_user("caseworker1"):
        assert late.UID() in {row.uid for row in operations.inbox()}


def test_once_done_it_leaves_the_queue(world, late):
    delay(1)
    with world.as_user("caseworker1"):
        operations.finish(late, "Payé")
    assert team_queue(world, "supervisor1", "2026-03-20") == []
    assert team_queue(world, "supervisor1", "2026-03-20", state="done") == []


def test_it_stands_in_order_among_what_nobody_answers(world, late):
    delay(1)
    silent = only(world.document(world.dossier(caseworker=""), TICKET_TYPE))
    assert team_queue(world, "supervisor1", "2026-03-20") == [late.UID(), silent.UID()]


@pytest.mark.parametrize(("states", "found"), [((), 1), (("in_progress",), 0), (("done",), 0)])
def test_applications_ask_for_it_by_state(world, late, states, found):
    delay(1)
    filters = listing.Filters("Ticket", states, queue="escalated", overdue=True)
    with freeze_time("2026-03-20 12:00"), world.as_user("supervisor1"):
        assert len(listing.listed(filters)) == found
        assert len(listing.listed(listing.Filters("Signal", queue="escalated"))) == 0


def test_a_supervisor_reads_the_signals_that_nobody_answers_and_no_others(world):
    signal = only(world.document(world.dossier(), SIGNAL_TYPE))
    since, until = (datetime(2026, 3, day, tzinfo=CENTRE_TIME) for day in (9, 14))
    access.note_absence("caseworker1", "", since, until)
    before = freeze_time("2026-03-08 12:00")
    with before, world.as_user("supervisor1"), pytest.raises(errors.NotAddressee):
        operations.read_signal(signal)
    with freeze_time("2026-03-10 12:00"), world.as_user("supervisor1"):
        operations.answer(signal.UID(), "read")
    assert state(signal) == "read"
