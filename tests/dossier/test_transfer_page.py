"""The page of transfers: choose, read back, confirm."""

import re

import pytest
from freezegun import freeze_time

from farde.access import operations as access
from farde.access import protection
from farde.dossier import holders


@pytest.fixture
def two(served_world):
    """Two dossiers of caseworker1."""
    return [
        served_world.dossier(last_name="Premier"),
        served_world.dossier(last_name="Second", niss=""),
    ]


def holder(world, dossier) -> str:
    world.portal._p_jar.sync()
    return access.holder(dossier.UID(), "caseworker")


def form(browser):
    return browser.getForm(id="transfer-form")


def test_the_supervisor_chooses_among_those_who_hold_dossiers(browse, words, two):
    page = browse("supervisor1", "@@transfer")
    picker = page.getForm(id="transfer-from")
    assert picker.getControl(name="from").displayOptions == ["Claire Demoulin (AS) (2)"]
    picker.getControl("Voir ses dossiers").click()
    text = words(page)
    assert two[0].getId() in text and "Amina Second" in text and "Ouvert" in text


def test_nothing_happens_before_it_was_read_back(browse, words, served_world, two):
    page = browse("supervisor1", "@@transfer?from=caseworker1")
    form(page).getControl(name="dossiers").value = [two[0].getId()]
    form(page).getControl(name="to").value = ["caseworker2"]
    form(page).getControl("Vérifier avant de transférer").click()
    text = words(page)
    assert "Dossiers de Claire Demoulin (AS) à confier à Karim Bensaïf (AS) : 1" in text
    assert "tout de suite" in text and two[1].getId() not in text
    assert holder(served_world, two[0]) == "caseworker1"
    page.getControl("Confirmer le transfert").click()
    assert "C'est fait. Dossiers confiés à Karim Bensaïf (AS) : 1." in words(page)
    assert [holder(served_world, one) for one in two] == ["caseworker2", "caseworker1"]


def test_all_of_them_takes_those_that_are_not_ticked_too(browse, served_world, two):
    page = browse("supervisor1", "@@transfer?from=caseworker1")
    form(page).getControl(name="all").value = True
    form(page).getControl(name="to").value = ["caseworker2"]
    form(page).getControl("Vérifier avant de transférer").click()
    page.getControl("Confirmer le transfert").click()
    assert {holder(served_world, one) for one in two} == {"caseworker2"}


def test_who_thinks_again_finds_everything_as_it_was_given(browse, two):
    page = browse("supervisor1", "@@transfer?from=caseworker1")
    form(page).getControl(name="dossiers").value = [two[0].getId()]
    form(page).getControl(name="to").value = ["caseworker2"]
    form(page).getControl(name="when").value = ["day"]
    form(page).getControl(name="on").value = "2999-04-01"
    form(page).getControl("Vérifier avant de transférer").click()
    page.getControl("Modifier").click()
    kept = form(page)
    assert kept.getControl(name="dossiers").value == [two[0].getId()]
    assert kept.getControl(name="to").value == ["caseworker2"]
    assert kept.getControl(name="when").value == ["day"]
    assert kept.getControl(name="on").value == "2999-04-01"
    assert not kept.getControl(name="all").value


def test_bad_input_loses_nothing_and_says_what_to_do(browse, words, two):
    page = browse("supervisor1", "@@transfer?from=caseworker1")
    form(page).getControl(name="dossiers").value = [two[1].getId()]
    form(page).getControl(name="when").value = ["day"]
    form(page).getControl(name="on").value = "1999-01-01"
    form(page).getControl("Vérifier avant de transférer").click()
    assert "Cette date est passée." in words(page)
    assert form(page).getControl(name="dossiers").value == [two[1].getId()]
    assert form(page).getControl(name="on").value == "1999-01-01"
    form(page).getControl(name="on").value = "n'importe quoi"
    form(page).getControl("Vérifier avant de transférer").click()
    assert "Cette date n'est pas valable." in words(page)


def test_a_planned_transfer_is_listed_and_can_be_cancelled(browse, words, served_world, two):
    page = browse("supervisor1", "@@transfer?from=caseworker1")
    form(page).getControl(name="all").value = True
    form(page).getControl(name="to").value = ["caseworker2"]
    form(page).getControl(name="when").value = ["day"]
    form(page).getControl(name="on").value = "2999-04-01"
    form(page).getControl("Vérifier avant de transférer").click()
    assert "le 01/04/2999 à 0 h" in words(page)
    page.getControl("Confirmer le transfert").click()
    assert "C'est prévu. Dossiers confiés à Karim Bensaïf (AS) dès le 01/04/2999" in words(page)
    assert {holder(served_world, one) for one in two} == {"caseworker1"}
    planned = re.search(r'<table[^>]*id="transfer-planned".*?</table>', page.contents, re.S)[0]
    assert all(one.getId() in planned for one in two)
    page.getControl("Annuler").click()
    assert "Le transfert prévu est annulé. Dossiers qui ne bougent pas : 2." in words(page)
    assert "transfer-planned" not in page.contents
    with freeze_time("2999-04-02"):
        assert {holder(served_world, one) for one in two} == {"caseworker1"}


def test_what_a_colleague_has_moved_meanwhile_is_read_back_again(browse, words, served_world, two):
    page = browse("supervisor1", "@@transfer?from=caseworker1")
    form(page).getControl(name="dossiers").value = [two[0].getId()]
    form(page).getControl(name="to").value = ["caseworker2"]
    form(page).getControl("Vérifier avant de transférer").click()
    holders.assign_caseworker(two[0].UID(), "")
    served_world.commit()
    page.getControl("Confirmer le transfert").click()
    assert "Entre-temps" in words(page)
    assert "Dossiers sans titulaire" in words(page)
    assert holder(served_world, two[0]) == ""
    page.getControl("Confirmer le transfert").click()
    assert holder(served_world, two[0]) == "caseworker2"


def test_a_protected_dossier_is_neither_listed_nor_counted(browse, words, two):
    protection.protect(two[0].UID(), ["caseworker1"])
    page = browse("supervisor1", "@@transfer?from=caseworker1")
    text = words(page)
    assert two[0].getId() not in text and "Premier" not in text
    assert "Claire Demoulin (AS) (1)" in text and "(1)" in text
    forged = browse("supervisor1", f"@@transfer?from=caseworker1&dossiers={two[0].getId()}")
    assert two[0].getId() not in words(forged)


def test_a_dossier_page_leads_its_supervisor_to_the_transfer(browse, two):
    page = browse("supervisor1", f"dossiers/{two[0].getId()}")
    page.getLink("Transférer").click()
    assert form(page).getControl(name="dossiers").value == [two[0].getId()]
    assert "Transférer" not in browse("caseworker1", f"dossiers/{two[0].getId()}").contents


@pytest.mark.parametrize("persona", ["caseworker1", "scan1", "privacy1", "legal1"])
def test_the_page_is_for_supervisors(browse, two, persona):
    page = browse(persona, "@@transfer?from=caseworker1")
    assert "transfer-from" not in page.contents and two[0].getId() not in page.contents


def test_a_button_pressed_without_its_token_changes_nothing(browse, served_world, two):
    page = browse("supervisor1", "@@transfer")
    page.post(
        f"{served_world.portal.absolute_url()}/@@transfer",
        "from=caseworker1&all=1&to=caseworker2&step=do",
    )
    assert {holder(served_world, one) for one in two} == {"caseworker1"}
