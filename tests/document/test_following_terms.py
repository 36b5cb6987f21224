"""Filed documents follow their terms in the thesaurus: readers, labels, merges and moves."""

import pytest
from plone import api
from zope.lifecycleevent import modified

from farde.core import outbox
from farde.document import operations
from farde.document.following import TASK, FollowLatecomers, FollowTerm
from farde.document.profile import parse_profile
from farde.thesaurus import governance
from farde.thesaurus import operations as thesaurus
from farde.thesaurus.changes import Change

TYPE = "attestations-emploi"
KIND = "contrat-de-travail"
OTHER = "attestations-ressources"
DAY = "2026-03-02"


@pytest.fixture(autouse=True)
def one_transaction(monkeypatch):
    monkeypatch.setattr("farde.document.following.committing", lambda step: step())


@pytest.fixture
def term(world):
    return world.portal["thesaurus"]["social"][TYPE]


@pytest.fixture
def accepted(world):
    def accept(*changes: Change):
        with world.as_user("records1"):
            proposal = governance.propose(changes, "Décidé en réunion.")
        with world.as_user("records2"):
            return governance.accept(proposal.id)

    return accept


def work_off() -> None:
    """Do what the worker would be asked to do for terms."""
    for key in [key for key in outbox.waiting() if key.startswith(TASK)]:
        FollowTerm()(key.partition(":")[2])
        outbox.discard(key)


def found(**query) -> list[str]:
    search = api.portal.get_tool("portal_catalog").unrestrictedSearchResults
    return [brain.UID for brain in search(portal_type="CaseDocument", **query)]


def raised(dossier) -> int:
    return sum(one.portal_type in ("Signal", "Ticket") for one in dossier.objectValues())


def may_read(world, document, user: str) -> bool:
    circles = dict(document.get_local_roles())
    return any(name.endswith(f":service-{user}") for name in circles)


# readers


def test_a_change_of_readers_asks_for_the_documents_of_the_type(world, term):
    term.readers = ["payments"]
    modified(term)
    assert outbox.get(f"{TASK}:{term.UID()}") is not None


def test_documents_filed_before_are_opened_to_a_service_named_later(world, term):
    document = world.document(world.dossier(), TYPE)
    other = world.document(world.dossier(niss=""), "attestations-amu")
    assert not may_read(world, document, "payments")
    term.readers = ["payments"]
    modified(term)
    work_off()
    assert may_read(world, document, "payments") and not may_read(world, other, "payments")
    catalog = api.portal.get_tool("portal_catalog")
    [brain] = catalog.unrestrictedSearchResults(UID=document.UID())
    indexed = catalog.getIndexDataForRID(brain.getRID())["allowedRolesAndUsers"]
    assert any(token.endswith(":service-payments") for token in indexed)


def test_a_term_that_is_gone_is_no_reason_to_fail(world):
    FollowTerm()("no-such-term")


# labels


def test_a_document_keeps_the_label_of_its_time_and_shows_the_present_one(world, accepted):
    document = world.document(world.dossier(), TYPE)
    assert (document.filed_label, operations.label_of_its_time(document)) == (
        "ATTESTATIONS EMPLOI",
        "",
    )
    accepted(Change("change", "DocumentType", TYPE, after={"title": "TRAVAIL"}))
    work_off()
    assert (document.title, document.filed_label) == ("TRAVAIL", "ATTESTATIONS EMPLOI")
    assert operations.label_of_its_time(document) == "ATTESTATIONS EMPLOI"
    assert found(Title="travail") == found(SearchableText="travail") == [document.UID()]


def test_a_document_filed_before_labels_were_kept_keeps_the_one_it_had(world, accepted):
    document = world.document(world.dossier(), TYPE)
    document.filed_label = None
    accepted(Change("change", "DocumentType", TYPE, after={"title": "TRAVAIL"}))
    work_off()
    assert document.filed_label == "ATTESTATIONS EMPLOI"


def test_the_name_of_an_inventory_entry_is_that_of_its_documents_alone(world, accepted):
    dossier = world.dossier()
    contract = world.document(dossier, TYPE, document_kind=KIND)
    other = world.document(dossier, TYPE)
    accepted(Change("change", "DocumentKind", KIND, after={"title": "Contrat"}))
    work_off()
    assert (contract.title, other.title) == ("Contrat", "ATTESTATIONS EMPLOI")


# merges


def test_merging_a_type_moves_its_documents_and_raises_nothing(world, accepted):
    dossier = world.dossier()
    document = world.document(dossier, TYPE, document_kind=KIND)
    before = raised(dossier)
    proposal = accepted(Change("merge", "DocumentType", TYPE, into=OTHER))
    assert governance.progress(proposal) == governance.Progress(0, 1)
    work_off()
    assert (document.document_type, document.document_kind) == (OTHER, KIND)
    assert document.filed_label == document.title == "Contrat de travail"
    assert found(document_type=OTHER) == [document.UID()] and found(document_type=TYPE) == []
    assert governance.progress(proposal) == governance.Progress(1, 1)
    modified(document)
    assert raised(dossier) == before


def test_merging_a_type_takes_its_inventory_along(world, accepted):
    kinds = {term.id for term in thesaurus.kinds(TYPE)}
    accepted(Change("merge", "DocumentType", TYPE, into=OTHER))
    assert {term.id for term in thesaurus.kinds(OTHER)} == kinds
    assert thesaurus.kinds(TYPE) == []


def test_merging_an_entry_into_one_of_another_type_moves_the_type_too(world, accepted):
    document = world.document(world.dossier(), TYPE, document_kind=KIND)
    into = "acte-de-mariage"
    accepted(Change("merge", "DocumentKind", KIND, into=into))
    work_off()
    assert (document.document_type, document.document_kind) == ("attestations-etat-civil", into)
    assert operations.label_of_its_time(document) == "Contrat de travail"


def test_moving_an_entry_moves_its_documents_and_raises_nothing(world, accepted):
    dossier = world.dossier()
    document = world.document(dossier, TYPE, document_kind=KIND)
    before = raised(dossier)
    proposal = accepted(Change("move", "DocumentKind", KIND, parent=OTHER))
    assert governance.progress(proposal) == governance.Progress(0, 1)
    work_off()
    assert document.document_type == OTHER
    modified(document)
    assert raised(dossier) == before
    assert governance.progress(proposal) == governance.Progress(1, 1)


def test_a_document_touched_before_its_turn_is_not_taken_for_reclassified(world, accepted):
    dossier = world.dossier()
    document = world.document(dossier, TYPE)
    before = raised(dossier)
    accepted(Change("merge", "DocumentType", TYPE, into=OTHER))
    modified(document)
    work_off()
    modified(document)
    assert raised(dossier) == before and document.document_type == OTHER


def test_following_again_changes_nothing(world, accepted):
    document = world.document(world.dossier(), TYPE)
    accepted(Change("merge", "DocumentType", TYPE, into=OTHER))
    work_off()
    from farde.document.following import follow

    assert not follow(document)


def test_what_a_killed_worker_left_the_next_one_does(world, accepted, monkeypatch):
    dossier = world.dossier()
    filed = [world.document(dossier, TYPE) for _ in range(3)]
    proposal = accepted(Change("merge", "DocumentType", TYPE, into=OTHER))
    left = [True, False]

    def killed_at_the_second(step):
        if not left.pop(0):
            raise SystemExit
        return step()

    monkeypatch.setattr("farde.document.following._BATCH", 1)
    monkeypatch.setattr("farde.document.following.committing", killed_at_the_second)
    with pytest.raises(SystemExit):
        work_off()
    assert governance.progress(proposal) == governance.Progress(1, 3)
    monkeypatch.setattr("farde.document.following.committing", lambda step: step())
    work_off()
    assert {one.document_type for one in filed} == {OTHER}
    assert governance.progress(proposal) == governance.Progress(3, 3)


# the old identifier


def test_what_is_filed_under_an_old_slug_lies_under_the_present_term(world, accepted):
    accepted(Change("merge", "DocumentType", TYPE, into=OTHER))
    profile = parse_profile({"document_type": TYPE, "received_on": DAY})
    assert profile.document_type == OTHER
    profile = parse_profile({"document_type": TYPE, "document_kind": KIND, "received_on": DAY})
    assert (profile.document_type, profile.document_kind) == (OTHER, KIND)
    document = world.document(world.dossier(), TYPE)
    assert document.document_type == OTHER


def test_what_is_filed_under_an_old_entry_lies_under_the_present_one(world, accepted):
    accepted(Change("merge", "DocumentKind", KIND, into="acte-de-mariage"))
    profile = parse_profile({"document_type": TYPE, "document_kind": KIND, "received_on": DAY})
    assert (profile.document_type, profile.document_kind) == (
        "attestations-etat-civil",
        "acte-de-mariage",
    )


def test_a_chain_of_merges_leads_to_its_end(world, accepted):
    document = world.document(world.dossier(), TYPE)
    accepted(Change("merge", "DocumentType", TYPE, into=OTHER))
    accepted(Change("merge", "DocumentType", OTHER, into="attestations-amu"))
    work_off()
    assert document.document_type == "attestations-amu"
    assert thesaurus.resolve("DocumentType", TYPE).id == "attestations-amu"
    assert set(thesaurus.aliases("DocumentType", OTHER)) == {TYPE, OTHER, "attestations-amu"}


def test_a_document_filed_in_the_moment_of_a_merge_is_found_later(world, accepted):
    dossier = world.dossier()
    accepted(Change("merge", "DocumentKind", KIND, into="acte-de-mariage"))
    work_off()
    document = world.document(dossier)
    document.document_kind = KIND
    document.reindexObject(idxs=["document_kind"])
    FollowLatecomers()("site")
    work_off()
    assert document.document_kind == "acte-de-mariage"
    FollowLatecomers()("site")
    assert not [key for key in outbox.waiting() if key.startswith(TASK)]
