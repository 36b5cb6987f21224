"""Records managers keep the list of expected pieces, in words of the centre."""

import re

import pytest

from farde.consultation.completeness import aids
from farde.consultation.completeness.aids import Expected

BANK, JOB = "attestations-donnees-bancaires", "attestations-emploi"


@pytest.fixture
def form(browse):
    """Return a function that opens the form of a kind of aid, a new one unless named."""

    def opened(aid_id: str = ""):
        browser = browse("records1", f"@@expected-pieces-of?aid={aid_id}")
        return browser, browser.getForm("aid-form")

    return opened


def submit(browser, form, step: str) -> None:
    form.getControl(name="step", index=_places(browser).index(step)).click()


def _places(browser) -> list[str]:
    body = browser.contents[browser.contents.index('id="aid-form"') :]
    return re.findall(r'name="step"[^>]*value="([\w-]+)"', body)


def test_the_list_is_empty_and_says_that_the_centre_fills_it(browse, words):
    page = words(browse("records1", "@@expected-pieces"))
    assert "à confirmer par le centre" in page


def test_a_kind_of_aid_is_written_with_its_pieces(served_world, browse, form, words):
    browser, new = form()
    new.getControl(name="label_fr").value = "Aide A"
    new.getControl(name="term:list").value = [f"{JOB}/contrat-de-travail"]
    new.getControl(name="months:list").value = "6"
    new.getControl(name="words_fr:list").value = "votre contrat de travail"
    submit(browser, new, "save")
    assert "« Aide A » est enregistré" in words(browser)
    served_world.portal._p_jar.sync()
    [aid] = aids.listed()
    assert aid.pieces == (Expected(JOB, "contrat-de-travail", 6, "votre contrat de travail"),)
    assert aid.changed_by == "records1"
    assert "Aide A" in words(browse("records1", "@@expected-pieces"))


def test_one_more_row_keeps_what_is_typed(form):
    browser, new = form()
    new.getControl(name="label_fr").value = "Aide A"
    new.getControl(name="term:list").value = [BANK]
    submit(browser, new, "more")
    again = browser.getForm("aid-form")
    assert again.getControl(name="label_fr").value == "Aide A"
    assert again.getControl(name="term:list", index=0).value == [BANK]
    assert again.getControl(name="term:list", index=1).value == [""]


def test_what_is_refused_stands_at_its_field_and_nothing_is_lost(served_world, form, words):
    with served_world.as_user("records1"):
        aids.save("", "Aide B", "", [])
    browser, new = form()
    new.getControl(name="label_fr").value = "aide b"
    new.getControl(name="term:list").value = [BANK]
    new.getControl(name="months:list").value = "beaucoup"
    submit(browser, new, "save")
    page = words(browser)
    assert "porte déjà ce nom" in page and "de 1 à 120" in page
    again = browser.getForm("aid-form")
    assert again.getControl(name="label_fr").value == "aide b"
    assert again.getControl(name="months:list", index=0).value == "beaucoup"
    served_world.portal._p_jar.sync()
    assert [one.label_fr for one in aids.listed()] == ["Aide B"]


def test_a_kind_of_aid_is_removed_after_it_was_read_back(served_world, form, words):
    with served_world.as_user("records1"):
        aid = aids.save("", "Aide A", "", [Expected(BANK)])
    browser, kept = form(aid.id)
    submit(browser, kept, "check-remove")
    assert "n'attendront plus ses pièces" in words(browser)
    browser.getForm("aid-remove").getControl(name="step").click()
    served_world.portal._p_jar.sync()
    assert aids.listed() == []
    assert "« Aide A » est retiré" in words(browser)


@pytest.mark.parametrize("persona", ["caseworker1", "supervisor1", "spoc1", "scan1"])
def test_only_records_managers_keep_it(browse, persona):
    for name in ("expected-pieces", "expected-pieces-of"):
        browser = browse(persona, f"@@{name}")
        assert "Ajouter un type d'aide" not in browser.contents
        assert 'id="aid-form"' not in browser.contents
