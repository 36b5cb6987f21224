"""The pages of privacy incidents and the service that reports one."""

import re

import pytest
import requests

from farde.access.journal import operations as journal
from farde.access.journal.query import Query
from misfiling import WHY
from reading import Reader, page_address, recognised
from world import PASSWORD

TYPE = "attestations-etat-civil"


@pytest.fixture
def dossier(served_world):
    return served_world.dossier()


@pytest.fixture
def right(served_world):
    return served_world.dossier(caseworker="caseworker2", niss="", last_name="Juste")


@pytest.fixture
def filed(served_world, dossier):
    """A document that the capture team has just filed."""
    with served_world.as_user("scan1"):
        document = served_world.document(dossier, TYPE, sender="Commune")
    served_world.commit()
    return document


@pytest.fixture
def reported(browse, filed):
    """The same, reported by its caseworker."""
    page = browse("caseworker1", filed.absolute_url())
    page.getLink("Pas le bon dossier").click()
    say_why(page)
    page.getForm(id="report-check").getControl("Signaler et cacher").click()
    return filed


def say_why(page, reason: str = WHY) -> None:
    page.getControl(name="reason").value = reason
    page.getControl("Vérifier").click()


def noted(document, action: str) -> list[str]:
    return [row.who for row in journal.search(Query(uid=document.UID(), action=action))]


def incident(browse):
    page = browse("privacy1", "@@privacy-incidents")
    page.getLink(url="@@privacy-incident?id=").click()
    return page


def post(document, user: str, body: dict) -> requests.Response:
    headers = {"Accept": "application/json", "Accept-Language": "fr"}
    address = f"{document.absolute_url()}/@misfiled"
    return requests.post(address, json=body, auth=(user, PASSWORD), headers=headers, timeout=30)


def test_a_caseworker_says_why_reads_back_and_reports(browse, words, served_world, filed, dossier):
    page = browse("caseworker1", f"{filed.absolute_url()}/@@report-misfiled")
    say_why(page)
    assert "disparaît tout de suite pour tout le monde" in words(page)
    page.getForm(id="report-check").getControl("Signaler et cacher").click()
    assert "le document est caché" in words(page)
    assert page.url == dossier.absolute_url()
    assert filed.getId() not in page.contents


def test_a_report_without_a_reason_is_asked_for_one(browse, words, filed):
    page = browse("caseworker1", f"{filed.absolute_url()}/@@report-misfiled")
    say_why(page, " ")
    assert "Le motif manque." in words(page)


def test_the_capture_team_reports_what_it_filed_and_sees_nothing_of_it(browse, words, filed):
    page = browse("scan1", f"{filed.absolute_url()}/@@report-misfiled")
    assert "Commune" not in page.contents
    say_why(page)
    page.getForm(id="report-check").getControl("Signaler et cacher").click()
    assert "le document est caché" in words(page)


@pytest.mark.parametrize("user", ["caseworker2", "frontdesk1", "records1", "it1"])
def test_who_has_nothing_to_do_with_it_finds_no_page(browse, filed, user):
    page = browse(user, f"{filed.absolute_url()}/@@report-misfiled")
    assert page.headers["status"].startswith("404")


@pytest.mark.parametrize("user", ["caseworker1", "supervisor1", "scan1", "records1"])
def test_incidents_are_for_the_privacy_officer_alone(browse, reported, user):
    for address in ("@@privacy-incidents", "@@privacy-incident?id=incident-1"):
        assert "Commune" not in browse(user, address).contents
        assert "incident-witnesses" not in browse(user, address).contents


def test_no_address_of_a_reported_document_answers(served_world, reported, tmp_path):
    recognised(reported, tmp_path, count=1)
    served_world.commit()
    path = reported.absolute_url()
    picture = page_address(reported, "large/dump_1.jpg")
    for user in ("caseworker1", "supervisor1", "privacy1"):
        reader = Reader(served_world, user)
        for door in ("", "/@@preview", "/@@download/file", "/@@searchable", "/@@display-file/file"):
            assert reader.get(path + door).status_code == 404, (user, door)
        assert reader.get(picture).status_code == 404
        assert Reader(served_world, user, "application/json").get(path).status_code == 404


def test_the_officer_reads_who_saw_it(browse, words, served_world, reported):
    text = words(incident(browse))
    assert "Qui a vu le document" in text and "Claire Demoulin" in text
    assert "Consultation" in text and WHY in text.replace("’", "'")
    assert re.search(r"Autorité à prévenir avant le \d\d/\d\d/\d{4} \d\d:\d\d", text)
    assert noted(reported, "misfiled") == ["caseworker1"]


def test_each_opening_of_the_document_by_the_officer_is_noted(browse, reported):
    page = incident(browse)
    page.getLink("Ouvrir le document").click()
    assert page.headers["content-type"] == "image/png"
    assert noted(reported, "download") == ["privacy1"]


def test_the_officer_puts_it_right_after_reading_the_name_back(
    browse, words, served_world, reported, right
):
    page = incident(browse)
    form = page.getForm(id="refile-form")
    form.getControl(name="dossier").value = right.getId()
    form.getControl("Vérifier").click()
    assert "Amina Juste" in words(page)
    page.getForm(id="refile-check").getControl("Classer dans ce dossier").click()
    assert f"Reclassé dans le dossier {right.getId()}" in words(page)
    served_world.portal._p_jar.sync()
    [new] = [one for one in right.objectValues() if one.portal_type == "CaseDocument"]
    assert noted(reported, "refiled") == noted(new, "refiled") == ["privacy1"]
    assert new.sender == "Commune"


def test_a_refused_dossier_stands_beside_what_was_given(browse, words, reported):
    page = incident(browse)
    form = page.getForm(id="refile-form")
    form.getControl(name="dossier").value = "2001-000001"
    form.getControl("Vérifier").click()
    assert "Rien n'est encore changé" in words(page)
    assert page.getForm(id="refile-form").getControl(name="dossier").value == "2001-000001"


def test_notes_are_added_and_the_incident_closed(browse, words, reported):
    page = incident(browse)
    form = page.getForm(id="incident-note")
    form.getControl(name="text").value = "La personne est informée."
    form.getControl("Noter").click()
    assert "La personne est informée." in words(page)
    page.getForm(id="incident-close").getControl("Clore").click()
    assert "L'incident est clos." in words(page)
    assert "clos le" in words(browse("privacy1", "@@privacy-incidents"))


def test_an_incident_that_is_not_there_is_not_found(browse):
    page = browse("privacy1", "@@privacy-incident?id=incident-x")
    assert page.headers["status"].startswith("404")


def test_a_program_reports_what_it_filed_and_is_told_the_incident(served_world, filed):
    assert post(filed, "caseworker1", {}).json()["errors"][0]["field"] == "reason"
    answer = post(filed, "caseworker1", {"reason": WHY})
    assert answer.status_code == 201
    assert answer.json()["incident"].startswith("incident-")
    assert post(filed, "caseworker1", {"reason": WHY}).status_code == 404
    assert post(filed, "caseworker2", {"reason": WHY}).status_code == 404


def test_who_reads_it_for_a_ticket_is_told_whom_to_warn(served_world, dossier):
    document = served_world.document(dossier, "attestations-ressources")
    from farde.tickets import operations as tickets

    tickets.raise_ticket(document, "service:payments", "held")
    served_world.commit()
    answer = post(document, "payments1", {"reason": WHY})
    assert (answer.status_code, answer.json()["type"]) == (403, "NotYoursToReport")
