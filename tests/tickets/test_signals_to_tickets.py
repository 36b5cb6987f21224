"""A signal that turns out to be work becomes a ticket, which remembers it."""

from datetime import date

import pytest
from freezegun import freeze_time

from farde.tickets import errors, operations
from followups import SIGNAL_TYPE, only, state, waiting


@pytest.fixture
def signal(world):
    """A signal of caseworker1."""
    return only(world.document(world.dossier(), SIGNAL_TYPE))


def test_the_signal_is_read_and_the_ticket_remembers_it(world, signal):
    with freeze_time("2026-03-03 09:00"), world.as_user("caseworker1"):
        ticket = operations.make_ticket(signal, "service:payments", date(2026, 3, 10))
    assert (state(signal), signal.ticket) == ("read", ticket.UID())
    assert (state(ticket), ticket.signal, ticket.due) == (
        "created",
        signal.UID(),
        date(2026, 3, 10),
    )
    assert ticket.title == "À traiter : ATTESTATIONS EMPLOI"
    assert waiting(world, "payments1") == {signal.document}


def test_a_signal_that_was_read_may_still_become_a_ticket(world, signal):
    with world.as_user("caseworker1"):
        operations.read_signal(signal)
        operations.make_ticket(signal, "caseworker")
        [row] = operations.inbox()
    assert row.kind == "ticket"


def test_it_becomes_one_ticket_and_no_more(world, signal):
    with world.as_user("caseworker1"):
        operations.make_ticket(signal, "caseworker")
        with pytest.raises(errors.AlreadyTicket):
            operations.make_ticket(signal, "service:payments")


@pytest.mark.parametrize(
    ("role", "due", "refusal"),
    [
        ("concierge", None, errors.UnknownRole),
        ("caseworker", date(2026, 3, 2), errors.PastDue),
    ],
)
def test_a_refused_ticket_leaves_the_signal_unread(world, signal, role, due, refusal):
    with freeze_time("2026-03-03 09:00"), world.as_user("caseworker1"), pytest.raises(refusal):
        operations.make_ticket(signal, role, due)
    assert state(signal) == "emitted" and signal.ticket is None


def test_only_who_was_told_makes_a_ticket_of_it(world, signal):
    with world.as_user("supervisor1"), pytest.raises(errors.NotAddressee):
        operations.make_ticket(signal, "caseworker")
