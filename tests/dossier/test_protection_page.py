"""The page of protection: ticked, read back, confirmed; the privacy officer sees no content."""

import pytest

from farde.access import protection
from farde.dossier import protecting


@pytest.fixture
def dossier(served_world):
    return served_world.dossier(first_name="Zélie", last_name="Secrète")


@pytest.fixture
def address(dossier):
    return f"dossiers/{dossier.getId()}/@@protection"


def named(world, dossier):
    world.portal._p_jar.sync()
    return protecting.named(dossier)


def form(page):
    return page.getForm(id="protection-form")


def test_the_caseworker_is_proposed_and_nothing_happens_before_it_was_read_back(
    browse, words, served_world, dossier, address
):
    page = browse("supervisor1", address)
    assert form(page).getControl(name="named").value == ["caseworker1"]
    form(page).getControl("Vérifier avant de protéger").click()
    text = words(page)
    assert "Seules ces personnes sauront encore" in text and "Claire Demoulin (AS)" in text
    assert named(served_world, dossier) is None
    page.getControl("Confirmer la protection").click()
    assert named(served_world, dossier) == ("caseworker1",)


def test_the_page_warns_whoever_would_shut_themselves_out(browse, words, dossier, address):
    page = browse("supervisor1", address)
    form(page).getControl("Vérifier avant de protéger").click()
    assert "Vous ne verrez plus ce dossier" in words(page)
    page.getControl("Confirmer la protection").click()
    # Their desk says so, and the page is not there for them any more.
    assert f"Le dossier {dossier.getId()} est protégé" in words(page)
    gone, nothing = browse("supervisor1", address), browse("supervisor1", "dossiers/2026-9/@@x")
    assert gone.headers["status"].startswith("404")
    assert words(gone) == words(nothing)


def test_whoever_is_named_too_keeps_the_page(browse, words, served_world, dossier, address):
    page = browse("supervisor1", address)
    form(page).getControl(name="named").value = ["caseworker1", "supervisor1"]
    form(page).getControl("Vérifier avant de protéger").click()
    assert "Vous ne verrez plus ce dossier" not in words(page)
    page.getControl("Confirmer la protection").click()
    assert "Qui connaît ce dossier" in words(page)
    form(page).getControl("Lever la protection").click()
    assert "Le dossier redevient visible" in words(page)
    page.getControl("Confirmer la levée").click()
    assert named(served_world, dossier) is None


def test_leaving_the_caseworker_out_is_said(browse, words, address):
    page = browse("supervisor1", address)
    form(page).getControl(name="named").value = ["supervisor1"]
    form(page).getControl("Vérifier avant de protéger").click()
    assert "Claire Demoulin (AS) , AS titulaire, n'en fait pas partie" in words(page)


def test_a_colleague_is_found_by_name_and_what_was_ticked_is_kept(
    browse, served_world, dossier, address
):
    page = browse("supervisor1", address)
    form(page).getControl(name="named").value = ["supervisor1"]
    form(page).getControl(name="named_words").value = "Lacroix"
    form(page).getControl(name="step", index=0).click()
    assert form(page).getControl(name="named").value == ["supervisor1", "legal1"]
    form(page).getControl("Vérifier avant de protéger").click()
    page.getControl("Modifier").click()
    assert form(page).getControl(name="named").value == ["supervisor1", "legal1"]
    form(page).getControl("Vérifier avant de protéger").click()
    page.getControl("Confirmer la protection").click()
    assert named(served_world, dossier) == ("legal1", "supervisor1")


def test_a_list_without_a_tick_is_refused(browse, words, served_world, dossier, address):
    page = browse("supervisor1", address)
    form(page).getControl(name="named").value = []
    form(page).getControl("Vérifier avant de protéger").click()
    assert "Personne n'est nommé." in words(page)
    assert form(page).getControl(name="named").value == []
    assert named(served_world, dossier) is None


def test_a_colleague_is_kept_out_and_let_in_again(browse, words, served_world, dossier, address):
    page = browse("supervisor1", address)
    page.getForm(id="protection-deny").getControl(name="denied_words").value = "Bensaïf"
    page.getForm(id="protection-deny").getControl("Rechercher").click()
    page.getControl("Écarter", index=1).click()
    assert "Karim Bensaïf (AS) n'a plus accès à ce dossier" in words(page)
    served_world.portal._p_jar.sync()
    assert protecting.denied(dossier) == {"caseworker2"}
    page.getControl("Ne plus écarter").click()
    served_world.portal._p_jar.sync()
    assert protecting.denied(dossier) == set()


def test_nobody_of_that_name_is_said(browse, words, address):
    page = browse("supervisor1", address)
    page.getForm(id="protection-deny").getControl(name="denied_words").value = "Xylophone"
    page.getForm(id="protection-deny").getControl("Rechercher").click()
    assert "Personne ne porte ce nom dans le centre." in words(page)


def test_whoever_keeps_themselves_out_is_asked_twice(browse, words, served_world, dossier, address):
    page = browse("supervisor1", address)
    page.getForm(id="protection-deny").getControl(name="denied_words").value = "supervisor1"
    page.getForm(id="protection-deny").getControl("Rechercher").click()
    page.getControl("Écarter", index=1).click()
    assert "Vous vous écartez vous-même" in words(page)
    served_world.portal._p_jar.sync()
    assert protecting.denied(dossier) == set()
    page.getControl("M'écarter quand même").click()
    served_world.portal._p_jar.sync()
    assert protecting.denied(dossier) == {"supervisor1"}
    assert browse("supervisor1", address).headers["status"].startswith("404")


def test_the_privacy_officer_protects_by_number_and_reads_no_content(
    browse, words, served_world, dossier, address
):
    protection.protect(dossier.UID(), ["caseworker1"])
    page = browse("privacy1", "@@protected-dossiers")
    page.getLink(dossier.getId()).click()
    text = words(page)
    assert "Claire Demoulin (AS)" in text and "Protégé" in text
    assert "Zélie" not in page.contents and "Secrète" not in page.contents
    form(page).getControl("Lever la protection").click()
    page.getControl("Confirmer la levée").click()
    assert "Zélie" not in page.contents and named(served_world, dossier) is None
    content = browse("privacy1", f"dossiers/{dossier.getId()}")
    assert content.headers["status"].startswith("404")


def test_the_privacy_officer_comes_to_any_dossier_by_its_number(browse, words, dossier):
    page = browse("privacy1", "@@protected-dossiers")
    for wrong in ("2026-999999", "Secrète"):
        page.getForm(id="protected-pick").getControl(name="number").value = wrong
        page.getForm(id="protected-pick").submit(name="step")
        assert "Aucun dossier ne porte ce numéro." in words(page)
        assert page.getControl(name="number").value == wrong
    page.getForm(id="protected-pick").getControl(name="number").value = dossier.getId()
    page.getForm(id="protected-pick").submit(name="step")
    assert form(page).getControl(name="named").value == ["caseworker1"]


def test_a_number_that_is_kept_from_the_privacy_officer_is_unknown(browse, words, dossier):
    protection.deny(dossier.UID(), "privacy1")
    page = browse("privacy1", "@@protected-dossiers")
    page.getForm(id="protected-pick").getControl(name="number").value = dossier.getId()
    page.getForm(id="protected-pick").submit(name="step")
    assert "Aucun dossier ne porte ce numéro." in words(page)


def test_a_privacy_officer_who_is_kept_out_does_not_learn_of_the_dossier(
    browse, words, dossier, address
):
    protection.protect(dossier.UID(), ["caseworker1"])
    protection.deny(dossier.UID(), "privacy1")
    assert dossier.getId() not in words(browse("privacy1", "@@protected-dossiers"))
    assert browse("privacy1", address).headers["status"].startswith("404")


def test_a_closed_dossier_has_readers_until_a_day(browse, words, served_world, dossier, address):
    assert "Lecteurs désignés" not in words(browse("supervisor1", address))
    with served_world.as_user("caseworker1"):
        served_world.portal.portal_workflow.doActionFor(dossier, "close")
    page = browse("supervisor1", address)
    page.getForm(id="protection-reader").getControl(name="reader_words").value = "Lacroix"
    page.getForm(id="protection-reader").getControl("Rechercher").click()
    page.getControl(name="last").value = "1999-01-01"
    page.getControl("Désigner", index=1).click()
    assert "Cette date est passée." in words(page)
    assert page.getControl(name="last").value == "1999-01-01"
    page.getControl(name="last").value = "2999-03-01"
    page.getControl("Désigner", index=1).click()
    assert "Thomas Lacroix (Juridique) peut lire ce dossier jusqu'au 01/03/2999" in words(page)
    page.getControl("Retirer").click()
    assert "Cette lecture est terminée." in words(page)
    served_world.portal._p_jar.sync()
    assert protecting.readers(dossier) == []


def test_the_dossier_leads_its_supervisor_to_the_page(browse, dossier):
    page = browse("supervisor1", f"dossiers/{dossier.getId()}")
    page.getLink("Protéger").click()
    assert form(page).getControl(name="named").value == ["caseworker1"]
    assert "@@protection" not in browse("caseworker1", f"dossiers/{dossier.getId()}").contents


@pytest.mark.parametrize("persona", ["caseworker1", "caseworker2", "scan1", "records1", "legal1"])
def test_the_pages_are_for_supervisors_of_the_dossier_and_privacy_officers(
    browse, dossier, address, persona
):
    assert "protection-form" not in browse(persona, address).contents
    protection.protect(dossier.UID(), ["caseworker1"])
    for path in (address, "@@protected-dossiers"):
        page = browse(persona, path)
        assert "protection-form" not in page.contents
        assert "protected-dossiers" not in page.contents


def test_a_button_pressed_without_its_token_changes_nothing(browse, served_world, dossier, address):
    page = browse("supervisor1", address)
    base = served_world.portal.absolute_url()
    page.post(f"{base}/{address}", "named=caseworker1&listed=caseworker1&step=protect")
    assert named(served_world, dossier) is None
