"""A ticket that is for somebody else goes there with a reason; both remember each other."""

from datetime import date, datetime

import pytest
from freezegun import freeze_time
from plone import api

from farde.access import operations as access
from farde.core.clock import CENTRE_TIME
from farde.dossier import operations as dossiers
from farde.tickets import errors, operations
from followups import SIGNAL_TYPE, TICKET_TYPE, next_request, only, state, waiting

PAYMENTS = "service:payments"


@pytest.fixture
def ticket(world):
    """A ticket of caseworker1, due in five working days."""
    document = world.document(world.dossier(), SIGNAL_TYPE)
    return operations.raise_ticket(document, "caseworker", "test", due_working_days=5)


def refused(verb, ticket) -> None:
    with pytest.raises(errors.NotAddressee):
        verb(ticket)


def document_of(ticket):
    return ticket.__parent__[ticket.document_id]


def test_the_old_ticket_ends_and_a_new_one_begins_traced_both_ways(world, ticket):
    with world.as_user("caseworker1"):
        there = operations.hand_over(ticket, PAYMENTS, " Visa à donner ")
    assert (state(ticket), ticket.note, ticket.handed_to) == (
        "handed_over",
        "Visa à donner",
        there.UID(),
    )
    assert (state(there), there.note, there.handed_from) == (
        "created",
        "Visa à donner",
        ticket.UID(),
    )
    assert (there.assignee_role, there.due) == (PAYMENTS, date(2026, 3, 9))


def test_it_waits_for_the_new_addressee_and_no_longer_for_the_old(world, ticket):
    with world.as_user("caseworker1"):
        operations.hand_over(ticket, PAYMENTS, "Visa à donner")
    assert document_of(ticket).UID() in waiting(world, "payments1")
    with world.as_user("caseworker1"):
        assert ticket.UID() not in {row.uid for row in operations.inbox()}


def test_the_new_service_gets_in_and_the_old_keeps_its_days_of_grace(world):
    dossier = world.dossier(active_ri=True)
    ticket = only(world.document(dossier, "attestations-ressources"))
    with freeze_time("2026-03-02 12:00"):
        with world.as_user("payments1"):
            there = operations.hand_over(ticket, "service:recovery", "Avance à récupérer")
        assert access.principals(dossier.UID(), "service-recovery") == {"recovery"}
    with freeze_time("2026-04-01 10:59"):
        assert access.principals(dossier.UID(), "service-payments") == {"payments"}
    with freeze_time("2026-04-01 11:00"):
        assert access.principals(dossier.UID(), "service-payments") == set()
        with world.as_user("recovery1"):
            operations.finish(there, "Récupérée")


def test_a_ticket_comes_back_as_a_ticket_of_its_own(world, ticket):
    with world.as_user("caseworker1"):
        there = operations.hand_over(ticket, PAYMENTS, "Visa à donner")
    with world.as_user("payments1"):
        back = operations.hand_over(there, "caseworker", "Compte à vérifier")
    assert len({ticket.UID(), there.UID(), back.UID()}) == 3
    with world.as_user("caseworker1"):
        operations.finish(back, "Vérifié")


def test_a_ticket_in_hand_is_handed_over_too(world, ticket):
    with world.as_user("caseworker1"):
        operations.take(ticket)
        there = operations.hand_over(ticket, PAYMENTS, "Visa à donner")
    assert (state(there), there.taken_by) == ("created", None)


@pytest.mark.parametrize(
    ("role", "reason", "refusal"),
    [
        (PAYMENTS, "  ", errors.MissingReason),
        ("caseworker", "Pour toi", errors.SameRole),
        ("concierge", "Pour lui", errors.UnknownRole),
        ("", "Pour personne", errors.UnknownRole),
    ],
)
def test_without_reason_or_another_addressee_it_stays(world, ticket, role, reason, refusal):
    with world.as_user("caseworker1"), pytest.raises(refusal):
        operations.hand_over(ticket, role, reason)
    assert state(ticket) == "created" and ticket.handed_to is None


def test_who_it_is_not_for_hands_nothing_over(world):
    ticket = only(world.document(world.dossier(), "correspondance-demande-audition"))
    with world.as_user("caseworker1"), pytest.raises(errors.NotAddressee):
        operations.hand_over(ticket, PAYMENTS, "Pas pour nous")


def test_what_is_done_is_handed_to_nobody(world, ticket):
    with world.as_user("caseworker1"):
        operations.finish(ticket, "Payé")
        with pytest.raises(errors.AlreadySettled):
            operations.hand_over(ticket, PAYMENTS, "Trop tard")


def test_the_door_of_the_workflow_wants_reason_and_addressee_as_well(world, ticket):
    workflow = api.portal.get_tool("portal_workflow")
    with world.as_user("caseworker1"):
        for given in ({}, {"comment": "Visa"}, {"role": PAYMENTS}):
            with pytest.raises((errors.UnknownRole, errors.MissingReason)):
                workflow.doActionFor(ticket, "hand_over", **given)
    assert state(ticket) == "created"


def test_a_supervisor_takes_a_ticket_back_with_a_reason(world, ticket):
    with world.as_user("caseworker1"), pytest.raises(errors.NotAddressee):
        operations.cancel(ticket, "Inutile")
    with world.as_user("supervisor1"):
        with pytest.raises(errors.MissingReason):
            operations.cancel(ticket, "")
        operations.cancel(ticket, "Document sans suite")
    assert (state(ticket), ticket.note) == ("cancelled", "Document sans suite")


VERBS = {
    "take": operations.take,
    "finish": lambda ticket: operations.finish(ticket, "Fait"),
    "hand over": lambda ticket: operations.hand_over(ticket, PAYMENTS, "Visa à donner"),
}


@pytest.mark.parametrize("verb", VERBS)
def test_after_a_transfer_the_verbs_are_the_new_caseworkers(world, verb):
    dossier = world.dossier()
    ticket = only(world.document(dossier, TICKET_TYPE))
    dossiers.name_caseworker(dossier, "caseworker2")
    with world.as_user("caseworker1"):
        refused(VERBS[verb], ticket)
    with world.as_user("caseworker2"):
        VERBS[verb](ticket)


@pytest.mark.parametrize("verb", VERBS)
def test_during_an_absence_the_verbs_are_the_stand_ins_as_well(world, verb):
    ticket = only(world.document(world.dossier(), TICKET_TYPE))
    since, until = (datetime(2026, 3, day, tzinfo=CENTRE_TIME) for day in (9, 14))
    access.note_absence("caseworker1", "caseworker2", since, until)
    for before_or_after in ("2026-03-08 12:00", "2026-03-14 12:00"):
        next_request()
        with freeze_time(before_or_after), world.as_user("caseworker2"):
            refused(VERBS[verb], ticket)
    next_request()
    with freeze_time("2026-03-10 12:00"), world.as_user("caseworker2"):
        VERBS[verb](ticket)
