"""Whatever is proposed, decided and filed, in any order: nothing is lost, nobody decides alone."""

from contextlib import contextmanager, suppress

import pytest
import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from Products.CMFCore.indexing import getQueue

from farde.core import outbox
from farde.core.background import forget_searches
from farde.core.errors import Refusal, Refusals
from farde.document import terms
from farde.document.following import TASK, FollowTerm
from farde.document.profile import parse_profile
from farde.thesaurus import governance, proposals
from farde.thesaurus import operations as thesaurus
from farde.thesaurus.changes import Change
from farde.thesaurus.terms import LEVELS

TYPES = ("attestations-emploi", "attestations-etat-civil", "attestations-amu", "avis")
ENTRIES = ("contrat-de-travail", "acte-de-mariage", "acte-de-naissance", "avis-fiscal")
PEOPLE = ("spoc1", "records1", "records2")
DAY = "2026-03-02"

types, entries, people = (st.sampled_from(names) for names in (TYPES, ENTRIES, PEOPLE))
either = st.one_of(
    st.tuples(st.just("DocumentType"), types), st.tuples(st.just("DocumentKind"), entries)
)
changes = st.one_of(
    st.builds(
        lambda slug: Change("create", LEVELS[1], slug, "social", after={"title": slug}), types
    ),
    st.builds(
        lambda slug, parent: Change("create", LEVELS[2], slug, parent, after={"title": slug}),
        entries,
        types,
    ),
    st.builds(lambda one, into: Change("merge", LEVELS[1], one, into=into), types, types),
    st.builds(lambda one, into: Change("merge", LEVELS[2], one, into=into), entries, entries),
    st.builds(lambda one, parent: Change("move", LEVELS[2], one, parent), entries, types),
    st.builds(lambda one, label: Change("change", *one, after={"title": label}), either, entries),
    st.builds(
        lambda kind, one: Change(kind, *one),
        st.sampled_from(["retire", "restore", "delete"]),
        either,
    ),
)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("propose"), people, st.lists(changes, min_size=1, max_size=3)),
        st.tuples(st.just("settle"), people, changes),
        st.tuples(st.just("settle"), people, changes),
        st.tuples(
            st.just("decide"), people, st.sampled_from(["accept", "refuse", "withdraw"]), st.just(0)
        ),
        st.tuples(st.just("file"), types, st.none() | entries),
        st.tuples(st.just("work")),
    ),
    max_size=14,
)


class Desk:
    """A thesaurus with those who keep it, the documents filed under it, and all that was."""

    def __init__(self, world) -> None:
        self.world = world
        self.dossier = world.dossier(niss="")
        self.named: dict[str, tuple[str, str | None]] = {}
        self.documents = {}
        for type_id, kind_id in (("attestations-emploi", "contrat-de-travail"), (TYPES[2], None)):
            self.file(type_id, kind_id)

    def propose(self, who, wanted):
        with self.world.as_user(who), suppress(Refusals):
            governance.propose(wanted, "Parce que.")

    def settle(self, who, change):
        """Propose and accept at once, as two people do."""
        with self.world.as_user(who), suppress(Refusals):
            proposal = governance.propose([change], "Parce que.")
            other = "records2" if who == "records1" else "records1"
            with self.world.as_user(other):
                governance.accept(proposal.id)

    def decide(self, who, verb, place):
        waiting = governance.pending()
        if waiting:
            given = (waiting[place].id,) if verb == "withdraw" else (waiting[place].id, "Vu.")
            with self.world.as_user(who), suppress(Refusal):
                getattr(governance, verb)(*given)

    def file(self, type_id, kind_id):
        raw = {"document_type": type_id, "document_kind": kind_id, "received_on": DAY}
        if len(self.documents) == 4:
            return
        with suppress(Refusals):
            profile = parse_profile(raw)
            document = self.world.document(
                self.dossier, profile.document_type, document_kind=profile.document_kind
            )
            self.documents[document.UID()] = document
            self.named[document.UID()] = (profile.document_type, profile.document_kind)

    def work(self):
        for key in [key for key in outbox.waiting() if key.startswith(TASK)]:
            FollowTerm()(key.partition(":")[2])
            outbox.discard(key)


def assert_nothing_is_lost(desk: Desk) -> None:
    for uid, document in desk.documents.items():
        filed_type, filed_kind = desk.named[uid]
        kind = thesaurus.resolve(LEVELS[2], filed_kind) if filed_kind else None
        expected = kind.parent if kind else thesaurus.resolve(LEVELS[1], filed_type).id
        present = terms.present(document.document_type, document.document_kind)
        assert present == (expected, kind.id if kind else None)
        for level, slug in zip(LEVELS[1:], present, strict=True):
            term = thesaurus.term(level, slug) if slug else None
            assert slug is None or (term is not None and not term.merged_into)


def assert_nobody_decided_alone() -> None:
    for one in proposals.everything():
        if one.state == proposals.ACCEPTED:
            assert one.author != one.decided_by and one.why


@contextmanager
def undone():
    """Undo what happens inside, also what the catalogue had found and was still to write."""
    before = transaction.savepoint()
    try:
        yield
    finally:
        before.rollback()
        getQueue().clear()
        forget_searches()


@pytest.fixture
def single_transaction(monkeypatch):
    monkeypatch.setattr("farde.document.following.committing", lambda step: step())


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],
)
@given(steps)
def test_every_slug_stays_resolvable_and_every_document_classified(
    world, single_transaction, happened
):
    with undone():
        desk = Desk(world)
        for verb, *given_ in happened:
            getattr(desk, verb)(*given_)
            assert_nothing_is_lost(desk)
            assert_nobody_decided_alone()
        desk.work()
        for document in desk.documents.values():
            shown = (document.document_type, document.document_kind)
            assert shown == terms.present(*shown)
        assert all(
            governance.progress(one).done == governance.progress(one).total
            for one in proposals.everything()
        )
