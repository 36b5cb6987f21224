"""Everybody finds their work from the header, and nothing that is not theirs."""

import re

import pytest
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.testing.zope import Browser

from farde.consultation.filters import Filter
from farde.core.paging import page_of
from world import PASSWORD


@pytest.fixture
def browse(served_world):
    """Return a function that signs a persona in and opens a page, without scripts."""

    def open_as(persona: str, path: str = "", password: str = PASSWORD) -> Browser:
        served_world.commit()
        browser = Browser(served_world.app)
        browser.raiseHttpErrors = False
        if persona:
            browser.addHeader("Authorization", f"Basic {persona}:{password}")
        browser.addHeader("Accept", "text/html")
        browser.addHeader("Accept-Language", "fr")
        base = served_world.portal.absolute_url()
        browser.open(path if path.startswith(base) else f"{base}/{path}")
        return browser

    return open_as


def links(browser: Browser) -> list[str]:
    return re.findall(r'id="farde-nav-([\w-]+)"', browser.contents)


def words(browser: Browser) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", browser.contents))


@pytest.mark.parametrize(
    ("persona", "rooms"),
    [
        ("caseworker1", ["inbox", "dossiers"]),
        ("payments1", ["inbox", "dossiers"]),
        ("scan1", ["capture", "capture-figures"]),
        (
            "records1",
            [
                *("thesaurus", "signal-table", "ticket-settings", "expected-pieces"),
                *("capture-figures", "counter-settings", "access-matrix"),
            ],
        ),
        ("spoc1", ["thesaurus"]),
        (
            "it1",
            [
                *("access-matrix", "access-settings", "signin-settings"),
                *("capture-channels", "break-glass"),
            ],
        ),
        ("committee1", ["dossiers"]),
    ],
)
def test_the_header_leads_each_role_to_its_rooms(browse, persona, rooms):
    assert links(browse(persona, "@@search")) == rooms


@pytest.mark.parametrize(
    ("persona", "desk"),
    [
        ("caseworker1", "@@inbox"),
        ("notification1", "@@inbox"),
        ("scan1", "@@capture"),
        ("external1", "@@capture"),
        ("records1", "thesaurus"),
        ("committee1", "@@dossiers"),
    ],
)
def test_the_front_door_leads_to_the_desk(browse, served_world, persona, desk):
    assert browse(persona).url == f"{served_world.portal.absolute_url()}/{desk}"


def test_a_window_says_which_room_it_is(browse):
    assert (
        browse("caseworker1").title == "À traiter – " + browse("committee1").title.split(" – ")[1]
    )


def test_strangers_are_led_to_the_login_which_offers_no_registration(browse):
    page = browse("")
    assert "/login" in page.url or "require_login" in page.url
    assert "Se connecter" in page.contents or "Log in" in page.contents
    assert "register" not in page.contents and not links(page)


def test_the_header_counts_what_waits(browse, served_world):
    dossier = served_world.dossier(caseworker="caseworker1")
    served_world.document(dossier, "attestations-emploi")
    served_world.document(dossier, "factures-charges-medicales")
    counted = re.search(
        r'id="farde-waiting"[^>]*>\s*(\d+)', browse("caseworker1", "@@search").contents
    )
    assert counted[1] == "2"
    assert "farde-waiting" not in browse("caseworker2", "@@search").contents


def test_the_toolbar_of_plone_is_for_those_who_keep_the_site(browse):
    assert 'id="edit-bar"' not in browse("caseworker1", "@@search").contents
    manager = browse(SITE_OWNER_NAME, "@@search", SITE_OWNER_PASSWORD)
    assert 'id="edit-bar"' in manager.contents


def test_the_list_of_dossiers_is_that_of_the_reader(browse, served_world):
    mine = served_world.dossier(first_name="Zoé", last_name="Alpha", caseworker="caseworker1")
    other = served_world.dossier(first_name="Yves", last_name="Bêta", caseworker="caseworker2")
    served_world.document(mine, "attestations-emploi")
    page = browse("caseworker1", "@@dossiers")
    assert mine.absolute_url() in page.contents and "Zoé Alpha" in page.contents
    assert "ATTESTATIONS EMPLOI" in page.contents and "02/03/2026" in page.contents
    assert other.getId() not in page.contents and "Yves" not in page.contents
    assert "Aucun dossier ne vous est confié" in words(browse("scan1", "@@dossiers"))


def test_the_box_narrows_the_list_down_by_name_or_number(browse, served_world):
    served_world.dossier(first_name="Zoé", last_name="Alpha")
    second = served_world.dossier(first_name="Yves", last_name="Bêta")
    for query in ("beta", second.getId()):
        found = browse("caseworker1", f"@@dossiers?q={query}").contents
        assert "Yves Bêta" in found and "Zoé Alpha" not in found


def test_the_folders_of_dossiers_and_persons_lead_to_the_list(browse):
    for folder in ("dossiers", "persons"):
        assert browse("caseworker1", folder).url.endswith("/@@dossiers")


def test_what_breaks_is_told_in_plain_words(browse, monkeypatch):
    from farde.consultation import operations

    monkeypatch.setattr(operations, "dossiers", lambda: 1 / 0)
    page = browse("caseworker1", "@@dossiers")
    assert page.headers["Status"][:3] == "500"
    assert "Un problème est survenu" in words(page) and "ZeroDivision" not in page.contents


def test_a_page_that_does_not_exist_is_the_nearest_one():
    assert page_of(range(45), 20, "9", "/x", {}).items == range(40, 45)
    assert page_of([], 20, "nonsense", "/x", {}).number == 1
    assert page_of(range(45), 20, "2", "/x", {"q": "à b"}).next_url == "/x?q=%C3%A0+b&page=3"


def test_a_filter_reads_back_its_own_address():
    assert Filter.from_form({"par": "date", "type": "a", "genre": "b"}) == Filter("date", "a", "b")
    assert Filter.from_form({"par": "x", "type": ["a"]}) == Filter()
    assert Filter().url("/d") == "/d" and Filter().url("/d", by="date") == "/d?par=date"
