"""From a document one goes on to the next of the list one came by, and back to that list."""

import re
from datetime import date
from html import unescape

import pytest
import requests

from farde.consultation.reading import neighbours
from world import PASSWORD

INCOME = "attestations-ressources"


@pytest.fixture
def dossier(world):
    return world.dossier()


@pytest.fixture
def papers(world, dossier):
    """Three documents by name: the oldest stands first by type, and last by date."""
    return {
        "contract": world.document(dossier, "attestations-emploi", received_on=date(2026, 1, 5)),
        "income": world.document(dossier, INCOME, received_on=date(2026, 2, 5)),
        "letter": world.document(
            dossier, INCOME, received_on=date(2026, 2, 20), direction="outgoing"
        ),
    }


@pytest.fixture
def walk(world, papers):
    """Return a function that goes through the list from a document on, as a persona."""

    def on(form: dict, at: str, persona: str = "caseworker1") -> list[str]:
        by_url = {paper.absolute_url(): name for name, paper in papers.items()}
        passed = []
        with world.as_user(persona):
            while at:
                passed.append(at)
                found = neighbours.place(papers[at], form)
                at = by_url[found.next.url.partition("?")[0]] if found.next else ""
        return passed

    return on


def test_the_order_is_that_of_the_list(walk):
    assert walk({}, "contract") == ["contract", "letter", "income"]
    assert walk({"par": "date"}, "letter") == ["letter", "income", "contract"]


def test_only_what_passes_the_filter_comes_next(walk):
    assert walk({"par": "date", "genre": "incoming"}, "income") == ["income", "contract"]
    assert walk({"type": "attestations-emploi"}, "contract") == ["contract"]


def test_the_way_keeps_order_and_filter_and_leads_back(world, dossier, papers):
    with world.as_user("caseworker1"):
        found = neighbours.place(papers["income"], {"par": "date", "genre": "incoming"})
    kept = "?par=date&genre=incoming"
    assert found.list_url == dossier.absolute_url() + kept
    assert found.next.url == papers["contract"].absolute_url() + kept
    assert (found.previous, found.number, found.total) == (None, 1, 2)


def test_a_document_outside_the_filter_is_found_among_all(world, papers):
    with world.as_user("caseworker1"):
        found = neighbours.place(papers["letter"], {"par": "date", "genre": "incoming"})
    assert (found.number, found.total) == (1, 3)


def page(address: str, persona: str = "caseworker1") -> str:
    """Return what a persona is shown."""
    headers = {"Accept": "text/html", "Accept-Language": "fr"}
    return requests.get(address, auth=(persona, PASSWORD), headers=headers, timeout=30).text


def test_what_the_reader_may_not_see_is_passed_over_and_not_counted(served_world):
    dossier = served_world.dossier(active_ri=True)
    last, _hidden, first = [
        served_world.document(dossier, kind, received_on=date(2026, 1, day))
        for day, kind in ((9, INCOME), (5, "attestations-emploi"), (2, INCOME))
    ]
    served_world.commit()
    shown = page(f"{last.absolute_url()}?par=date", "payments1")
    following = re.search(r'href="([^"?]*)[^"]*"\s+rel="next"', shown)
    assert following[1] == first.absolute_url()
    assert re.search(r"1\s+sur\s+2\s*</span>", shown)


def test_the_links_of_the_list_and_of_the_page_keep_what_was_chosen(served_world):
    dossier = served_world.dossier()
    filed = [served_world.document(dossier, "attestations-emploi") for _ in range(2)]
    served_world.commit()
    kept = "?par=date&amp;type=attestations-emploi"
    listed = page(dossier.absolute_url() + unescape(kept))
    shown = re.findall(r'<a href="([^"]*/d-[^"]*)"', listed)
    assert sorted(shown) == sorted(one.absolute_url() + kept for one in filed)
    first = page(unescape(shown[0]))
    assert f'href="{shown[1]}"' in first and f'href="{dossier.absolute_url()}{kept}"' in first
    assert 'rel="next"' in first and 'rel="prev"' not in first
