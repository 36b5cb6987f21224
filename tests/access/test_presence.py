"""Who is in is what memberships, absences and limits say together, at every instant."""

from datetime import datetime, timedelta

import transaction
from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from ZODB.DB import DB
from ZODB.DemoStorage import DemoStorage

from farde.access.absences import Absence, Absences
from farde.access.causes import HOLDER
from farde.access.circles import Membership, Memberships, circle_id, dossier_of, function_of
from farde.access.limits import Limits
from farde.access.presence import Presence
from farde.access.stamps import Stamps
from farde.core.clock import CENTRE_TIME

START = datetime(2026, 3, 2, 8, tzinfo=CENTRE_TIME)
DOSSIERS = ("d1", "d2")
FUNCTIONS = ("caseworker", "service-legal", "reader")
CIRCLES = [circle_id(uid, function) for uid in DOSSIERS for function in FUNCTIONS]
PEOPLE = ("caseworker1", "caseworker2", "legal1")
GROUPS = {"caseworker1": (), "caseworker2": (), "legal1": ("legal",)}
CAUSES = (HOLDER, "ticket:1", "break-glass:1")

circles, people, causes = map(st.sampled_from, (CIRCLES, PEOPLE, CAUSES))
principals = st.sampled_from((*PEOPLE, "legal"))
dossiers, functions = st.sampled_from(DOSSIERS), st.sampled_from(FUNCTIONS)
hours = st.integers(-3, 12)
maybe = st.none() | hours


def at(hour: int | None) -> datetime | None:
    return None if hour is None else START + timedelta(hours=hour)


class Bookkeeping(RuleBasedStateMachine):
    """The registers, beside the plainest bookkeeping one can think of."""

    def __init__(self) -> None:
        super().__init__()
        self.memberships, self.absences, self.limits = Memberships(), Absences(), Limits()
        self.presence = Presence(self.memberships, self.absences, self.limits)
        self.given: dict = {}
        self.away: dict = {}
        self.denied, self.named, self.narrowed = set(), {}, {}
        self.now = START

    @rule(circle=circles, who=principals, cause=causes, since=maybe, until=maybe)
    def give(self, circle, who, cause, since, until):
        member = Membership(circle, who, cause, at(until), at(since))
        self.memberships.grant(member)
        self.given[circle, who, cause, member.since] = member

    @rule(circle=circles, who=st.none() | principals, cause=causes)
    def end(self, circle, who, cause):
        self.memberships.revoke(circle, cause, who)
        for key in [k for k in self.given if (k[0], k[2]) == (circle, cause)]:
            if who in (None, key[1]):
                del self.given[key]

    @rule(absent=people, colleague=people, since=hours, length=st.integers(1, 6))
    def go_away(self, absent, colleague, since, length):
        absence = Absence(f"a{len(self.away)}", absent, colleague, at(since), at(since + length))
        self.absences.note(absence)
        self.away[absence.id] = absence

    @rule(number=st.integers(0, 5))
    def come_back(self, number):
        self.absences.forget(f"a{number}")
        self.away.pop(f"a{number}", None)

    @rule(uid=dossiers, who=people, keep_out=st.booleans())
    def keep_out(self, uid, who, keep_out):
        (self.limits.deny if keep_out else self.limits.undeny)(uid, who)
        (self.denied.add if keep_out else self.denied.discard)((uid, who))

    @rule(uid=dossiers, named=st.none() | st.sets(people))
    def protect(self, uid, named):
        if named is None:
            self.limits.unprotect(uid)
        else:
            self.limits.protect(uid, named)
        self.named[uid] = named

    @rule(
        uid=dossiers,
        opened=st.none() | st.sets(functions),
        since=hours,
        meanwhile=st.none() | st.sets(functions),
    )
    def narrow(self, uid, opened, since, meanwhile):
        if opened is None:
            self.limits.widen(uid)
        else:
            self.limits.narrow(uid, opened, at(since), meanwhile)
        self.narrowed[uid] = None if opened is None else (opened, at(since), meanwhile)

    @rule(hours=st.integers(0, 4))
    def wait(self, hours):
        self.now += timedelta(hours=hours)

    @invariant()
    def everybody_is_in_the_circles_of_their_live_causes_and_in_no_other(self):
        for who in PEOPLE:
            found = self.presence.circles_of(who, GROUPS[who], self.now)
            assert set(found) == self.expected(who)
            told = self.presence.causes(who, GROUPS[who], self.now)
            assert {member.circle for member in told} == self.expected(who)

    def expected(self, who: str) -> set[str]:
        mine = {who, *GROUPS[who]}
        away = {a.absent for a in self.away.values() if a.stand_in == who and a.live(self.now)}
        return {
            member.circle
            for member in self.given.values()
            if member.live(self.now)
            and (member.principal in mine or (member.cause == HOLDER and member.principal in away))
            and self.open(member.circle, who)
        }

    def open(self, circle: str, who: str) -> bool:
        uid = dossier_of(circle)
        named, narrowed = self.named.get(uid), self.narrowed.get(uid)
        if (uid, who) in self.denied or (named is not None and who not in named):
            return False
        if narrowed is None:
            return True
        opened = narrowed[2] if self.now < narrowed[1] else narrowed[0]
        return opened is None or function_of(circle) in opened


TestBookkeeping = Bookkeeping.TestCase
TestBookkeeping.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)

successions = st.lists(st.tuples(people, maybe.filter(lambda h: h is None or h >= 0)), max_size=8)


@settings(deadline=None)
@given(successions, st.integers(0, 12))
def test_one_person_holds_a_dossier_at_any_time_whatever_was_planned(history, hour):
    lookups = Memberships()
    circle = circle_id("d1", "caseworker")
    with freeze_time(START):
        plan = planned(lookups, circle, history)
    instant = at(hour)
    holders = {m.principal for m in lookups.of_circle(circle) if m.live(instant)}
    assert holders == {[who for begins, who in plan if begins <= instant][-1]}


def planned(lookups: Memberships, circle: str, history) -> list:
    """Carry out the successions; return who holds from when, by plain bookkeeping."""
    lookups.succeed(circle, HOLDER, ["caseworker1"])
    plan = [(START, "caseworker1")]
    for who, since in history:
        lookups.succeed(circle, HOLDER, [who], at(since))
        begins = at(since) or START
        plan = [] if since is None else [step for step in plan if step[0] < begins]
        plan.append((begins, who))
    return plan


def test_a_change_that_is_given_up_after_a_savepoint_is_not_taken_for_the_next_one():
    database = DB(DemoStorage())
    stamps = database.open().root()["stamps"] = Stamps()
    stamps.touch("limits")
    transaction.commit()
    marks = []
    for _attempt in range(2):
        stamps.touch("limits")
        transaction.savepoint()
        marks.append(stamps.mark("limits"))
        transaction.abort()
    assert marks == [None, None]
    assert stamps.mark("limits") is not None
    database.close()
