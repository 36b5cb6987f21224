"""The page of a dossier's pieces: chosen by who keeps the dossier, seen by its readers."""

import json

import pytest
from AccessControl import Unauthorized
from plone import api

from farde.access.journal import operations as journal
from farde.access.journal.query import Query
from farde.consultation.completeness import aids
from farde.consultation.completeness.aids import Expected
from farde.consultation.completeness.operations import choose, chosen

BANK, JOB = "attestations-donnees-bancaires", "attestations-emploi"


@pytest.fixture
def aid(served_world):
    """Aide A expects a bank card and an attestation of employment; Aide B a medical bill."""
    with served_world.as_user("records1"):
        aids.save("", "Aide B", "Steun B", [Expected("factures-charges-medicales")])
        return aids.save("", "Aide A", "Steun A", [Expected(BANK, months=3), Expected(JOB)])


@pytest.fixture
def dossier(served_world):
    opened = served_world.dossier(caseworker="caseworker1")
    served_world.document(opened, JOB)
    return opened


@pytest.fixture
def asked(aid, dossier):
    """The dossier, which is for Aide A."""
    choose(dossier, [aid.id])
    return dossier


def noted(dossier) -> list[tuple[str, str]]:
    return [(row.who, row.action) for row in journal.search(Query(dossier_uid=dossier.UID()))]


def test_without_a_list_the_page_says_who_fills_it(browse, words, dossier):
    page = words(browse("caseworker1", f"{dossier.absolute_url()}/@@completeness"))
    assert "Le centre n'a pas encore dit quelles pièces" in page


def test_who_keeps_the_dossier_says_for_which_aid_it_is(served_world, browse, words, aid, dossier):
    browser = browse("caseworker1", f"{dossier.absolute_url()}/@@completeness")
    browser.getControl(name="aids").value = [aid.id]
    browser.getForm("aids-form").getControl(name="step").click()
    page = words(browser)
    assert "sont enregistrés" in page and "Manquante" in page and "Au dossier" in page
    served_world.portal._p_jar.sync()
    assert [one.id for one in chosen(dossier)] == [aid.id]
    assert ("caseworker1", "edit") in noted(dossier)


def test_an_aid_that_is_gone_meanwhile_is_refused(served_world, browse, words, aid, dossier):
    browser = browse("caseworker1", f"{dossier.absolute_url()}/@@completeness")
    browser.getControl(name="aids").value = [aid.id]
    aids.remove(aid.id)
    served_world.commit()
    browser.getForm("aids-form").getControl(name="step").click()
    assert "n'est plus dans la liste du centre" in words(browser)


def test_the_page_says_that_it_knows_only_what_its_reader_sees(browse, words, asked):
    for persona in ("caseworker1", "supervisor1"):
        page = words(browse(persona, f"{asked.absolute_url()}/@@completeness"))
        assert "Seuls les documents que vous pouvez voir sont comptés" in page


def test_reading_the_page_is_noted(browse, asked):
    browse("supervisor1", f"{asked.absolute_url()}/@@completeness")
    assert ("supervisor1", "view") in noted(asked)


@pytest.mark.parametrize("persona", ["caseworker2", "scan1", "records1"])
def test_nobody_else_finds_it(browse, asked, persona):
    for name in ("completeness", "aids-of-dossier"):
        browser = browse(persona, f"{asked.absolute_url()}/@@{name}")
        assert "Aide A" not in browser.contents


def test_who_only_reads_the_dossier_does_not_say_for_which_aid_it_is(world):
    dossier = world.dossier(caseworker="caseworker1", referent="referent1")
    with world.as_user("referent1"):
        view = api.content.get_view("aids-of-dossier", dossier, world.portal.REQUEST)
        assert not view.may_change
        with pytest.raises(Unauthorized):
            view.receive("choose")


def test_the_page_of_the_dossier_leads_there_and_tells_what_is_wanting(browse, words, asked):
    browser = browse("caseworker1", asked.absolute_url())
    assert f'href="{asked.absolute_url()}/@@completeness"' in browser.contents
    assert "Pièces manquantes : 1" in words(browser)


def test_programs_read_the_same(ask, asked):
    path = f"dossiers/{asked.getId()}/@completeness"
    status, body = ask("caseworker1", path)
    told = json.loads(body)
    assert status == 200
    assert [aid["title"] for aid in told["aids"]] == ["Aide A"]
    found = {one["document_type"]: (one["state"], one["months"]) for one in told["pieces"]}
    assert found == {BANK: ("missing", 3), JOB: ("there", None)}
    assert told["excess"] == []
    assert ask("caseworker2", path)[0] == 404
