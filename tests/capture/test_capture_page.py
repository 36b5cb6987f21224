"""The page of one file: deposit, profile and file in a browser, without losing what was given."""

from io import BytesIO

import pytest
import requests
from plone.testing.zope import Browser

from farde.capture import operations
from farde.demo import broken
from farde.thesaurus import operations as thesaurus
from manyterms import rows
from world import PASSWORD, small_scan


@pytest.fixture
def number(served_world) -> str:
    dossier = served_world.dossier()
    served_world.commit()
    return dossier.getId()


@pytest.fixture
def page_of(served_world):
    """Return a way to open the capture page as a persona."""

    def open_page(user: str) -> Browser:
        browser = Browser(served_world.app)
        browser.handleErrors = False
        browser.addHeader("Authorization", f"Basic {user}:{PASSWORD}")
        browser.addHeader("Accept-Language", "fr")
        browser.open(f"{served_world.portal.absolute_url()}/@@deposit")
        return browser

    return open_page


def give(browser, data: bytes, filename: str = "scan.png") -> None:
    browser.getControl(name="file").add_file(BytesIO(data), "application/octet-stream", filename)


def profile(browser, number: str, **given) -> None:
    values = {"dossier": number, "received_on": "2026-03-02"} | given
    for name, value in values.items():
        browser.getControl(name=name).value = value
    browser.getControl(name="document_type").value = ["factures-charges-divers"]


def documents(world) -> list:
    catalog = world.portal.portal_catalog
    return catalog.unrestrictedSearchResults(portal_type="CaseDocument")


def test_a_scan_is_filed_and_the_page_says_where(served_world, number, page_of):
    browser = page_of("scan1")
    give(browser, small_scan())
    profile(browser, number)
    browser.getControl(name="file-it").click()
    assert f"classé dans le dossier {number}" in browser.contents
    assert len(documents(served_world)) == 1


def test_the_name_chosen_from_the_list_may_stay_behind_the_number(served_world, number, page_of):
    browser = page_of("scan1")
    give(browser, small_scan())
    profile(browser, number, dossier=f"{number} · Amina Exemple")
    browser.getControl(name="file-it").click()
    assert len(documents(served_world)) == 1


def test_a_missing_date_keeps_the_file_and_the_rest(served_world, number, page_of):
    browser = page_of("scan1")
    give(browser, small_scan())
    profile(browser, number, received_on="")
    browser.getControl(name="file-it").click()
    assert "La date de réception manque" in browser.contents
    assert "Fichier bien reçu" in browser.contents
    assert browser.getControl(name="dossier").value == number
    browser.getControl(name="received_on").value = "2026-03-02"
    browser.getControl(name="file-it").click()
    assert len(documents(served_world)) == 1


def test_a_bad_file_is_named_beside_its_field_and_keeps_the_profile(served_world, number, page_of):
    browser = page_of("scan1")
    give(browser, broken.truncated_pdf(), "lettre.pdf")
    profile(browser, number)
    browser.getControl(name="file-it").click()
    assert "incomplet ou endommagé" in browser.contents
    assert browser.getControl(name="dossier").value == number
    assert not documents(served_world)


def test_a_further_dossier_that_does_not_exist_is_named_beside_its_own_field(
    served_world, number, page_of
):
    browser = page_of("scan1")
    give(browser, small_scan())
    profile(browser, number, **{"also:list": "2026-999999"})
    browser.getControl(name="file-it").click()
    assert 'href="#field-dossiers.0"' in browser.contents
    assert browser.getControl(name="also:list", index=0).value == "2026-999999"
    assert browser.getControl(name="dossier").value == number
    assert not documents(served_world)


def test_what_the_front_desk_deposits_the_capture_team_files(served_world, number, page_of):
    with served_world.as_user("frontdesk1"):
        operations.deposit(small_scan(), channel="counter")
    served_world.commit()
    team = page_of("scan1")
    team.getLink("Profiler ce dépôt").click()
    team.open(f"{served_world.portal.absolute_url()}/@@deposit?{team.url.partition('?')[2]}")
    profile(team, number)
    team.getControl(name="file-it").click()
    assert len(documents(served_world)) == 1


def test_the_front_desk_is_led_from_the_old_page_to_the_counter(served_world):
    answer = requests.get(
        f"{served_world.portal.absolute_url()}/@@capture",
        auth=("frontdesk1", PASSWORD),
        headers={"Accept": "text/html"},
        timeout=30,
    )
    assert answer.url.endswith("/@@counter") and "field-citizen" in answer.text


def test_a_deposit_that_does_not_exist_is_said_so(served_world, page_of):
    browser = page_of("scan1")
    browser.open(f"{served_world.portal.absolute_url()}/@@capture?batch=b-inconnu")
    assert "Ce dépôt n'existe pas." in browser.contents


def test_a_caseworker_has_no_capture_page(served_world):
    address = f"{served_world.portal.absolute_url()}/@@deposit"
    answer = requests.get(address, auth=("caseworker1", PASSWORD), timeout=30)
    assert "field-file" not in answer.text


def test_an_amount_that_is_not_understood_is_asked_again_with_what_was_typed(
    served_world, number, page_of
):
    browser = page_of("scan1")
    give(browser, small_scan())
    profile(browser, number, amount="douze euros", creditor="Énergie Exemple SA")
    browser.getControl(name="file-it").click()
    assert "Ce montant n'est pas compris" in browser.contents
    assert browser.getControl(name="amount").value == "douze euros"
    assert browser.getControl(name="creditor").value == "Énergie Exemple SA"
    browser.getControl(name="amount").value = "1.234,56"
    browser.getControl(name="file-it").click()
    (brain,) = documents(served_world)
    assert f"{brain._unrestrictedGetObject().amount}" == "1234.56"


def test_the_class_is_that_of_the_type_until_somebody_chooses(served_world, number, page_of):
    browser = page_of("scan1")
    give(browser, small_scan())
    profile(browser, number)
    browser.getControl(name="document_type").value = ["attestations-medicales"]
    browser.getControl(name="file-it").click()
    (brain,) = documents(served_world)
    assert brain._unrestrictedGetObject().confidentiality == "c2"


def test_without_scripts_the_inventory_of_the_chosen_type_is_asked_for_and_the_file_kept(
    served_world, number, page_of
):
    browser = page_of("scan1")
    assert browser.getControl(name="document_kind").options == [""]
    give(browser, small_scan())
    profile(browser, number)
    browser.getControl(name="document_type").value = ["attestations-emploi"]
    browser.getControl(name="show-kinds").click()
    assert "Fichier bien reçu" in browser.contents
    kinds = browser.getControl(name="document_kind")
    assert "contrat-de-travail" in kinds.options
    assert "acte-de-mariage" not in kinds.options
    kinds.value = ["contrat-de-travail"]
    browser.getControl(name="file-it").click()
    assert [brain.Title for brain in documents(served_world)] == ["Contrat de travail"]


def test_the_inventory_can_be_looked_at_before_a_file_is_chosen(served_world, page_of):
    browser = page_of("scan1")
    browser.getControl(name="document_type").value = ["attestations-emploi"]
    browser.getControl(name="show-kinds").click()
    assert "contrat-de-travail" in browser.getControl(name="document_kind").options
    assert "farde-error" not in browser.contents and "is-invalid" not in browser.contents


def test_a_page_carries_no_more_however_large_the_thesaurus(served_world, page_of):
    before = len(page_of("scan1").contents)
    thesaurus.load_terms(rows(300, 1))
    served_world.commit()
    after = page_of("scan1").contents
    assert "TYPE D'ESSAI 000" in after
    assert len(after) - before < 500
