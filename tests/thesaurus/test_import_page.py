"""A records manager chooses a file once, reads back what it would change, and proposes it."""

from io import BytesIO

import pytest
from plone.testing.zope import Browser
from zope.lifecycleevent import modified

from doors import call
from farde.thesaurus import governance
from farde.thesaurus import operations as thesaurus
from world import PASSWORD

HEAD = "type_id,inventaire_id,inventaire,remarque\n"
RENAMED = HEAD + "attestations-emploi,contrat-de-travail,Contrat,Libellé plus court\n"
WRONG = HEAD + "attestations-emploi,contrat-de-travail,,\nnulle-part,piece,Pièce,\n"


@pytest.fixture
def page_of(served_world):
    """Return a way to open a page of the thesaurus as a persona."""

    def open_page(user: str = "records1", name: str = "@@thesaurus-import") -> Browser:
        browser = Browser(served_world.app)
        browser.handleErrors = False
        browser.addHeader("Authorization", f"Basic {user}:{PASSWORD}")
        browser.addHeader("Accept-Language", "fr")
        browser.open(f"{served_world.portal.absolute_url()}/thesaurus/{name}")
        return browser

    return open_page


def compare(browser, text: str, name: str = "thesaurus.csv", encoding: str = "utf-8") -> None:
    form = browser.getForm(id="import-form")
    form.getControl(name="file").add_file(BytesIO(text.encode(encoding)), "text/csv", name)
    form.getControl(name="step").click()


def submit(browser, why: str = "Relecture annuelle") -> None:
    form = browser.getForm(id="import-preview")
    form.getControl(name="why").value = why
    form.getControl(name="step").click()


def test_the_differences_are_read_back_before_anything_is_proposed(served_world, page_of):
    browser = page_of()
    compare(browser, RENAMED)
    assert "Termes modifiés" in browser.contents
    assert "<del" in browser.contents and "Libellé plus court" in browser.contents
    served_world.portal._p_jar.sync()
    assert governance.pending() == []


def test_the_kept_file_is_proposed_and_not_asked_for_again(served_world, page_of):
    browser = page_of()
    compare(browser, RENAMED, encoding="windows-1252")
    submit(browser)
    assert "La proposition est enregistrée" in browser.contents
    served_world.portal._p_jar.sync()
    [proposal] = governance.pending()
    assert (proposal.author, proposal.why) == ("records1", "Relecture annuelle")
    assert [one.slug for one in proposal.changes] == ["contrat-de-travail"]
    assert thesaurus.document_kind("contrat-de-travail").label == "Contrat de travail"


def test_without_a_reason_nothing_is_proposed_and_the_file_is_still_there(served_world, page_of):
    browser = page_of()
    compare(browser, RENAMED)
    submit(browser, "  ")
    assert "La raison de la proposition manque" in browser.contents
    submit(browser)
    assert "La proposition est enregistrée" in browser.contents


def test_faults_are_shown_by_row_and_column_and_nothing_can_be_proposed(page_of):
    browser = page_of()
    compare(browser, WRONG)
    faults = browser.contents.partition('id="import-faults"')[2]
    assert "<td>2</td>" in faults and "<td>3</td>" in faults
    assert ">inventaire</td>" in faults and ">type_id</td>" in faults
    assert 'id="import-preview"' not in browser.contents


def test_terms_that_the_file_leaves_out_are_retired_only_if_asked(page_of):
    browser = page_of()
    compare(browser, RENAMED)
    assert "Termes retirés" not in browser.contents
    assert "Ils restent tels quels" in browser.contents
    form = browser.getForm(id="import-form")
    form.getControl(name="retire_absent").value = ["1"]
    form.getControl(name="step").click()
    assert "Termes retirés" in browser.contents


def test_what_changed_meanwhile_is_read_back_again(served_world, page_of):
    browser = page_of()
    compare(browser, RENAMED)
    term = served_world.portal["thesaurus"]["social"]["attestations-emploi"]["contrat-de-travail"]
    term.remark = "Libellé plus court"
    modified(term)
    served_world.commit()
    submit(browser)
    assert "Entre-temps, le thésaurus a changé" in browser.contents
    served_world.portal._p_jar.sync()
    assert governance.pending() == []


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("", "t.csv", "Aucun fichier"),
        ("nom;prenom", "t.csv", "aucune colonne de termes"),
        ("PK\x03\x04", "t.xlsx", "C'est un classeur"),
        ("@prefix a: <", "t.ttl", "ne se lit pas"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_its_field(page_of, text, name, told):
    browser = page_of()
    compare(browser, text, name)
    assert told in browser.contents.partition('id="import-form"')[2]


def test_no_file_is_asked_for(page_of):
    browser = page_of()
    browser.getForm(id="import-form").getControl(name="step").click()
    assert "Aucun fichier" in browser.contents


def test_a_kept_file_that_was_tampered_with_is_no_file(page_of):
    browser = page_of()
    compare(browser, RENAMED)
    form = browser.getForm(id="import-form")
    form.getControl(name="kept").value = "%%%"
    form.getControl(name="step").click()
    assert "Aucun fichier" in browser.contents


@pytest.mark.parametrize(
    ("name", "kind", "start"),
    [
        ("@@export-csv", "text/csv", "\ufeffprofil,type_de_document,"),
        ("@@export-csv?pour=excel", "text/csv", "\ufeffprofil;type_de_document;"),
        ("@@export-skos", "text/turtle", "@prefix"),
        ("@@export-skos?format=xml", "application/rdf+xml", b"<?xml"),
    ],
)
def test_whoever_reads_the_thesaurus_takes_it_along(page_of, name, kind, start):
    browser = page_of("caseworker1", name)
    assert browser.headers["Content-Type"].startswith(kind)
    assert "attachment" in browser.headers["Content-Disposition"]
    assert browser.contents.startswith(start)


@pytest.mark.parametrize("user", ["caseworker1", "spoc1", "scan1"])
def test_only_records_managers_import(served_world, user):
    assert call("/plone/thesaurus/@@thesaurus-import", user).refused
    assert not call("/plone/thesaurus/@@thesaurus-import", "records1").refused
