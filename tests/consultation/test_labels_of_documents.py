"""Readers find a document under the words of today, and under those of its time."""

import pytest
import requests

from farde.consultation import operations
from farde.core import outbox
from farde.document.following import TASK, FollowTerm
from farde.thesaurus.changes import Change, apply
from world import PASSWORD

TYPE = "attestations-emploi"
OTHER = "attestations-ressources"


@pytest.fixture
def dossier(served_world):
    return served_world.dossier()


@pytest.fixture
def document(served_world, dossier):
    return served_world.document(dossier, TYPE)


@pytest.fixture
def ask(served_world):
    def get(address: str, rest: bool = False) -> requests.Response:
        served_world.commit()
        url = f"{served_world.portal.absolute_url()}/{address}"
        kind = "application/json" if rest else "text/html"
        answer = requests.get(
            url, auth=("caseworker1", PASSWORD), headers={"Accept": kind}, timeout=30
        )
        answer.raise_for_status()
        return answer

    return get


def test_a_list_shows_the_present_label_before_the_worker_comes_by(served_world, dossier, document):
    apply([Change("change", "DocumentType", TYPE, after={"title": "TRAVAIL"})])
    with served_world.as_user("caseworker1"):
        [row] = operations.documents(dossier.UID())
    assert (row.title, row.type_label, document.title) == (
        "TRAVAIL",
        "TRAVAIL",
        "ATTESTATIONS EMPLOI",
    )


def test_the_page_tells_the_label_of_its_time_where_it_was_another(dossier, document, ask):
    address = f"dossiers/{dossier.getId()}/{document.getId()}"
    assert "à l'époque" not in ask(address).text
    apply([Change("change", "DocumentType", TYPE, after={"title": "TRAVAIL"})])
    page = ask(address).text
    assert "<h1" in page and "TRAVAIL" in page
    assert "classé sous" in page and "ATTESTATIONS EMPLOI" in page and "à l'époque" in page


def test_a_filter_kept_in_an_address_finds_what_was_merged_since(dossier, document, ask):
    apply([Change("merge", "DocumentType", TYPE, into=OTHER)])
    page = ask(f"dossiers/{dossier.getId()}?type={TYPE}").text
    assert document.getId() in page


@pytest.mark.parametrize("slug", [TYPE, OTHER])
def test_a_search_finds_by_the_old_slug_and_by_the_new(document, ask, monkeypatch, slug):
    def found() -> list[str]:
        answer = ask(f"@search?portal_type=CaseDocument&document_type={slug}", rest=True)
        return [one["@id"] for one in answer.json()["items"]]

    apply([Change("merge", "DocumentType", TYPE, into=OTHER)])
    assert found() == [document.absolute_url()]
    monkeypatch.setattr("farde.document.following.committing", lambda step: step())
    for key in [key for key in outbox.waiting() if key.startswith(TASK)]:
        FollowTerm()(key.partition(":")[2])
    assert found() == [document.absolute_url()]
