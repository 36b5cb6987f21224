"""Whatever is done with a document, in any order: one open item per action and generation.

None is missing, none is there twice, and none that somebody touched is lost.
"""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from zope.event import notify
from zope.lifecycleevent import modified

from farde.core.errors import Refusal
from farde.document import operations as documents
from farde.document.events import DocumentFiled
from farde.routing import operations as routing
from farde.tickets import operations as tickets

SIGNAL, TICKET, OTHER_SIGNAL = (
    "attestations-emploi",
    "factures-charges-medicales",
    "attestations-residence",
)
RAISED = {SIGNAL: ("Signal", "emitted"), TICKET: ("Ticket", "created")}
RAISED[OTHER_SIGNAL] = RAISED[SIGNAL]
CANCELLED = {"emitted": "cancelled", "created": "cancelled"}
types, directions = st.sampled_from(sorted(RAISED)), st.sampled_from(["incoming", "outgoing"])
STEPS = st.one_of(
    st.tuples(st.just("reclassify"), types, directions),
    st.tuples(st.just("change by another door"), types, directions),
    st.sampled_from([("tell again",), ("run again",), ("save",), ("re-index",)]),
    st.sampled_from([("read",), ("take",), ("finish",), ("cancel",)]),
)


class Life:
    """A document, and the plainest account of what should be open for it."""

    def __init__(self, world) -> None:
        self.world = world
        self.document = world.document(world.dossier(niss=""), SIGNAL)
        self.items = [RAISED[SIGNAL]]

    def do(self, name: str, *given: str) -> None:
        getattr(self, name.replace(" ", "_").replace("-", "_"))(*given)

    def found(self) -> list[tuple[str, str]]:
        brains = tickets.followups(self.document)
        return sorted((brain.portal_type, brain.review_state) for brain in brains)

    def reclassify(self, type_id: str, direction: str) -> None:
        changed = self._changes(type_id, direction)
        try:
            documents.reclassify(
                self.document, {"document_type": type_id, "direction": direction}, "Erreur"
            )
        except Refusal:
            assert not changed
        self._follow(changed)

    def change_by_another_door(self, type_id: str, direction: str) -> None:
        changed = self._changes(type_id, direction)
        self.document.document_type, self.document.direction = type_id, direction
        modified(self.document)
        self._follow(changed)

    def tell_again(self) -> None:
        notify(DocumentFiled(self.document))

    def run_again(self) -> None:
        routing.run_rules(self.document)

    def save(self) -> None:
        modified(self.document)

    def re_index(self) -> None:
        self.document.reindexObject()

    def read(self) -> None:
        self._answer("Signal", ["emitted"], "read", tickets.read_signal)

    def take(self) -> None:
        self._answer("Ticket", ["created"], "in_progress", tickets.take)

    def finish(self) -> None:
        self._answer("Ticket", ["in_progress"], "done", lambda one: tickets.finish(one, "Fait"))

    def cancel(self) -> None:
        def verb(one):
            tickets.cancel(one, "Inutile")

        self._answer("Ticket", ["created", "in_progress"], "cancelled", verb, "supervisor1")

    def _answer(self, kind, states, after, verb, user="caseworker1") -> None:
        brains = [
            one
            for one in tickets.followups(self.document, review_state=states)
            if one.portal_type == kind
        ]
        if brains:
            with self.world.as_user(user):
                verb(brains[0]._unrestrictedGetObject())
            self.items.remove((kind, brains[0].review_state))
            self.items.append((kind, after))

    def _changes(self, type_id: str, direction: str) -> bool:
        said = (self.document.document_type, self.document.direction)
        return said != (type_id, direction)

    def _follow(self, changed: bool) -> None:
        if changed:
            self.items = [(kind, CANCELLED.get(state, state)) for kind, state in self.items]
            if self.document.direction == "incoming":
                self.items.append(RAISED[self.document.document_type])


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, max_size=12))
def test_any_sequence_leaves_one_open_item_per_action_and_generation(world, steps):
    life = Life(world)
    for step in steps:
        life.do(*step)
        assert life.found() == sorted(life.items), step
