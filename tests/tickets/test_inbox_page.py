"""The inbox as people meet it, in a browser without scripts."""

import pytest
import requests
from plone import api

from farde.access import operations as access
from farde.core import clock, days
from farde.tickets import operations
from followups import SIGNAL_TYPE, TICKET_TYPE, only
from inboxpage import InboxPage
from world import PASSWORD

#: Asks the payments service where there is an active RI.
SERVICE_TYPE = "attestations-ressources"


@pytest.fixture
def inbox(served_world):
    """Return a function that opens somebody's inbox."""

    def open_as(user: str) -> InboxPage:
        return InboxPage(served_world.portal.absolute_url(), user)

    return open_as


@pytest.fixture
def filed(served_world):
    """A signal and a ticket of caseworker1, by their UIDs."""
    dossier = served_world.dossier(first_name="Zoé", last_name="Exemple")
    signal = only(served_world.document(dossier, SIGNAL_TYPE))
    ticket = only(served_world.document(dossier, TICKET_TYPE))
    served_world.commit()
    return {"signal": signal.UID(), "ticket": ticket.UID()}


@pytest.fixture
def for_payments(served_world):
    """A document that asks something of the payments service."""
    document = served_world.document(served_world.dossier(active_ri=True), SERVICE_TYPE)
    served_world.commit()
    return document


def test_the_morning_list_shows_tickets_then_signals(inbox, filed):
    page = inbox("caseworker1")
    assert page.rows == [filed["ticket"], filed["signal"]]
    row = page.row(filed["ticket"])
    assert "FACTURES_CHARGES_MEDICALES" in row
    assert "Zoé Exemple" in row and "reçu le 02/03/2026" in row


def test_an_empty_inbox_says_so(inbox, filed):
    assert "Rien ne vous attend" in inbox("caseworker2").text


def test_a_rule_is_shown_in_its_own_words(inbox, served_world):
    document = served_world.document(served_world.dossier(), SIGNAL_TYPE)
    ticket = operations.raise_ticket(document, "caseworker", "test", reason="Vérifier l'adresse")
    served_world.commit()
    assert "Vérifier l'adresse" in inbox("caseworker1").row(ticket.UID())


def test_a_signal_is_read_with_one_button(inbox, filed):
    page = inbox("caseworker1")
    page.press("read", filed["signal"])
    assert "Le signal est lu." in page.text
    assert page.rows == [filed["ticket"]]


def test_a_ticket_is_taken_then_finished_with_its_outcome(inbox, filed):
    page = inbox("caseworker1")
    page.press("take", filed["ticket"])
    assert "Le ticket est pris en charge." in page.text
    assert "En cours, Claire Demoulin (AS)" in page.row(filed["ticket"])
    page.press("finish", filed["ticket"], outcome="Facture transmise")
    assert "Le ticket est traité." in page.text
    assert page.rows == [filed["signal"]]
    page.open("@@inbox?show=done")
    assert "Facture transmise" in page.row(filed["ticket"])


def test_a_missing_outcome_is_explained_at_its_row(inbox, filed):
    page = inbox("caseworker1")
    page.press("finish", filed["ticket"], outcome="  ")
    assert "Le résultat manque." in page.row(filed["ticket"])
    assert "Le résultat manque." not in page.row(filed["signal"])


def test_a_ticket_is_handed_over_with_a_reason(inbox, filed):
    page = inbox("caseworker1")
    page.press("hand-over", filed["ticket"], role="service:payments", reason="À payer avant le 15")
    assert "Le ticket est transmis." in page.text
    assert page.rows == [filed["signal"]]
    there = inbox("payments1")
    [ticket] = there.rows
    assert "Transmis : À payer avant le 15" in there.row(ticket)


def test_what_was_given_is_not_lost_with_a_refusal(inbox, filed):
    page = inbox("caseworker1")
    page.press("hand-over", filed["ticket"], role="", reason="À payer avant le 15")
    assert "Ce destinataire n'existe pas." in page.row(filed["ticket"])
    assert page.field("reason", filed["ticket"]) == "À payer avant le 15"


def test_a_signal_becomes_a_ticket(inbox, filed):
    page = inbox("caseworker1")
    page.press("make-ticket", filed["signal"], role="caseworker", due="2030-03-15")
    assert "Le signal est devenu un ticket." in page.text
    assert page.kinds() == ["ticket", "ticket"]
    assert "pour le 15/03/2030" in page.row(page.rows[0])


def test_a_day_that_is_none_is_refused(inbox, filed):
    page = inbox("caseworker1")
    page.press("make-ticket", filed["signal"], role="caseworker", due="demain")
    assert page.field("role", filed["signal"]) == "caseworker"
    assert page.kinds() == ["ticket", "signal"]


def test_several_are_closed_at_once(inbox, filed):
    page = inbox("caseworker1")
    page.press("done", picked=tuple(filed.values()), outcome="Vu ensemble")
    assert "Lignes traitées : 2." in page.text
    assert page.rows == []


def test_what_cannot_be_closed_with_the_others_stays_with_the_reason(inbox, filed):
    page = inbox("caseworker1")
    page.press("done", picked=tuple(filed.values()))
    assert page.rows == [filed["ticket"]]
    assert "Le résultat manque." in page.row(filed["ticket"])


def test_a_ticket_that_a_colleague_closed_meanwhile_is_said(inbox, filed):
    page = inbox("caseworker1")
    inbox("caseworker1").press("finish", filed["ticket"], outcome="Payé")
    page.press("finish", filed["ticket"], outcome="Payé aussi")
    assert "C'est déjà fait." in page.text


def test_a_button_pressed_without_its_token_changes_nothing(inbox, filed, served_world):
    page = inbox("caseworker1")
    sent = {"uids": filed["ticket"], "action": "take"}
    assert page.session.post(f"{page.site}/@@inbox", sent, timeout=30).status_code == 403
    with served_world.as_user("caseworker1"):
        assert {row.state for row in operations.inbox()} == {"created", "emitted"}


def test_the_part_and_its_filters_stay_after_an_answer(inbox, for_payments):
    page = inbox("payments1")
    page.open("@@inbox?show=service&kind=ticket")
    page.press("take", page.rows[0])
    assert page.answer.url.endswith("@@inbox?show=service&kind=ticket")
    assert "ATTESTATIONS RESSOURCES" in page.text


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("kind=signal", ["signal"]),
        ("kind=ticket", ["ticket"]),
        (f"type={SIGNAL_TYPE}", ["signal"]),
        ("state=emitted", ["signal"]),
        ("state=in_progress", []),
        ("q=ZOE", ["ticket", "signal"]),
        ("q=factures", ["ticket"]),
        ("q=nobody", []),
        ("dossier=2001-000001", []),
        ("overdue=1", []),
        ("show=overdue", []),
        ("show=rubbish&state=rubbish&kind=rubbish&page=rubbish", ["ticket", "signal"]),
    ],
)
def test_the_list_is_narrowed_by_its_address(inbox, filed, query, kinds):
    page = inbox("caseworker1")
    page.open(f"@@inbox?{query}")
    assert page.kinds() == kinds


def test_a_long_list_comes_in_pages(inbox, served_world):
    document = served_world.document(served_world.dossier(), SIGNAL_TYPE)
    for number in range(50):
        operations.raise_ticket(document, "caseworker", f"test-{number}")
    served_world.commit()
    page = inbox("caseworker1")
    assert page.kinds() == ["ticket"] * 50
    page.open("@@inbox?page=2")
    assert page.kinds() == ["signal"]


def test_a_stand_in_sees_for_whom(inbox, filed, served_world):
    today = clock.today()
    access.note_absence("caseworker1", "caseworker2", days.start_of(today), days.end_of(today))
    served_world.commit()
    page = inbox("caseworker2")
    page.open("@@inbox?show=stand-in")
    assert page.rows == [filed["ticket"], filed["signal"]]
    assert "pour Claire Demoulin (AS)" in page.row(filed["ticket"])
    assert "Pour qui je remplace" not in inbox("caseworker1").text


def test_a_service_keeps_its_closed_tickets_for_the_days_of_grace(inbox, for_payments):
    page = inbox("payments1")
    page.press("finish", page.rows[0], outcome="Visa donné")
    page.open("@@inbox?show=done")
    assert "Visa donné" in page.text
    assert for_payments.absolute_url() in page.answer.text


def test_after_the_grace_a_closed_ticket_is_out_of_reach(inbox, for_payments, served_world):
    api.portal.set_registry_record("farde.access.grace_days", 0)
    served_world.commit()
    page = inbox("payments1")
    page.press("finish", page.rows[0], outcome="Visa donné")
    page.open("@@inbox?show=done")
    assert "Visa donné" not in page.text
    assert for_payments.absolute_url() not in page.answer.text


def test_a_ticket_leads_to_its_document(inbox, served_world):
    document = served_world.document(served_world.dossier(), TICKET_TYPE)
    ticket = only(document)
    served_world.commit()
    page = inbox("caseworker1")
    page.open(f"dossiers/{ticket.__parent__.getId()}/{ticket.getId()}")
    assert page.answer.url == document.absolute_url()


def test_the_inbox_is_for_those_who_work_on_dossiers(served_world):
    answer = requests.get(
        f"{served_world.portal.absolute_url()}/@@inbox",
        auth=("scan1", PASSWORD),
        allow_redirects=False,
        timeout=30,
    )
    assert answer.status_code in (302, 401, 403, 404)
    assert "farde-inbox" not in answer.text
