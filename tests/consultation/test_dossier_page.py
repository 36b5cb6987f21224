"""The page of a dossier shows its reader what they may see, and gives nothing else away."""

import re
from datetime import date

import pytest
from plone.testing.zope import Browser
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain

from farde.document import text
from farde.dossier import operations
from world import PASSWORD


@pytest.fixture
def browse(served_world):
    """Return a function that signs a persona in and opens a page, without scripts."""

    def open_as(persona: str, address: str = "") -> Browser:
        served_world.commit()
        browser = Browser(served_world.app)
        browser.raiseHttpErrors = False
        if persona:
            browser.addHeader("Authorization", f"Basic {persona}:{PASSWORD}")
        browser.addHeader("Accept", "text/html")
        browser.addHeader("Accept-Language", "fr")
        base = served_world.portal.absolute_url()
        browser.open(address if address.startswith(base) else f"{base}/{address}")
        return browser

    return open_as


@pytest.fixture
def dossier(served_world):
    """Amina's dossier, kept by caseworker1, with three documents."""
    opened = served_world.dossier(
        first_name="Amina", last_name="Zédoual", caseworker="caseworker1", active_ri=True
    )
    served_world.document(opened, "attestations-emploi", document_kind="contrat-de-travail")
    served_world.document(opened, "attestations-emploi", direction="outgoing", channel="email")
    served_world.document(opened, "factures-charges-medicales", received_on=date(2026, 1, 15))
    return opened


def words(browser: Browser) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", browser.contents))


def by_id(browser: Browser, name: str) -> str:
    inside = re.search(rf'id="{name}"[^>]*>(.*?)</(?:span|a|p)>', browser.contents, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", inside[1])).strip() if inside else ""


def test_the_header_says_who_and_how_things_stand(browse, dossier):
    page = words(browse("caseworker1", dossier.absolute_url()))
    for fact in ("Amina Zédoual", "85.07.30-033.28", "30/07/1985", "français", dossier.getId()):
        assert fact in page
    assert "RI actif" in page and "Ouvert" in page


def test_documents_stand_under_profile_and_type(browse, dossier):
    page = words(browse("caseworker1", dossier.absolute_url()))
    listed = page[page.index("Profil") :]
    order = ["SOCIAL", "ATTESTATIONS EMPLOI", "Contrat de travail", "FACTURES_CHARGES_MEDICALES"]
    places = [listed.index(label) for label in order]
    assert places == sorted(places)
    assert "15/01/2026" in listed and "À lire" in listed and "En attente de lecture" in listed


def test_the_other_tab_goes_by_month_of_reception(browse, dossier):
    listed = words(browse("caseworker1", f"{dossier.absolute_url()}?par=date"))
    months = re.findall(r"(?:mars|march|janvier|january) 2026", listed)
    assert [month[0] for month in months] == ["m", "j"]
    assert listed.index("02/03/2026") < listed.index("15/01/2026")


def test_filters_stay_in_the_address_and_count_what_is_shown(browse, dossier):
    url = f"{dossier.absolute_url()}?type=attestations-emploi&genre=outgoing"
    page = browse("caseworker1", url)
    assert by_id(page, "documents-count").split() == ["1", "sur", "3"]
    assert "par=date&amp;type=attestations-emploi&amp;genre=outgoing" in page.contents


def test_a_filter_that_nothing_passes_says_so(browse, dossier):
    page = browse("caseworker1", f"{dossier.absolute_url()}?type=nonsense&genre=outgoing")
    assert "Aucun document ne répond à ce choix" in words(page)


def test_an_empty_dossier_has_kind_words(browse, served_world):
    page = browse("caseworker1", served_world.dossier().absolute_url())
    assert "Aucun document à consulter dans ce dossier pour le moment" in words(page)


def test_the_count_is_that_of_the_reader(browse, dossier, served_world):
    served_world.document(dossier, "attestations-ressources")
    assert by_id(browse("caseworker1", dossier.absolute_url()), "documents-count") == "4"
    page = browse("payments1", dossier.absolute_url())
    assert by_id(page, "documents-count") == "2" and "Contrat de travail" not in page.contents


def test_another_caseworker_meets_the_page_of_what_does_not_exist(browse, dossier):
    hidden = browse("caseworker2", dossier.absolute_url())
    absent = browse("caseworker2", "dossiers/2019-000001")
    assert hidden.headers["Status"][:3] == absent.headers["Status"][:3] == "404"
    assert "Zédoual" not in hidden.contents and dossier.getId() not in words(hidden)
    assert words(hidden) == words(absent)


def test_a_stranger_is_asked_to_sign_in_whether_or_not_something_is_there(browse, dossier):
    for address in (dossier.absolute_url(), "dossiers/2019-000001"):
        assert "/login?came_from=" in browse("", address).url


def test_no_name_in_title_breadcrumbs_or_addresses(browse, dossier):
    person = operations.beneficiary(dossier)
    for content in (dossier, person):
        page = browse("caseworker1", content.absolute_url())
        crumbs = re.search(r'id="portal-breadcrumbs".*?</nav>', page.contents, re.DOTALL)
        assert "doual" not in page.title and "Amina" not in page.title
        assert "doual" not in (crumbs[0] if crumbs else "")
        assert not re.search(r"(href|content)=\"[^\"]*(doual|amina)", page.contents, re.IGNORECASE)


def test_the_list_never_wakes_a_document(browse, dossier, monkeypatch):
    def woken(self, *arguments):
        raise AssertionError(self.getPath())

    monkeypatch.setattr(AbstractCatalogBrain, "getObject", woken)
    monkeypatch.setattr(text, "recognition", woken)
    for order in ("", "?par=date", "?type=attestations-emploi"):
        page = browse("caseworker1", dossier.absolute_url() + order)
        assert "Contrat de travail" in page.contents
