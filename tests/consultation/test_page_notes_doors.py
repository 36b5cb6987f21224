"""Notes on pages are written on the page of the document and by REST; each reading is noted."""

import pytest
import requests
from plone.testing.zope import Browser

from farde.access.journal import operations
from farde.access.journal.query import Query
from farde.document import pages
from world import PASSWORD

NOTE = {"page": 1, "x": 0.1, "y": 0.2, "words": "Signature absente", "confidentiality": "c1"}


@pytest.fixture
def document(served_world, monkeypatch):
    monkeypatch.setattr(pages, "page_count", lambda document: 2)
    filed = served_world.document(served_world.dossier())
    served_world.commit()
    return filed.absolute_url()


@pytest.fixture
def rest(document):
    """Return a function that calls ``@notes`` as a persona."""

    def call(persona: str, method: str, path: str = "", **body):
        return requests.request(
            method,
            f"{document}/@notes{path}",
            json=body or None,
            auth=(persona, PASSWORD),
            headers={"Accept": "application/json", "Accept-Language": "fr"},
            timeout=30,
        )

    return call


def filled(shown: Browser, **fields: str) -> Browser:
    form = shown.getForm(id="page-note-form")
    for name, value in fields.items():
        control = form.getControl(name=name)
        control.value = [value] if name == "confidentiality" else value
    form.getControl(name="step", index=0).click()
    return shown


def test_a_note_goes_the_whole_way_by_rest(rest):
    made = rest("caseworker1", "POST", **NOTE)
    assert made.status_code == 201 and made.json()["author"] == "caseworker1"
    [seen] = rest("supervisor1", "GET").json()["items"]
    assert (seen["words"], seen["yours"]) == ("Signature absente", False)
    path = f"/{seen['id']}"
    assert rest("supervisor1", "PATCH", path, words="Autre").status_code == 403
    assert rest("caseworker1", "PATCH", path, words="Signée au verso").json()["x"] == 0.1
    assert rest("caseworker1", "DELETE", path).status_code == 204
    assert rest("supervisor1", "GET").json()["items"] == []
    assert rest("caseworker1", "DELETE", path).status_code == 404


def test_refusals_name_the_field_and_the_remedy(rest):
    refused = rest("caseworker1", "POST", **(NOTE | {"page": 9, "words": ""}))
    assert refused.status_code == 400
    remedies = {one["field"]: one["remedy"] for one in refused.json()["errors"]}
    assert remedies.keys() == {"page", "words"}
    assert remedies["page"] == "Choisissez une page de 1 à 2."


def test_there_is_nothing_for_who_may_not_know_of_the_document(rest):
    for method in ("GET", "POST"):
        assert rest("caseworker2", method, **(NOTE if method == "POST" else {})).status_code == 404


def test_reading_and_writing_notes_is_in_the_journal(rest, served_world):
    rest("caseworker1", "POST", **NOTE)
    rest("supervisor1", "GET")
    rows = [(row.who, row.action, row.detail) for row in operations.search(Query(), limit=2)]
    assert rows == [("supervisor1", "rest", ""), ("caseworker1", "rest", "post:@notes")]


def test_a_note_is_written_changed_and_deleted_on_pages(browse, document, words):
    page = filled(browse("caseworker1", f"{document}/@@page-note"), words="Signature absente")
    assert "La note est enregistrée." in words(page)
    page = browse("caseworker1", f"{document}?par=date")
    assert "Signature absente" in words(page)
    page.getLink("Modifier").click()
    page = filled(page, words="Signée au verso", page="2")
    assert page.url == f"{document}?par=date" and "Signée au verso" in words(page)
    page.getLink("Modifier").click()
    page.getControl("Supprimer…").click()
    assert "Supprimer cette note ?" in words(page) and "Signée au verso" in words(page)
    page.getControl("Supprimer la note").click()
    assert "La note est supprimée." in words(page) and "Signée au verso" not in words(page)


def test_a_refused_note_comes_back_as_it_was_typed(browse, document, words):
    page = filled(browse("caseworker1", f"{document}/@@page-note"), words="À relire", page="7")
    assert "Choisissez une page de 1 à 2" in words(page)
    form = page.getForm(id="page-note-form")
    assert form.getControl(name="words").value == "À relire"
    assert form.getControl(name="page").value == "7"


def test_nobody_reads_the_note_of_another_by_its_address(browse, rest, document):
    note = rest("caseworker1", "POST", **(NOTE | {"confidentiality": "c3"})).json()
    page = browse("supervisor1", f"{document}/@@page-note?note={note['id']}")
    assert page.headers["Status"].startswith("404") and "Signature" not in page.contents
    assert "Signature" not in browse("supervisor1", document).contents
