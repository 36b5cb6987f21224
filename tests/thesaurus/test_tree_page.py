"""The tree of the thesaurus: everybody reads the centre's words, some propose others."""

import re
from html import unescape

import pytest
from plone import api
from Products.CMFPlone.CatalogTool import CatalogTool

from farde.thesaurus import counting, governance, operations, tree
from farde.thesaurus.terms import CHANGE, CREATE, RETIRE, Change


def test_everybody_reads_the_words_of_the_centre(reader):
    page = reader("caseworker1")
    words = page.opens()
    assert "26 types, 15 entrées" in words
    assert "ATTESTATIONS AMU" in words and "Contrat de travail" in words
    assert "Proposer" not in words and "Déplacer" not in words


def test_a_term_stands_under_the_one_it_hangs_under(world):
    (social,) = tree.nodes()
    assert social.term.label == "SOCIAL"
    employment = next(node for node in social.children if node.term.id == "attestations-emploi")
    assert "Contrat de travail" in [node.term.label for node in employment.children]
    contract = next(n for n in employment.children if n.term.id == "contrat-de-travail")
    assert contract.url == tree.address(contract.term)
    assert contract.url.endswith("/thesaurus/social/attestations-emploi/contrat-de-travail")


def test_open_questions_are_visible(reader):
    words = reader("caseworker1").opens("?show=open")
    assert "« ITS » n'est pas expliqué" in words
    assert "ATTESTATIONS EMPLOI" not in words


def test_types_without_inventory_are_found(reader):
    page = reader("records1")
    page.opens("?show=bare")
    assert page.html.count('data-level="DocumentType"') == 21
    assert 'data-level="DocumentKind"' not in page.html


def test_an_unknown_filter_shows_all(reader):
    page = reader("records1")
    assert "ATTESTATIONS AMU" in page.opens("?show=rien")


def test_whoever_may_propose_finds_the_tools(reader):
    for user in ("spoc1", "records1"):
        words = reader(user).opens()
        assert "Propositions" in words and "Déplacer…" in words and "Exporter en CSV" in words
        keeps = "Importer" in words and "SPOC des services" in words
        assert keeps == (user == "records1")


@pytest.fixture
def filed(served_world):
    dossier = served_world.dossier()
    for kind in ("contrat-de-travail", "contrat-de-travail", None):
        served_world.document(dossier, "attestations-emploi", document_kind=kind)
    served_world.commit()


def test_documents_are_counted_per_term(filed, served_world):
    counts = counting.documents_by_term()
    assert counts["DocumentType", "attestations-emploi"] == 3
    assert counts["DocumentKind", "contrat-de-travail"] == 2
    (social,) = tree.nodes(counts)
    assert social.documents == 3


def test_signals_and_tickets_are_no_documents(filed, served_world):
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(portal_type="Signal")
    assert brains
    assert sum(counting.documents_by_term().values()) == 5


def test_how_many_documents_there_are_is_for_those_who_look_after_the_words(filed, reader):
    assert "3 doc." in reader("records1").opens()
    assert "doc." not in reader("caseworker1").opens()


def test_a_proposed_and_a_retired_term_wear_their_state(served_world, reader):
    with served_world.as_user("spoc1"):
        new = Change(
            CREATE, "DocumentKind", parent="attestations-emploi", after={"title": "Intérim"}
        )
        governance.propose([new], "Souvent reçu.")
        gone = governance.propose(
            [Change(RETIRE, "DocumentType", "correspondance-avis-its")], "Usé."
        )
    with served_world.as_user("records1"):
        governance.accept(gone.id)
    page = reader("caseworker1")
    assert re.search(r"Intérim\s+Proposé", page.opens("?show=proposed"))
    assert re.search(r"CORRESPONDANCE_AVIS_ITS\s+Retiré", page.opens("?show=retired"))


def test_the_filter_finds_labels_in_all_languages_synonyms_and_ids(served_world, reader):
    after = {"title_nl": "Arbeidsovereenkomst", "synonyms": ("CDI", "CDD")}
    with served_world.as_user("spoc1"):
        asked = governance.propose(
            [Change(CHANGE, "DocumentKind", "contrat-de-travail", after=after)], "NL"
        )
    with served_world.as_user("records1"):
        governance.accept(asked.id)
    page = reader("caseworker1")
    page.opens()
    found = re.search(r'id="kind-contrat-de-travail"[^>]*data-words="([^"]*)"', page.html)
    assert unescape(found[1]).split("\n") == [
        "Arbeidsovereenkomst",
        "CDI",
        "CDD",
        "contrat-de-travail",
    ]


def test_a_large_tree_asks_the_catalogue_no_more_than_a_small_one(world, monkeypatch):
    asked, search = [], CatalogTool.searchResults

    def counted(self, *given, **query):
        asked.append(query)
        return search(self, *given, **query)

    monkeypatch.setattr(CatalogTool, "searchResults", counted)

    def asks() -> int:
        asked.clear()
        view = world.portal["thesaurus"].restrictedTraverse("view")
        assert view()
        return len(asked)

    with world.as_user("records1"):
        before = asks()
    names = ("type_id", "type_de_document", "inventaire_id", "inventaire")
    operations.load_terms(dict.fromkeys(names, f"terme-{n}") for n in range(100))
    with world.as_user("records1"):
        assert asks() == before


def test_what_a_term_says_is_text_in_the_tree_whatever_stands_in_it(reader, served_world):
    said = {
        "title": '<tt>"AVIS" & co</tt>',
        "remark": "<script>x</script>",
        "synonyms": ('a"b<i>',),
    }
    with served_world.as_user("spoc1"):
        governance.propose(
            [Change("create", "DocumentType", "avis", "social", after=said)], "Essai."
        )
    page = reader("records1")
    page.opens()
    assert "<tt>" not in page.html and "<script>x" not in page.html and "<i>" not in page.html
    assert '<tt>"AVIS" & co</tt>' in unescape(page.html)
