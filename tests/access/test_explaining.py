"""An explanation says what Plone itself answers, for everybody, whatever came before.

Histories of a dossier are made up and lived; then each persona is tried on each object.
"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import transaction
from freezegun import freeze_time
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from plone import api
from zope.annotation.interfaces import IAnnotations

from farde.access import causes, explaining, protection
from farde.access import operations as access
from farde.access.explaining import ALL, TYPES
from farde.access.matrix import Matrix
from farde.access.roles import rights
from farde.access.teams import with_supervision
from farde.access.why import facts, operations
from farde.core import clock
from farde.document import bundles, notes
from farde.dossier import holders
from farde.setuphandlers import table
from farde.thesaurus import operations as thesaurus
from farde.tickets import operations as tickets

PEOPLE = [row["utilisateur"] for row in table("demo", "users.csv")]
#: What lies in the dossier: (type, class); the payments read the first type.
PAPERS = [
    (type_id, class_)
    for type_id in ("attestations-ressources", "attestations-emploi")
    for class_ in ("c0", "c1", "c2", "c3")
]
SERVICES = ("payments", "legal", "referents", "bcss")

people, services = st.sampled_from(PEOPLE), st.sampled_from(SERVICES)
caseworkers = st.sampled_from(["caseworker1", "caseworker2"])
papers, days = st.integers(0, len(PAPERS) - 1), st.integers(1, 40)
events = st.one_of(
    st.tuples(st.just("transfer"), caseworkers),
    st.tuples(st.just("plan"), caseworkers, days),
    st.tuples(st.just("ticket"), services, papers),
    st.tuples(st.just("signal"), services, papers),
    st.tuples(st.just("settle"), st.sampled_from(["take", "cancel"])),
    st.tuples(st.just("refer"), st.sampled_from(["referent1", ""])),
    st.tuples(st.just("absence"), caseworkers, caseworkers, days),
    st.tuples(st.just("name"), people, days),
    st.tuples(st.just("deny"), people),
    st.tuples(st.just("undeny"), people),
    st.tuples(st.just("protect"), st.lists(people, max_size=2)),
    st.tuples(st.just("unprotect")),
    st.tuples(st.just("state"), st.sampled_from(["freeze", "unfreeze", "close", "reopen"])),
    st.tuples(st.just("bundle"), st.lists(st.integers(0, 5), max_size=3), days),
    st.tuples(st.just("show")),
    st.tuples(st.just("wait"), st.integers(1, 250)),
)


class History:
    """A dossier with its papers, and what can happen to it."""

    def __init__(self, world) -> None:
        self.world, self.waited = world, timedelta()
        self.dossier = world.dossier(niss="")
        with world.as_user("scan1"):
            self.papers = [
                world.document(self.dossier, type_id, confidentiality=class_)
                for type_id, class_ in PAPERS
            ]
        self.uid = self.dossier.UID()
        self.contents = (self.dossier, *self.papers)

    def live(self, name: str, *given) -> None:
        getattr(self, name)(*given)

    def transfer(self, user):
        holders.assign_caseworker(self.uid, user)

    def plan(self, user, day):
        holders.assign_caseworker(self.uid, user, clock.now() + timedelta(days=day))

    def ticket(self, service, paper):
        tickets.raise_ticket(self.papers[paper], f"service:{service}", f"t-{service}-{paper}")

    def signal(self, service, paper):
        tickets.raise_signal(self.papers[paper], f"service:{service}", f"s-{service}-{paper}")

    def settle(self, transition):
        for followup in self.dossier.objectValues():
            if getattr(followup, "assignee_role", "") and api.content.get_state(followup) in (
                "created",
                "in_progress",
            ):
                with api.env.adopt_roles(["Case Supervisor", "Ticket Worker"]):
                    if transition == "take":
                        tickets.finish(followup, "Fait")
                    else:
                        api.content.transition(followup, "cancel", comment="Erreur")
                return

    def refer(self, user):
        holders.assign_referent(self.uid, user)

    def absence(self, absent, stand_in, length):
        if absent != stand_in:
            end = clock.now() + timedelta(days=length)
            access.note_absence(absent, stand_in, clock.now(), end)

    def name(self, user, length):
        protection.name_reader(self.uid, user, clock.now() + timedelta(days=length))

    def deny(self, user):
        protection.deny(self.uid, user)

    def undeny(self, user):
        protection.undeny(self.uid, user)

    def protect(self, named):
        protection.protect(self.uid, named)

    def unprotect(self):
        protection.unprotect(self.uid)

    def state(self, transition):
        workflow = api.portal.get_tool("portal_workflow")
        with api.env.adopt_roles(["Case Supervisor", "Case Counsel"]):
            known = [t["id"] for t in workflow.getTransitionsFor(self.dossier)]
            if transition in known:
                workflow.doActionFor(self.dossier, transition)

    def bundle(self, chosen, length):
        pieces = [self.papers[one] for one in chosen if PAPERS[one][1] != "c3"]
        bundles.open_bundle(self.dossier, "seance", pieces, clock.now() + timedelta(days=length))

    def show(self):
        note = self.papers[3]
        author = notes.author(note)
        if author:
            with self.world.as_user(author):
                if "supervisor1" in notes.supervisors(note):
                    notes.share_note(note, "supervisor1")

    def wait(self, length):
        self.waited += timedelta(days=length)


@pytest.fixture
def history(world) -> History:
    """A dossier in which many histories are lived, each taken back before the next."""
    return History(world)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.generate],
)
@given(st.lists(events, max_size=12))
def test_what_is_explained_is_what_plone_answers(history, events):
    before, start = transaction.savepoint(), clock.now()
    history.waited = timedelta()
    for event in events:
        with freeze_time(start + history.waited):
            history.live(*event)
    IAnnotations(history.world.portal.REQUEST).clear()  # where local roles are remembered
    with freeze_time(start + history.waited):
        for user_id in PEOPLE:
            _explanations_are_true(history, user_id)
            _documents_are_those_of_the_matrix(history, user_id)
            _who_is_listed_sees(history, user_id)
    before.rollback()
    access.plugin().presence.remembered.clear()  # stamps that were taken back count again


def _explanations_are_true(history, user_id: str) -> None:
    for content in history.contents:
        found = explained(content, user_id)
        assert found.sees == sees(user_id, content), (user_id, content)
        assert bool(found.obstacles) != found.sees


def _documents_are_those_of_the_matrix(history, user_id: str) -> None:
    grounds = explained(history.dossier, user_id).grounds
    functions = [ground.function for ground in grounds]
    read = explaining.documents_read(functions, rights())
    services = {explaining.service_of(function) for function in functions}
    for content, (type_id, class_) in zip(history.papers, PAPERS, strict=True):
        concerned = bool(services & set(thesaurus.document_type(type_id).readers))
        if read[class_] == ALL or (read[class_] == TYPES and concerned):
            assert sees(user_id, content), (user_id, content)
        elif grounds:
            beside = {causes.kind_of(g.cause) for g in explained(content, user_id).grounds}
            assert beside <= {"bundle", "author", "grant"}, (user_id, content)


def _who_is_listed_sees(history, user_id: str) -> None:
    kept_out = user_id in access.limits().denied(history.uid)
    mine = {user_id, *with_supervision(access.site_groups(user_id))}
    for content in history.contents:
        listed = {one.principal for one in operations.insights(content)}
        expected = bool(mine & listed) and not kept_out
        assert sees(user_id, content) == expected, (user_id, content)


def sees(user_id: str, content) -> bool:
    """Ask Plone."""
    user = api.portal.get().acl_users.getUserById(user_id)
    return bool(user.has_permission("View", content))


def explained(content, user_id: str) -> explaining.Explanation:
    """Explain without regard to who asks."""
    return explaining.explain(
        facts.someone(user_id),
        operations._held(user_id),
        facts.place_of(content),
        limits=access.limits(),
        table=rights(),
        at=clock.now(),
    )


def test_what_one_may_not_learn_is_told_as_nothing_at_all():
    kept_out = explaining.Explanation((), (explaining.Obstacle(explaining.DENIED),))
    nothing = explaining.Explanation((), (explaining.Obstacle(explaining.NONE),))
    assert kept_out.discreet() == nothing == nothing.discreet()


def test_a_role_given_by_hand_is_told_as_such():
    someone = explaining.Someone("legal1", frozenset({"legal"}), frozenset({"Editor"}))
    place = explaining.Place("dossier", "d1", frozenset({"legal"}), frozenset({"Editor"}))
    limits = SimpleNamespace(denied=lambda uid: set(), named=lambda uid: None)
    found = explaining.explain(someone, [], place, limits=limits, table=Matrix(), at=clock.now())
    assert [(g.cause, g.principal) for g in found.grounds] == [
        ("direct", "legal"),
        ("direct", "Editor"),
    ]
