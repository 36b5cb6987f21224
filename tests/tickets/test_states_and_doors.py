"""Whoever tries whatever at whichever door, a ticket or signal goes where the rules let it go."""

from contextlib import suppress
from datetime import date

import pytest
from freezegun import freeze_time
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from plone import api
from Products.CMFCore.WorkflowCore import WorkflowException

from farde.access import causes
from farde.access import operations as access
from farde.core.errors import Refusal
from farde.tickets import operations, states
from followups import SIGNAL_TYPE, TICKET_TYPE, all_of, next_request, only, state

REFUSED = (Refusal, WorkflowException)
PAYMENTS = "service:payments"
ROLES = ("caseworker", PAYMENTS, "concierge", "")
#: Whom a role is for; caseworker2 has nothing to do with the dossier.
ACTORS = {"caseworker1": "caseworker", "payments1": PAYMENTS, "supervisor1": "", "caseworker2": ""}

texts = st.sampled_from(["", "  ", "Fait"])
given_words = st.fixed_dictionaries({"comment": texts, "role": st.sampled_from(ROLES)})
steps = st.tuples(
    st.sampled_from(sorted(ACTORS)),
    st.sampled_from(["page", "workflow"]),
    st.sampled_from(["take", "finish", "hand_over", "cancel"]),
    given_words,
)
FEW = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def expected(now: str, role: str, step) -> str:
    """Return where a ticket stands after a step, by the rules as they are told to people."""
    actor, door, action, words = step
    said = bool(words["comment"].strip())
    supervisor = actor == "supervisor1"
    may = supervisor or ACTORS[actor] == role
    if now in states.SETTLED or not may:
        return now
    if action == "take" and now == "created":
        return "in_progress"
    if action == "finish" and said and (door == "page" or now == "in_progress"):
        return "done"
    if action == "hand_over" and said and words["role"] in ROLES[:2] and words["role"] != role:
        return "handed_over"
    if action == "cancel" and said and supervisor:
        return "cancelled"
    return now


def attempt(followup, step) -> None:
    """Try a step; what is refused changes nothing."""
    _actor, door, action, words = step
    comment, role = words["comment"], words["role"]
    with suppress(*REFUSED):
        if door == "page":
            said = {"outcome": comment, "reason": comment, "role": role}
            operations.answer(followup.UID(), action.replace("_", "-"), **said)
        else:
            workflow = api.portal.get_tool("portal_workflow")
            workflow.doActionFor(followup, action, **words)


def opens(ticket) -> bool:
    """Tell whether a ticket lets its service in without an end."""
    dossier_uid, cause = ticket.__parent__.UID(), causes.ticket(ticket.UID())
    live = access.members(dossier_uid, "service-payments")
    return any(member.cause == cause and member.until is None for member in live)


def by_uid(document, uid: str):
    """Return a ticket of a document, whoever may see it."""
    return next(one for one in all_of(document) if one.UID() == uid)


@FEW
@given(path=st.lists(steps, max_size=8))
@example(path=[("caseworker1", "page", "hand_over", {"comment": "Fait", "role": PAYMENTS})])
def test_a_ticket_goes_where_the_rules_let_it_go_and_opens_no_more_than_that(world, path):
    document = world.document(world.dossier(), TICKET_TYPE)
    ticket = only(document)
    for step in path:
        wanted = expected(state(ticket), ticket.assignee_role, step)
        next_request()
        with world.as_user(step[0]):
            attempt(ticket, step)
        assert state(ticket) == wanted, step
        if wanted == "handed_over" and ticket.handed_to:
            before, ticket = ticket, by_uid(document, ticket.handed_to)
            assert (ticket.handed_from, ticket.note) == (before.UID(), before.note)
    tickets = all_of(document)
    assert sum(state(one) in states.OPEN for one in tickets) <= 1
    for one in tickets:
        assert (state(one) == "done") == bool(one.outcome)
        for_service = one.assignee_role == PAYMENTS
        assert opens(one) == (for_service and state(one) in states.OPEN)


signal_steps = st.tuples(
    st.sampled_from(["caseworker1", "supervisor1", "caseworker2"]),
    st.sampled_from(["read", "make_ticket", "archive", "cancel"]),
    given_words,
    st.sampled_from([None, date(2026, 3, 1), date(2026, 3, 20)]),
)


def makes_ticket(now: str, had_ticket: bool, step) -> bool:
    """Tell whether a step makes a ticket of a signal: once, for a role, due today or later."""
    actor, action, words, due = step
    asked = actor == "caseworker1" and action == "make_ticket" and words["role"] in ROLES[:2]
    return asked and now in ("emitted", "read") and due != date(2026, 3, 1) and not had_ticket


def expected_of_signal(now: str, had_ticket: bool, step) -> str:
    """Return where a signal stands after a step, by the rules as they are told to people."""
    actor, action, words, _due = step
    if makes_ticket(now, had_ticket, step):
        return "read"
    if now == "emitted" and (actor, action) == ("caseworker1", "read"):
        return "read"
    cancels = (actor, action) == ("supervisor1", "cancel") and words["comment"].strip()
    return "cancelled" if now == "emitted" and cancels else now


@FEW
@given(path=st.lists(signal_steps, max_size=6))
def test_a_signal_is_read_or_made_one_ticket_by_whom_it_is_for(world, path):
    document = world.document(world.dossier(), SIGNAL_TYPE)
    [signal] = all_of(document)
    workflow = api.portal.get_tool("portal_workflow")
    for step in path:
        actor, action, words, due = step
        had_ticket = bool(signal.ticket)
        wanted = expected_of_signal(state(signal), had_ticket, step)
        made = makes_ticket(state(signal), had_ticket, step)
        next_request()
        with freeze_time("2026-03-02 12:00"), world.as_user(actor), suppress(*REFUSED):
            workflow.doActionFor(signal, action, **words, due=due)
        assert (state(signal), bool(signal.ticket)) == (wanted, had_ticket or made), step
    assert len(all_of(document)) == 1 + bool(signal.ticket)


@pytest.mark.parametrize("action", ["take", "finish", "hand_over", "cancel"])
def test_the_doors_agree_on_what_a_stranger_may_do(world, action):
    ticket = only(world.document(world.dossier(), TICKET_TYPE))
    for door in ("page", "workflow"):
        with world.as_user("caseworker2"):
            attempt(ticket, ("caseworker2", door, action, {"comment": "x", "role": PAYMENTS}))
    assert state(ticket) == "created"
