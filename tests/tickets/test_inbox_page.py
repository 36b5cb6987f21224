"""The inbox as people meet it, in a browser without scripts."""

import json
import re

import pytest
import requests
from plone import api
from plone.testing.zope import Browser
from zExceptions import Forbidden

from farde.tickets import operations
from world import PASSWORD


@pytest.fixture
def browse(served_world):
    """Return a function that signs somebody in and opens a page."""

    def open_as(user: str, path: str) -> Browser:
        browser = Browser(served_world.app)
        browser.handleErrors = False
        browser.addHeader("Authorization", f"Basic {user}:{PASSWORD}")
        browser.addHeader("Accept-Language", "fr")
        browser.open(f"{served_world.portal.absolute_url()}/{path}")
        return browser

    return open_as


@pytest.fixture
def filed(served_world):
    """One signal and one ticket of caseworker1."""
    dossier = served_world.dossier(first_name="Zoé", last_name="Exemple")
    documents = [
        served_world.document(dossier, "attestations-emploi"),
        served_world.document(dossier, "factures-charges-medicales"),
    ]
    served_world.commit()
    return documents


def words(browser: Browser) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", browser.contents))


def waiting(world, user: str) -> list[str]:
    with world.as_user(user):
        return [row.kind for row in operations.inbox()]


def test_the_morning_list_shows_tickets_then_signals(browse, filed):
    page = browse("caseworker1", "@@inbox").contents
    ticket = page.index("À traiter : FACTURES_CHARGES_MEDICALES")
    signal = page.index("Nouveau document : ATTESTATIONS EMPLOI")
    assert ticket < signal
    assert "Zoé Exemple" in page and "02/03/2026" in page
    for document in filed:
        assert f'href="{document.absolute_url()}"' in page


def test_an_empty_inbox_says_so(browse, filed):
    assert "Rien ne vous attend" in browse("caseworker2", "@@inbox").contents


def test_a_signal_is_read_with_one_button(browse, filed, served_world):
    browser = browse("caseworker1", "@@inbox")
    browser.getControl("Lu").click()
    assert "Le signal est lu." in browser.contents
    assert waiting(served_world, "caseworker1") == ["ticket"]


def test_a_ticket_is_taken_then_finished_with_its_outcome(browse, filed, served_world):
    browser = browse("caseworker1", "@@inbox")
    browser.getControl("Prendre en charge").click()
    assert "Le ticket est pris en charge." in browser.contents
    assert "En cours" in words(browser)
    browser.getControl("Résultat").value = "Facture transmise"
    browser.getControl("Clôturer le ticket").click()
    assert "Le ticket est traité." in browser.contents
    assert waiting(served_world, "caseworker1") == ["signal"]
    browser.open(browser.url + "?show=done")
    assert "Facture transmise" in browser.contents


def test_a_missing_outcome_is_explained(browse, filed, served_world):
    browser = browse("caseworker1", "@@inbox")
    browser.getControl("Clôturer le ticket").click()
    assert "Le résultat manque." in browser.contents
    assert "ticket" in waiting(served_world, "caseworker1")


def test_a_button_pressed_without_its_token_changes_nothing(browse, filed, served_world):
    browser = browse("caseworker1", "@@inbox")
    uid = re.search(r'name="uid"[^>]*value="(\w+)"', browser.contents)[1]
    with pytest.raises(Forbidden):
        browser.post(f"{served_world.portal.absolute_url()}/@@inbox", f"uid={uid}&action=take")


def test_the_tab_stays_after_an_answer(browse, filed, served_world):
    dossier = served_world.dossier(active_ri=True)
    served_world.document(dossier, "attestations-ressources")
    served_world.commit()
    browser = browse("payments1", "@@inbox?show=service")
    browser.getControl("Prendre en charge").click()
    assert browser.url.endswith("@@inbox?show=service")
    assert "À traiter : ATTESTATIONS RESSOURCES" in browser.contents


def test_a_service_keeps_its_closed_tickets_for_the_days_of_grace(browse, served_world):
    dossier = served_world.dossier(active_ri=True)
    document = served_world.document(dossier, "attestations-ressources")
    served_world.commit()
    browser = browse("payments1", "@@inbox")
    browser.getControl("Résultat").value = "Visa donné"
    browser.getControl("Clôturer le ticket").click()
    browser.open(browser.url + "?show=done")
    assert "Visa donné" in browser.contents
    assert document.absolute_url() in browser.contents


def test_after_the_grace_a_closed_ticket_is_out_of_reach_of_the_service(browse, served_world):
    dossier = served_world.dossier(active_ri=True)
    document = served_world.document(dossier, "attestations-ressources")
    api.portal.set_registry_record("farde.access.grace_days", 0)
    served_world.commit()
    browser = browse("payments1", "@@inbox")
    browser.getControl("Résultat").value = "Visa donné"
    browser.getControl("Clôturer le ticket").click()
    browser.open(browser.url + "?show=done")
    assert "Visa donné" not in browser.contents
    assert document.absolute_url() not in browser.contents


def test_a_ticket_leads_to_its_document(browse, filed, served_world):
    with served_world.as_user("caseworker1"):
        [ticket] = operations.inbox(kinds=["Ticket"])
    browser = browse("caseworker1", "@@inbox-count")
    assert json.loads(browser.contents) == {"tickets": 1, "signals": 1, "total": 2}
    name = next(key for key in filed[1].__parent__.objectIds() if key.startswith("ticket-"))
    browser.followRedirects = False
    browser.open(f"{ticket.dossier_url}/{name}")
    assert browser.headers["Location"] == ticket.document_url


def test_the_inbox_is_for_those_who_work_on_dossiers(browse, served_world):
    answer = requests.get(
        f"{served_world.portal.absolute_url()}/@@inbox",
        auth=("scan1", PASSWORD),
        allow_redirects=False,
        timeout=30,
    )
    assert answer.status_code in (302, 401, 403, 404)
    assert "farde-inbox" not in answer.text
