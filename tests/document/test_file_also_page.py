"""The page and the service that file a document in one more dossier."""

import json

import pytest
import requests
from plone.testing.zope import Browser

from farde.access import operations as access
from world import PASSWORD

TYPE = "attestations-etat-civil"


@pytest.fixture
def dossiers(served_world) -> list:
    world = served_world
    found = [world.dossier(), world.dossier(niss="", last_name="Deuxième")]
    world.commit()
    return found


@pytest.fixture
def filed(served_world, dossiers):
    """A document that the capture team has just filed."""
    with served_world.as_user("scan1"):
        document = served_world.document(dossiers[0], TYPE, sender="Commune")
    served_world.commit()
    return document


def browse(world, user: str, address: str) -> Browser:
    browser = Browser(world.app)
    browser.raiseHttpErrors = False
    browser.addHeader("Authorization", f"Basic {user}:{PASSWORD}")
    browser.addHeader("Accept-Language", "fr")
    browser.open(address)
    return browser


def told(page: Browser) -> str:
    return " ".join(page.contents.replace("&#x27;", "'").split())


def check(page: Browser, typed: str) -> None:
    page.getControl(name="dossier").value = typed
    page.getControl("Vérifier").click()


def post(document, user: str, body: dict) -> requests.Response:
    headers = {"Accept": "application/json", "Accept-Language": "fr"}
    address = f"{document.absolute_url()}/@file-also"
    return requests.post(address, json=body, auth=(user, PASSWORD), headers=headers, timeout=30)


def test_a_caseworker_chooses_reads_the_name_back_and_confirms(served_world, filed, dossiers):
    page = browse(served_world, "caseworker1", filed.absolute_url())
    page.getLink("Classer aussi dans").click()
    check(page, dossiers[1].getId())
    assert "Est-ce bien cela" in told(page) and "Amina Deuxième" in told(page)
    assert list(dossiers[1].objectIds()) == []
    page.getForm(id="file-also-check").getControl("Classer").click()
    assert f"aussi classé dans le dossier {dossiers[1].getId()}" in told(page)
    assert page.url == filed.absolute_url()
    served_world.app._p_jar.sync()
    assert [one.portal_type for one in dossiers[1].objectValues()].count("CaseDocument") == 1


def test_what_was_typed_is_still_there_when_it_is_refused(served_world, filed, dossiers):
    page = browse(served_world, "caseworker1", f"{filed.absolute_url()}/@@file-also")
    check(page, dossiers[0].getId())
    assert "déjà classé dans ce dossier" in told(page)
    assert page.getControl(name="dossier").value == dossiers[0].getId()


def test_the_capture_team_comes_back_to_its_page_and_reads_nothing(served_world, filed, dossiers):
    page = browse(served_world, "scan1", f"{filed.absolute_url()}/@@file-also")
    assert "Commune" not in page.contents
    check(page, dossiers[1].getId())
    page.getForm(id="file-also-check").getControl("Classer").click()
    assert page.url.endswith("/@@capture")


@pytest.mark.parametrize("user", ["caseworker2", "frontdesk1", "records1", "external1"])
def test_who_has_nothing_to_do_with_the_document_finds_none(served_world, filed, dossiers, user):
    assert post(filed, user, {"dossier": dossiers[1].getId()}).status_code == 404
    page = browse(served_world, user, f"{filed.absolute_url()}/@@file-also")
    assert page.headers["status"].startswith("404")


def test_a_program_is_told_where_it_lies(served_world, filed, dossiers):
    number = dossiers[1].getId()
    answer = post(filed, "caseworker1", {"dossier": number})
    assert answer.status_code == 201
    assert answer.json()["dossier"] == number
    again = post(filed, "caseworker1", {"dossier": number})
    assert (again.status_code, again.json()["type"]) == (409, "AlreadyInDossier")


@pytest.mark.parametrize("given", [{}, {"dossier": 7}, {"dossier": "2026-999999"}])
def test_bad_input_names_its_field(filed, given):
    answer = post(filed, "caseworker1", given)
    assert answer.status_code == 400
    assert [one["field"] for one in answer.json()["errors"]] == ["dossier"]


def suggested(world, user: str, words: str) -> list[str]:
    address = f"{world.portal.absolute_url()}/@@my-dossiers?q={words}"
    return [hit["number"] for hit in json.loads(browse(world, user, address).contents)]


def test_a_caseworker_is_offered_the_dossiers_that_they_see(served_world, dossiers):
    served_world.dossier(caseworker="caseworker2", niss="")
    access.limits().deny(dossiers[1].UID(), "caseworker1")
    served_world.commit()
    assert suggested(served_world, "caseworker1", "Amina") == [dossiers[0].getId()]
    assert suggested(served_world, "scan1", "Amina") == []
