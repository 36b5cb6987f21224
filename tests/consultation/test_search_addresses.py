"""Names and national numbers that are searched for stay out of addresses."""

from urllib.parse import urlsplit

import pytest

from farde.consultation.search import addresses
from farde.consultation.search.asked import Asked

ASKED = Asked("Zédoual 85.07.30-033.28", type_id="correspondance-logement", period="2026")


def test_an_address_gives_its_reader_what_was_asked(world):
    with world.as_user("caseworker1"):
        address = addresses.address(ASKED)
        assert addresses.opened(addresses.sealed(ASKED)) == ASKED
    assert "doual" not in address and "0730" not in address and "2026" not in address


def test_an_address_says_nothing_to_anybody_else(world):
    with world.as_user("caseworker1"):
        token = addresses.sealed(ASKED)
    with world.as_user("caseworker2"):
        assert addresses.opened(token) == Asked()


@pytest.mark.parametrize("given", ["", "x", "é", None, ["a"], "gAAAAA=="])
def test_an_address_that_was_tampered_with_is_an_empty_search(world, given):
    with world.as_user("caseworker1"):
        assert addresses.opened(given) == Asked()


def test_what_is_typed_into_the_box_is_sent_unseen_and_read_at_another_address(
    served_world, browse
):
    served_world.dossier(last_name="Zédoual")
    browser = browse("caseworker1", "@@dossiers")
    form = browser.getForm(action="@@search")
    assert form.method.lower() == "post"
    browser.getControl(name="SearchableText").value = "Zédoual"
    form.submit()
    assert "Amina Zédoual" in browser.contents
    assert "doual" not in browser.url and urlsplit(browser.url).query.startswith("s=")
    assert browser.getControl(name="SearchableText").value == "Zédoual"
    assert "SearchableText=" not in browser.contents


def test_a_filter_is_a_link_and_can_be_taken_back(served_world, browse, words):
    from datetime import date

    from farde.document import text

    dossier = served_world.dossier()
    for day in (date(2026, 3, 2), date(2025, 3, 2)):
        one = served_world.document(dossier, received_on=day)
        text.recognition(one).texts = ("Le loyer du mois.",)
        one.reindexObject()
    browser = browse("caseworker1", "@@search?SearchableText=loyer")
    assert "Documents 2" in words(browser)
    browser.getLink("2025").click()
    assert "Documents 1" in words(browser) and "Seulement" in words(browser)
    browser.getLink("Retirer le filtre").click()
    assert "Documents 2" in words(browser) and "Seulement" not in words(browser)
