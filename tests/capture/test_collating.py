"""A stack of two-sided sheets, scanned first from the one side and then from the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farde.capture.cutting import propose
from farde.capture.cutting.collate import collate
from farde.capture.cutting.errors import UnequalStacks, UnknownOrder
from farde.capture.looking import PATCH_T, Code, Sight
from farde.capture.plan import Leaf, begin, close, discard, turn
from farde.capture.plan_errors import ClosedPart

PAGE, BLANK = Sight((), 0.05, False, ""), Sight((), 0.0, True, "")
PATCH = Sight((Code(PATCH_T, "", 0, 0.5, 0.1),), 0.05, False, "")


def scanned(fronts, backs):
    sides = [("s1", number) for number in range(1, fronts + 1)]
    return begin(Leaf(*one) for one in [*sides, *(("s2", n) for n in range(1, backs + 1))])


def order(plan):
    return [str(leaf) for leaf in plan.parts[0].leaves]


def test_the_last_sheet_comes_first_when_the_whole_stack_was_turned_over():
    plan = collate(scanned(3, 3), "p1", "p2")
    assert order(plan) == ["s1-1", "s2-3", "s1-2", "s2-2", "s1-3", "s2-1"]
    assert len(plan.parts) == 1


def test_backs_may_lie_as_the_fronts_do():
    plan = collate(scanned(2, 2), "p1", "p2", "same")
    assert order(plan) == ["s1-1", "s2-1", "s1-2", "s2-2"]


def test_the_backs_may_have_been_scanned_first():
    assert order(collate(scanned(2, 2), "p2", "p1")) == ["s2-1", "s1-2", "s2-2", "s1-1"]


def test_a_page_keeps_how_it_was_turned():
    plan = collate(turn(scanned(1, 1), [Leaf("s2", 1)], 180), "p1", "p2")
    assert [page.turn for page in plan.parts[0].pages] == [0, 180]


@pytest.mark.parametrize(("fronts", "backs"), [(3, 2), (1, 2)])
def test_stacks_of_unequal_height_are_refused_with_the_counts(fronts, backs):
    with pytest.raises(UnequalStacks) as refused:
        collate(scanned(fronts, backs), "p1", "p2")
    assert refused.value.mapping == {"fronts": fronts, "backs": backs}


def test_a_stack_is_not_its_own_back():
    with pytest.raises(UnequalStacks):
        collate(scanned(2, 2), "p1", "p1")


def test_backs_lie_in_one_of_two_orders():
    with pytest.raises(UnknownOrder):
        collate(scanned(2, 2), "p1", "p2", "shuffled")


def test_what_is_filed_is_not_collated():
    with pytest.raises(ClosedPart):
        collate(close(scanned(2, 2), "p2"), "p1", "p2")


@pytest.mark.parametrize(
    ("how", "found"),
    [
        ("reversed", ["s1-1", "s1-2", "s2-2", "s1-3", "s2-1"]),
        ("same", ["s1-1", "s2-1", "s1-2", "s1-3", "s2-3"]),
    ],
)
def test_a_blank_back_that_was_set_aside_still_counts_as_the_side_of_its_sheet(how, found):
    number = 3 if how == "reversed" else 2
    plan = discard(scanned(3, 3), [Leaf("s2", number)], "blank")
    laid = collate(plan, "p1", "p2", how)
    assert order(laid) == found
    assert laid.discarded == plan.discarded


@given(st.integers(1, 40), st.sampled_from(["reversed", "same"]))
def test_collating_loses_and_doubles_no_page(sheets, how):
    plan = scanned(sheets, sheets)
    assert sorted(collate(plan, "p1", "p2", how).leaves()) == sorted(plan.leaves())


def seen(fronts, backs):
    sides = (("s1", fronts), ("s2", backs))
    return [(Leaf(side, n), sight) for side, sights in sides for n, sight in enumerate(sights, 1)]


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("reversed", [["s1-1", "s2-2", "s1-2", "s2-1"]]),
        ("same", [["s1-1", "s2-1", "s1-2", "s2-2"]]),
        ("", [["s1-1", "s1-2"], ["s2-1", "s2-2"]]),
    ],
)
def test_both_sides_of_a_stack_are_proposed_sheet_by_sheet(order, found):
    proposed = propose(seen([PAGE, PAGE], [PAGE, PAGE]), sides=order).plan
    assert [[str(leaf) for leaf in part.leaves] for part in proposed.parts] == found


def test_two_sides_are_cut_at_the_separators_on_their_fronts():
    proposed = propose(seen([PAGE, PATCH, PAGE], [PAGE, BLANK, BLANK]), sides="reversed").plan
    assert [[str(leaf) for leaf in part.leaves] for part in proposed.parts] == [
        ["s1-1"],
        ["s1-3", "s2-1"],
    ]
    assert proposed.pages_in == 6


def test_sides_of_unequal_length_are_left_to_a_person():
    proposed = propose(seen([PAGE, PAGE], [PAGE]), sides="reversed").plan
    assert [len(part.pages) for part in proposed.parts] == [2, 1]
