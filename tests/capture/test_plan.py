"""The pages of a deposit: whatever is done with them, none is lost and none is doubled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from farde.capture import plan as plans
from farde.capture.plan import Leaf
from farde.capture.plan_errors import ClosedPart, NothingToCut, UnknownLeaf, UnknownReason
from farde.core.errors import Refusal


def leaves(*counts: int) -> list[Leaf]:
    return [
        Leaf(f"s{source}", number)
        for source, count in enumerate(counts, start=1)
        for number in range(1, count + 1)
    ]


def shape(plan: plans.Plan) -> list[str]:
    return [" ".join(map(str, part.leaves)) for part in plan.parts]


def test_each_source_begins_as_one_document():
    assert shape(plans.begin(leaves(2, 1))) == ["s1-1 s1-2", "s2-1"]


def test_a_cut_makes_two_documents_that_merging_makes_one_again():
    plan = plans.cut(plans.begin(leaves(3)), "p1", 1)
    assert shape(plan) == ["s1-1", "s1-2 s1-3"]
    assert shape(plans.merge(plan, ["p2", "p1"])) == ["s1-1 s1-2 s1-3"]


@pytest.mark.parametrize("at", [0, 3, -1])
def test_there_is_nothing_to_cut_at_an_edge(at):
    with pytest.raises(NothingToCut):
        plans.cut(plans.begin(leaves(3)), "p1", at)


def test_a_page_moves_into_another_document_at_its_place():
    plan = plans.move(plans.begin(leaves(2, 2)), [Leaf("s1", 2)], "p2", 1)
    assert shape(plan) == ["s1-1", "s2-1 s1-2 s2-2"]


def test_a_document_without_pages_is_none():
    plan = plans.move(plans.begin(leaves(1, 1)), [Leaf("s1", 1)], "p2", 0)
    assert shape(plan) == ["s1-1 s2-1"]


def test_pages_are_reordered_within_their_document():
    plan = plans.move(plans.begin(leaves(3)), leaves(3)[2:], "p1", 0)
    assert shape(plan) == ["s1-3 s1-1 s1-2"]


def test_pages_set_apart_follow_the_document_they_came_from():
    plan = plans.set_apart(plans.begin(leaves(3, 1)), [Leaf("s1", 2)])
    assert shape(plan) == ["s1-1 s1-3", "s1-2", "s2-1"]


def test_a_discarded_page_comes_back_to_where_it_lay():
    plan = plans.discard(plans.begin(leaves(3)), [Leaf("s1", 2)], "blank")
    assert shape(plan) == ["s1-1 s1-3"] and plan.pages_out == 2
    assert shape(plans.restore(plan, [Leaf("s1", 2)])) == ["s1-1 s1-2 s1-3"]


def test_a_page_is_discarded_for_a_known_reason():
    with pytest.raises(UnknownReason):
        plans.discard(plans.begin(leaves(1)), leaves(1), "ennuyeuse")


def test_all_pages_may_be_discarded_and_come_back():
    plan = plans.discard(plans.begin(leaves(2)), leaves(2), "other", "photo floue")
    assert not plan.parts
    assert shape(plans.restore(plan, leaves(2))) == ["s1-1 s1-2"]


def test_four_quarter_turns_leave_a_page_as_it_was():
    plan = plans.begin(leaves(1))
    for _quarter in range(4):
        plan = plans.turn(plan, leaves(1), 90)
    assert plan == plans.begin(leaves(1))


def test_what_is_filed_stays_as_it_is():
    plan = plans.close(plans.begin(leaves(2)), "p1")
    for verb in (
        lambda: plans.cut(plan, "p1", 1),
        lambda: plans.turn(plan, leaves(1), 90),
        lambda: plans.discard(plan, leaves(1), "blank"),
        lambda: plans.close(plan, "p1"),
    ):
        with pytest.raises(ClosedPart):
            verb()


@given(st.text(alphabet="s1-3 -x", max_size=6))
def test_a_leaf_is_read_as_written_or_refused(text):
    try:
        leaf = Leaf.parse(text)
    except UnknownLeaf:
        return
    assert Leaf.parse(str(leaf)) == leaf


class Desk(RuleBasedStateMachine):
    """Any sequence of what can be done at the desk."""

    @initialize(counts=st.lists(st.integers(1, 5), min_size=1, max_size=3))
    def deposit(self, counts):
        self.came = leaves(*counts)
        self.plan = plans.begin(self.came)

    def try_(self, verb, *arguments):
        try:
            self.plan = verb(self.plan, *arguments)
        except Refusal:
            return

    def some(self, data):
        return data.draw(st.lists(st.sampled_from(self.came), min_size=1, max_size=4))

    def a_part(self, data):
        return data.draw(st.sampled_from([part.id for part in self.plan.parts] or ["p0"]))

    @rule(data=st.data(), at=st.integers(-1, 6))
    def cut(self, data, at):
        self.try_(plans.cut, self.a_part(data), at)

    @rule(data=st.data())
    def merge(self, data):
        self.try_(plans.merge, [self.a_part(data), self.a_part(data)])

    @rule(data=st.data(), at=st.integers(-1, 6))
    def move(self, data, at):
        self.try_(plans.move, self.some(data), self.a_part(data), at)

    @rule(data=st.data())
    def set_apart(self, data):
        self.try_(plans.set_apart, self.some(data))

    @rule(data=st.data(), degrees=st.sampled_from([90, 180, 270, -90, 45]))
    def turn(self, data, degrees):
        self.try_(plans.turn, self.some(data), degrees)

    @rule(data=st.data(), reason=st.sampled_from([*plans.REASONS, "x"]))
    def discard(self, data, reason):
        self.try_(plans.discard, self.some(data), reason)

    @rule(data=st.data(), named=st.booleans())
    def restore(self, data, named):
        self.try_(plans.restore, self.some(data), self.a_part(data) if named else "")

    @rule(data=st.data())
    def close(self, data):
        self.try_(plans.close, self.a_part(data))

    @invariant()
    def pages_in_are_pages_out_and_discarded(self):
        assert sorted(self.plan.leaves()) == sorted(self.came)
        assert self.plan.pages_in == self.plan.pages_out + len(self.plan.discarded)

    @invariant()
    def no_document_is_empty_and_no_two_are_one(self):
        assert all(part.pages for part in self.plan.parts)
        assert len({part.id for part in self.plan.parts}) == len(self.plan.parts)


TestDesk = Desk.TestCase
