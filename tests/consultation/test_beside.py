"""Two documents of one dossier stand beside each other, and reading each of them is noted."""

import re

import pytest

from farde.access.journal import operations
from farde.access.journal.query import Query


@pytest.fixture
def dossier(served_world):
    return served_world.dossier()


@pytest.fixture
def papers(served_world, dossier):
    return [
        served_world.document(dossier, kind)
        for kind in ("attestations-emploi", "factures-charges-medicales")
    ]


def frames(page) -> list[str]:
    return re.findall(r'<iframe src="([^"]*)"', page.contents)


def address(dossier, left: str, right: str) -> str:
    return f"{dossier.absolute_url()}/@@beside?left={left}&right={right}"


def test_left_and_right_are_chosen_from_the_dossier(browse, dossier, papers):
    page = browse("caseworker1", f"{dossier.absolute_url()}/@@beside")
    assert frames(page) == []
    form = page.getForm(action=f"{dossier.absolute_url()}/@@beside")
    form.getControl("À gauche").value = [papers[1].getId()]
    form.getControl("À droite").value = [papers[0].getId()]
    form.submit()
    assert frames(page) == [f"{one.absolute_url()}/@@preview" for one in reversed(papers)]


def test_a_document_of_another_dossier_is_not_shown(browse, served_world, dossier, papers):
    other = served_world.document(served_world.dossier(), "attestations-emploi")
    page = browse("caseworker1", address(dossier, papers[0].getId(), other.getId()))
    assert frames(page) == [f"{papers[0].absolute_url()}/@@preview"]
    assert other.getId() not in page.contents.replace(page.url, "")


def test_the_reading_of_each_is_noted(browse, dossier, papers):
    page = browse("caseworker1", address(dossier, *(one.getId() for one in papers)))
    for frame in frames(page):
        browse("caseworker1", frame)
    noted = [(row.action, row.uid) for row in operations.search(Query(who="caseworker1"), limit=3)]
    assert noted == [("view", one.UID()) for one in (*reversed(papers), dossier)]


def test_the_page_of_a_document_leads_there(browse, dossier, papers):
    page = browse("caseworker1", papers[0].absolute_url())
    page.getLink("Comparer").click()
    assert frames(page) == [f"{papers[0].absolute_url()}/@@preview"]
