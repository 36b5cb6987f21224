"""The page of a document tells what became of it, to whom may see that."""

import pytest

from farde.tickets import operations
from followups import TICKET_TYPE, only
from inboxpage import InboxPage


@pytest.fixture
def ticket(served_world):
    """A ticket of caseworker1."""
    ticket = only(served_world.document(served_world.dossier("caseworker1"), TICKET_TYPE))
    served_world.commit()
    return ticket


def told(world, ticket, user: str) -> str:
    """Return what the page of the ticket's document says of what was done."""
    page = InboxPage(world.portal.absolute_url(), user)
    page.open(f"dossiers/{ticket.__parent__.getId()}/{ticket.document_id}")
    section = page.tree.get_element_by_id("document-followups", None)
    return " ".join(section.text_content().split()) if section is not None else ""


def test_whom_a_document_waits_for_is_led_to_the_inbox(served_world, ticket):
    said = told(served_world, ticket, "caseworker1")
    assert "Ticket · AS titulaire À traiter" in said and "Dans ma boîte" in said
    assert "Dans ma boîte" not in told(served_world, ticket, "supervisor1")


def test_what_was_handed_over_is_followed_from_service_to_service(served_world, ticket):
    with served_world.as_user("caseworker1"):
        there = operations.hand_over(ticket, "service:payments", "À payer avant le 15")
    with served_world.as_user("payments1"):
        operations.finish(there, "Payé")
    served_world.commit()
    said = told(served_world, ticket, "caseworker1")
    assert "Ticket · AS titulaire Transmis À payer avant le 15" in said
    assert "Ticket · Paiements Traité, " in said and "Payé" in said


def test_a_service_is_told_of_its_own_tickets_alone(served_world, ticket):
    with served_world.as_user("caseworker1"):
        operations.hand_over(ticket, "service:payments", "À payer avant le 15")
    served_world.commit()
    said = told(served_world, ticket, "payments1")
    assert "Ticket · Paiements À traiter" in said and "AS titulaire" not in said
