"""Whoever a protected dossier does not name finds no trace of it, by whichever way they look."""

import json

import pytest
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory

from farde.access import protection
from farde.consultation import operations as consultation
from farde.dossier import operations, transfer
from farde.dossier.errors import UnknownDossier
from farde.tickets import operations as tickets
from reading import Reader

NAME, NUMBER = "Canari", "2026-000001"
#: Each would see the dossier, were it not protected.
PERSONAS = ("supervisor1", "payments1", "scan1")


@pytest.fixture
def dossier(served_world):
    """A dossier with a document, a ticket and a signal, protected for its caseworker."""
    dossier = served_world.dossier(first_name="Zéphyrine", last_name=NAME)
    served_world.document(dossier, "factures-charges-medicales")
    served_world.document(dossier, "attestations-emploi")
    assert dossier.getId() == NUMBER
    protection.protect(dossier.UID(), ["caseworker1"])
    return dossier


@pytest.fixture
def as_user(served_world):
    """Sign a persona in for a request of its own, as Plone remembers roles per request."""

    def sign_in(name: str):
        IAnnotations(served_world.portal.REQUEST).clear()
        return served_world.as_user(name)

    return sign_in


def uids(world, dossier) -> set[str]:
    catalogue = api.portal.get_tool("portal_catalog")
    path = "/".join(dossier.getPhysicalPath())
    inside = {brain.UID for brain in catalogue.unrestrictedSearchResults(path=path)}
    return inside | {operations.beneficiary(dossier).UID()}


@pytest.mark.parametrize("persona", PERSONAS)
def test_no_list_no_count_and_no_vocabulary_holds_it(served_world, dossier, as_user, persona):
    hidden = uids(served_world, dossier)
    assert len(hidden) >= 4
    with as_user(persona):
        assert not hidden & set(served_world.visible())
        assert consultation.dossiers() == []
        counts = tickets.counts()
        assert (counts.tickets, counts.signals) == (0, 0)
        catalogue = getUtility(IVocabularyFactory, "plone.app.vocabularies.Catalog")
        assert not hidden & {term.value for term in catalogue(served_world.portal)}


@pytest.mark.parametrize("persona", ["supervisor1", "scan1", "privacy1", "external1"])
@pytest.mark.parametrize("words", [NUMBER, NAME, "Zéphyrine", "85.07.30-033.28", "85073003328"])
def test_no_suggestion_and_no_number_leads_to_it(served_world, dossier, as_user, persona, words):
    with as_user(persona):
        assert operations.find(words) == []
        with pytest.raises(UnknownDossier):
            operations.by_number(NUMBER)
    with as_user("caseworker1"):
        assert [hit.number for hit in operations.find(words)] == [NUMBER]


def test_a_list_of_suggestions_is_not_the_shorter_for_it(served_world, dossier, as_user):
    numbers = [served_world.dossier(last_name=NAME).getId() for _ in range(3)]
    with as_user("scan1"):
        assert [hit.number for hit in operations.find(NAME, limit=2)] == numbers[:2]
    with as_user("caseworker1"):
        assert [hit.number for hit in operations.find(NAME, limit=2)] == [NUMBER, numbers[0]]


def test_it_does_not_count_among_what_colleagues_hold(served_world, dossier, as_user):
    with as_user("supervisor1"):
        assert transfer.held_counts() == {"": 0}
        assert transfer.loads()["caseworker1"] == 0
        assert transfer.held_by("caseworker1") == []
    with as_user("caseworker1"):
        assert transfer.loads()["caseworker1"] == 1


PAGES = (
    "@@search?SearchableText=Z%C3%A9phyrine",
    f"@@search?SearchableText={NUMBER}",
    "@@dossiers",
    "@@dossiers?q=Z%C3%A9phyrine",
    "@@inbox",
    "@@inbox?show=done",
    "@@transfer?from=caseworker1",
    f"@@transfer?from=caseworker1&dossiers={NUMBER}",
    "@@absences",
    "@@capture-dossiers?q=Z%C3%A9phyrine",
    f"@@capture-dossiers?q={NUMBER}",
    "@@my-dossiers?q=Z%C3%A9phyrine",
    f"@@my-dossiers?q={NUMBER}",
    "dossiers",
    "persons",
    "sitemap",
    "@@ajax-search?SearchableText=Z%C3%A9phyrine",
)


@pytest.mark.parametrize("persona", ["supervisor1", "scan1", "caseworker2", "privacy1"])
def test_no_page_speaks_of_it(browse, dossier, persona):
    for path in PAGES:
        page = browse(persona, path)
        # What was asked for may stand on the page; the rest of the name and the address may not.
        said = page.contents if isinstance(page.contents, str) else page.contents.decode()
        assert NAME not in said and f"dossiers/{NUMBER}" not in said, path
    assert NAME in browse("caseworker1", PAGES[0]).contents


def documents(dossier) -> list[str]:
    return [
        f"dossiers/{NUMBER}/{child.getId()}"
        for child in dossier.objectValues()
        if child.portal_type == "CaseDocument"
    ]


@pytest.mark.parametrize("persona", ["supervisor1", "scan1", "caseworker2", "privacy1"])
def test_its_pages_and_its_persons_answer_as_what_is_not_there(browse, words, dossier, persona):
    nothing = browse(persona, "dossiers/2026-999999")
    person = f"persons/{dossier.beneficiary}"
    base = f"dossiers/{NUMBER}"
    paths = [base, f"{base}/view", person, *documents(dossier)]
    if persona != "privacy1":  # who sees by number who looked at it, and who may
        paths += [f"{base}/@@access-journal", f"{base}/@@protection"]
    for path in [*paths, f"{documents(dossier)[0]}/@@download/file"]:
        page = browse(persona, path)
        assert page.headers["status"].startswith("404"), path
        assert words(page) == words(nothing), path


@pytest.mark.parametrize(
    "method", ["OPTIONS", "HEAD", "PUT", "DELETE", "PROPFIND", "PROPPATCH", "MKCOL", "LOCK", "MOVE"]
)
def test_no_method_tells_it_from_what_is_not_there(served_world, dossier, method):
    asker = Reader(served_world, "supervisor1")
    base = f"{served_world.portal.absolute_url()}/dossiers"
    hidden, nothing = (
        asker.session.request(method, f"{base}/{number}", allow_redirects=False, timeout=30)
        for number in (NUMBER, "2026-999999")
    )
    assert hidden.status_code == nothing.status_code == 404


SERVICES = (
    "@search?SearchableText=Z%C3%A9phyrine",
    "@search?portal_type=Dossier&portal_type=CaseDocument&portal_type=Person&portal_type=Ticket",
    "@search?portal_type=Dossier&metadata_fields=_all&fullobjects=1",
    "@tickets",
    "@signals",
    "@navigation",
    "@sitemap",
    "@vocabularies/plone.app.vocabularies.Catalog?title=2026",
    "dossiers",
    "persons",
)


@pytest.mark.parametrize("persona", ["supervisor1", "payments1", "caseworker2", "privacy1"])
def test_no_application_is_told_of_it(ask, dossier, persona):
    for path in SERVICES:
        body = ask(persona, path)[1]
        assert NAME not in body and NUMBER not in body, path
    assert NUMBER in ask("caseworker1", SERVICES[0])[1]
    missing = ask(persona, "dossiers/2026-999999")
    for path in (f"dossiers/{NUMBER}", documents(dossier)[0], f"dossiers/{NUMBER}/@history"):
        status, body = ask(persona, path)
        assert (status, json.loads(body)["type"]) == (404, json.loads(missing[1])["type"]), path


def test_a_transfer_of_it_is_answered_as_of_an_unknown_number(dossier, as_user):
    with as_user("supervisor1"):
        for name in (NUMBER, dossier.UID()):
            with pytest.raises(UnknownDossier):
                transfer.transfer(transfer.uids_of([name]), "caseworker2")
        with pytest.raises(UnknownDossier):
            transfer.transfer(transfer.uids_of(["2026-999999"]), "caseworker2")
