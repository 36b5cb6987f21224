"""Search finds what its asker may see, by every spelling people use."""

import re

import pytest
from plone.testing.zope import Browser

from farde.consultation.search.operations import PAGE_SIZE
from farde.consultation.search.snippets import snippet
from farde.document import text
from world import PASSWORD

TEXT = "Schaerbeek, le 2 mars 2026.\nLe loyer de l'appartement s'élève à 690 euros par mois."


@pytest.fixture
def search(served_world):
    """Return a function that searches as a persona and gives the page."""

    def search_as(persona: str, query: str) -> Browser:
        served_world.commit()
        browser = Browser(served_world.app)
        browser.addHeader("Authorization", f"Basic {persona}:{PASSWORD}")
        browser.addHeader("Accept", "text/html")
        browser.addHeader("Accept-Language", "fr")
        browser.open(served_world.portal.absolute_url() + "/@@search?SearchableText=" + query)
        return browser

    return search_as


@pytest.fixture
def dossier(served_world):
    """Amina's dossier, kept by caseworker1."""
    return served_world.dossier(first_name="Amina", last_name="Zédoual", caseworker="caseworker1")


@pytest.fixture
def lease(served_world, dossier):
    """A document of hers that has been read."""
    return recognised(served_world.document(dossier, "correspondance-logement"))


def recognised(document, words=TEXT):
    status = text.recognition(document)
    status.texts, status.state = (words,), "done"
    document.reindexObject()
    return document


def words(browser: Browser) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", browser.contents))


@pytest.mark.parametrize("spelling", ["85073003328", "85.07.30-033.28", "850730+033+28"])
def test_a_national_number_in_any_spelling_finds_its_dossier(search, dossier, spelling):
    page = search("caseworker1", spelling)
    assert dossier.absolute_url() in page.contents and "Amina Zédoual" in page.contents


@pytest.mark.parametrize("query", ["zedoual", "Z%C3%A9doual+Amina", "ZEDO"])
def test_a_name_is_found_without_accents_and_by_its_beginning(search, dossier, query):
    assert dossier.absolute_url() in search("caseworker1", query).contents


def test_a_number_finds_its_dossier(search, dossier):
    assert dossier.absolute_url() in search("caseworker1", dossier.getId()).contents


def test_a_name_with_one_mistake_is_offered_to_who_may_see_it(search, dossier):
    page = search("caseworker1", "zedual")
    assert "Noms qui s'écrivent presque ainsi" in page.contents.replace("&#x27;", "'")
    assert dossier.absolute_url() in page.contents
    assert "Rien ne correspond" in words(search("caseworker2", "zedual"))


def test_a_person_is_found_beside_the_dossier(search, dossier):
    assert re.search(
        r"/persons/[^\"]+\">\s*Amina Zédoual", search("caseworker1", "zedoual").contents
    )


def test_another_form_of_a_word_is_marked_where_it_stands(search, lease):
    assert "<mark>loyer</mark>" in search("caseworker1", "loyers").contents


def test_a_word_of_the_text_finds_the_document_and_shows_where(search, lease):
    page = search("caseworker1", "eleve")
    assert lease.absolute_url() in page.contents
    assert "<mark>élève</mark>" in page.contents
    assert "CORRESPONDANCE LOGEMENT" in page.contents and "02/03/2026" in page.contents


def test_another_caseworker_finds_nothing_and_is_told_nothing(search, lease):
    for query in ("loyer", "zedoual", "85073003328"):
        page = search("caseworker2", query)
        assert "Rien ne correspond" in words(page)
        assert "mark>" not in page.contents and lease.absolute_url() not in page.contents


def test_a_text_in_pieces_of_code_stays_text(search, served_world, dossier):
    recognised(served_world.document(dossier), "Le <b>prix</b> du loyer & charges")
    assert "<b>prix" not in search("caseworker1", "loyer").contents


@pytest.mark.parametrize("query", ["", "%2A", "%22", "AND", "(((", "le+de", "%C2%AB"])
def test_no_query_breaks_the_page(search, lease, query):
    assert search("caseworker1", query).headers["Status"][:3] == "200"


def test_pages_are_of_twenty_and_only_these_are_woken(search, served_world, dossier, monkeypatch):
    for _ in range(PAGE_SIZE + 2):
        recognised(served_world.document(dossier, "correspondance-logement"))
    served_world.commit()
    read, woken = text.recognition, []
    monkeypatch.setattr(text, "recognition", lambda one: woken.append(one) or read(one))
    page = search("caseworker1", "loyer")
    assert page.contents.count("<mark>loyer</mark>") == PAGE_SIZE == len(woken)
    assert "Page 1 sur 2" in words(page) and f"Documents {PAGE_SIZE + 2}" in words(page)


def test_the_words_searched_for_stay_out_of_the_title(search, dossier):
    assert "edoual" not in search("caseworker1", "zedoual").title


def test_a_snippet_shows_the_surroundings_from_word_to_word():
    page = "x " * 200 + "premier mot, puis le loyer du mois, " + "y " * 200
    pieces = snippet(["rien", page], "LOYER")
    assert [piece.text for piece in pieces if piece.hit] == ["loyer"]
    assert sum(len(piece.text) for piece in pieces) < 260


def test_words_on_different_pages_still_show_one_of_them():
    assert [p.text for p in snippet(["le loyer", "le mois"], "loyer mois") if p.hit] == ["loyer"]
    assert snippet(["rien"], "loyer") == [] and snippet([], "loyer") == []
