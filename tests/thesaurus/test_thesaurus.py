"""The terms are the centre's own words, read without waking content."""

import pytest
from AccessControl import Unauthorized
from plone import api
from plone.dexterity.utils import createContentInContainer
from zope.component import getUtility
from zope.lifecycleevent import modified
from zope.schema.interfaces import IVocabularyFactory

from farde.core.errors import refusal_text
from farde.setuphandlers import table
from farde.thesaurus import operations as thesaurus
from farde.thesaurus import states
from farde.thesaurus.errors import SlugTaken
from farde.thesaurus.operations import THESAURUS_ID

INVENTORY = list(table("cpas", "thesaurus.csv"))
SIGNALS = list(table("cpas", "signals.csv"))
WRITING = ("Modify portal content", "Add portal content", "Delete objects", "Copy or Move")


def vocabulary(name: str, world):
    return getUtility(IVocabularyFactory, name=f"farde.{name}")(world.portal)


def folder(world, *slugs: str):
    return world.portal.unrestrictedTraverse("/".join((THESAURUS_ID, "social", *slugs)))


def added(container, slug: str, label: str):
    return createContentInContainer(
        container, "DocumentKind", checkConstraints=False, id=slug, title=label
    )


# the centre's words


@pytest.mark.parametrize("row", INVENTORY, ids=lambda row: row["inventaire_id"])
def test_an_inventory_entry_reads_as_in_the_table(world, row):
    term = thesaurus.document_kind(row["inventaire_id"])
    assert (term.label, term.parent) == (row["inventaire"], row["type_id"])


@pytest.mark.parametrize("row", SIGNALS, ids=lambda row: row["type_id"])
def test_a_document_type_reads_as_in_the_table(world, row):
    assert thesaurus.document_type(row["type_id"]).label == row["type_de_document"]


def test_the_terms_are_those_of_the_tables_and_no_more(world):
    assert {term.id for term in thesaurus.types()} == {row["type_id"] for row in SIGNALS}
    assert len(thesaurus.types()) == 26
    assert {term.id for term in thesaurus.kinds()} == {row["inventaire_id"] for row in INVENTORY}
    assert len(thesaurus.kinds()) == len(INVENTORY) == 15


def test_the_profile_reads_as_in_the_table(world):
    assert {row["profil"] for row in INVENTORY} == {folder(world).title} == {"SOCIAL"}


def test_a_type_without_inventory_stays_empty(world):
    listed = {row["type_id"] for row in INVENTORY}
    empty = [row["type_id"] for row in SIGNALS if row["type_id"] not in listed]
    assert len(empty) == 21
    assert [thesaurus.kinds(type_id) for type_id in empty] == [[]] * 21


# slugs


def test_a_slug_stays_when_the_label_changes(world):
    with world.as_user("records1"):
        term = folder(world, "attestations-amu")
        term.title = "ATTESTATIONS AIDE MÉDICALE"
        modified(term)
    assert thesaurus.document_type("attestations-amu").label == "ATTESTATIONS AIDE MÉDICALE"


def test_loading_twice_creates_nothing(world):
    before = thesaurus.types() + thesaurus.kinds()
    assert thesaurus.load_terms(INVENTORY) == 0 == thesaurus.load_terms(SIGNALS)
    assert thesaurus.types() + thesaurus.kinds() == before


def test_loading_again_leaves_what_the_centre_has_changed(world):
    term = folder(world, "attestations-amu")
    term.title = "AUTRE LIBELLÉ"
    states.put(term, states.RETIRED)
    modified(term)
    thesaurus.load_terms(SIGNALS)
    assert thesaurus.document_type("attestations-amu").label == "AUTRE LIBELLÉ"
    assert not thesaurus.document_type("attestations-amu").active


def test_loading_creates_what_is_new(world):
    row = {"type_id": "avis", "type_de_document": "AVIS", "inventaire": "Avis fiscal"}
    assert thesaurus.load_terms([row | {"inventaire_id": "avis-fiscal"}]) == 2
    assert thesaurus.document_kind("avis-fiscal").parent == "avis"


# the snapshot


def test_the_snapshot_follows_a_new_term(world):
    added(folder(world, "attestations-amu"), "annexe", "Annexe")
    assert thesaurus.document_kind("annexe").label == "Annexe"


def test_the_snapshot_follows_a_removed_term(world):
    folder(world, "attestations-emploi")._delObject("contrat-de-travail")
    assert thesaurus.document_kind("contrat-de-travail") is None


def test_a_slug_names_one_term_of_its_level(world):
    """A document keeps the slug alone: of two terms with one slug, one would be lost."""
    twin = added(folder(world, "attestations-amu"), "contrat-de-travail", "X")
    assert twin.getId() != "contrat-de-travail"
    assert thesaurus.document_kind("contrat-de-travail").parent == "attestations-emploi"
    assert [term.label for term in thesaurus.kinds("attestations-amu")][-1] == "X"


def test_a_table_that_gives_one_slug_to_two_terms_is_refused(world):
    row = {"type_id": "attestations-amu", "type_de_document": "ATTESTATIONS AMU"}
    with pytest.raises(SlugTaken) as refused:
        thesaurus.load_terms([row | {"inventaire_id": "contrat-de-travail", "inventaire": "X"}])
    assert "contrat-de-travail" in refusal_text(refused.value)


# the vocabularies


def test_the_vocabularies_show_the_labels(world):
    types, kinds = vocabulary("DocumentTypes", world), vocabulary("DocumentKinds", world)
    assert types.getTerm("attestations-amu").title == "ATTESTATIONS AMU"
    assert kinds.getTerm("contrat-de-travail").title == "Contrat de travail"


def test_the_vocabularies_wake_no_content(world):
    terms = [folder(world, "attestations-amu"), folder(world, "attestations-emploi")]
    for term in terms:
        term._p_deactivate()
    vocabulary("DocumentTypes", world)
    vocabulary("DocumentKinds", world)
    assert [term._p_changed for term in terms] == [None, None]


def test_a_retired_term_is_not_proposed_and_still_read(world):
    with world.as_user("records1"):
        term = folder(world, "attestations-emploi", "contrat-de-travail")
        states.put(term, states.RETIRED)
        modified(term)
    assert "contrat-de-travail" not in vocabulary("DocumentKinds", world)
    assert thesaurus.document_kind("contrat-de-travail").label == "Contrat de travail"


def test_a_label_in_the_language_of_the_reader_else_in_french(world):
    term = thesaurus.Term("a", "Contrat", "DocumentKind", label_nl="Contract")
    assert [term.label_in(language) for language in ("nl", "en", "fr")] == [
        "Contract",
        "Contrat",
        "Contrat",
    ]


# who keeps it


@pytest.mark.parametrize("user", ["records1", "spoc1"])
def test_who_keeps_the_terms_proposes_and_changes_none_directly(world, user):
    with world.as_user(user):
        term = folder(world, "attestations-amu")
        assert api.user.has_permission("farde: Propose term", obj=term)
        assert_read_only(term)


def test_records_managers_alone_decide(world):
    for user, decides in (("records1", True), ("records2", True), ("spoc1", False)):
        with world.as_user(user):
            term = folder(world, "attestations-amu")
            assert api.user.has_permission("farde: Manage thesaurus", obj=term) == decides


def test_nobody_writes_a_term_directly_not_even_a_manager(world):
    with api.env.adopt_roles(["Manager", "Site Administrator", "Owner"]):
        assert_read_only(folder(world, "attestations-amu"))
        for permission in WRITING:
            assert not api.user.has_permission(permission, obj=world.portal[THESAURUS_ID])


def assert_read_only(term) -> None:
    for permission in WRITING:
        assert not api.user.has_permission(permission, obj=term), permission
    with pytest.raises(Unauthorized):
        api.content.create(term, "DocumentKind", id="annexe", title="Annexe")


@pytest.mark.parametrize("user", ["caseworker1", "supervisor1", "scan1", "external1", "privacy1"])
def test_whoever_files_reads_the_terms_and_changes_none(world, user):
    with world.as_user(user):
        term = folder(world, "attestations-amu")
        assert api.user.has_permission("View", obj=term)
        assert not api.user.has_permission("farde: Propose term", obj=term)
        assert_read_only(term)


def test_services_read_only_what_their_table_says(world):
    for row in table("cpas", "readers.csv"):
        assert thesaurus.document_type(row["type_id"]).readers == tuple(row["lecteurs"].split())
    named = {row["type_id"] for row in table("cpas", "readers.csv")}
    others = [term for term in thesaurus.types() if term.id not in named]
    assert [term.readers for term in others] == [()] * len(others)
