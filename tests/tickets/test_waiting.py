"""What waits is found in one index: for whom access says so, and in the order of what presses."""

from datetime import date

import pytest
from freezegun import freeze_time
from hypothesis import given
from hypothesis import strategies as st
from ZTUtils.Lazy import LazyMap

from farde.access import operations as access
from farde.core import clock, days
from farde.dossier import transfer
from farde.tickets import operations, waiting
from followups import SIGNAL_TYPE, TICKET_TYPE, only

#: Asks the payments service where there is an active RI.
SERVICE_TYPE = "attestations-ressources"
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def mine(user: str, world) -> list[str]:
    with world.as_user(user):
        return [brain.UID for brain in waiting.found(waiting.for_me())]


def viewable(user: str, world) -> set[str]:
    """What the catalogue shows a user, whatever it is for."""
    with world.as_user(user):
        return set(world.visible(portal_type=["Signal", "Ticket"]))


@given(
    st.lists(st.tuples(st.sampled_from(["Ticket", "Signal"]), st.none() | DAYS, DAYS), max_size=12)
)
def test_due_before_age_and_tickets_before_signals(items):
    items = [(kind, due if kind == "Ticket" else None, day) for kind, due, day in items]
    ordered = sorted(items, key=lambda one: waiting.rank(*one, "uid"))
    wanted = sorted(items, key=lambda one: (one[1] or date.max, one[0] == "Signal", one[2]))
    assert ordered == wanted


def test_what_is_settled_waits_for_nobody(world):
    ticket = only(world.document(world.dossier(), TICKET_TYPE))
    assert mine("caseworker1", world) == [ticket.UID()]
    with world.as_user("caseworker1"):
        operations.take(ticket)
        assert operations.total() == 1
        operations.finish(ticket, "Payé")
        assert operations.total() == 0


def test_what_is_handed_over_waits_for_the_next_one(world):
    ticket = only(world.document(world.dossier(active_ri=True), TICKET_TYPE))
    with world.as_user("caseworker1"):
        there = operations.hand_over(ticket, "service:payments", "À payer")
    assert mine("caseworker1", world) == []
    assert mine("payments1", world) == [there.UID()]


def test_whoever_is_told_of_it_may_view_it(world):
    world.document(world.dossier(active_ri=True), SERVICE_TYPE)
    world.document(world.dossier("caseworker2"), TICKET_TYPE)
    world.document(world.dossier(), SIGNAL_TYPE)
    for user in ("caseworker1", "caseworker2", "supervisor1", "payments1", "referent1", "legal1"):
        assert viewable(user, world) >= set(mine(user, world))


def test_a_service_is_told_nothing_of_a_dossier_it_is_denied(world):
    dossier = world.dossier(active_ri=True)
    world.document(dossier, SERVICE_TYPE)
    assert mine("payments1", world)
    access.limits().deny(dossier.UID(), "payments1")
    assert mine("payments1", world) == []


def test_work_follows_the_caseworker_without_being_indexed_again(world):
    dossier = world.dossier("caseworker1")
    world.document(dossier, TICKET_TYPE)
    with world.as_user("supervisor1"):
        transfer.transfer([dossier.UID()], "caseworker2")
    assert mine("caseworker1", world) == []
    assert len(mine("caseworker2", world)) == 1


def test_a_stand_in_is_told_apart_from_the_own_work(world):
    world.document(world.dossier("caseworker1"), TICKET_TYPE)
    own = only(world.document(world.dossier("caseworker2"), TICKET_TYPE))
    today = clock.today()
    access.note_absence("caseworker1", "caseworker2", days.start_of(today), days.end_of(today))
    assert len(mine("caseworker2", world)) == 2
    with world.as_user("caseworker2"):
        stood_in = waiting.found(waiting.for_absent())
        assert [brain.UID for brain in stood_in] != [own.UID()]
        assert len(stood_in) == 1


@pytest.mark.parametrize(("today", "overdue"), [("2026-03-09", 0), ("2026-03-10", 1)])
def test_overdue_begins_the_day_after(world, today, overdue):
    document = world.document(world.dossier(), SIGNAL_TYPE)
    operations.raise_ticket(document, "caseworker", "test", due_working_days=5)
    with freeze_time(today), world.as_user("caseworker1"):
        assert operations.counts() == operations.Counts(tickets=1, signals=1, overdue=overdue)


def test_a_day_of_reception_that_is_corrected_changes_the_order(world):
    from zope.lifecycleevent import modified

    dossier = world.dossier()
    first, second = world.document(dossier, TICKET_TYPE), world.document(dossier, TICKET_TYPE)
    second.received_on = date(2026, 1, 5)
    modified(second)
    standing = only(second, review_state="created")
    assert mine("caseworker1", world) == [standing.UID(), only(first).UID()]


def test_counting_reads_a_few_rows_however_many_there_are(world, monkeypatch):
    dossier = world.dossier()
    document = world.document(dossier, SIGNAL_TYPE)
    for number in range(60):
        operations.raise_ticket(document, "caseworker", f"test-{number}")
    with world.as_user("caseworker1"):
        found, read = waiting.found(waiting.for_me()), []
        watched = LazyMap(lambda place: read.append(place) or found[place], range(len(found)))
        counts = waiting.counted(watched)
    assert (counts.tickets, counts.signals, counts.overdue) == (60, 1, 0)
    assert len(read) < 15
