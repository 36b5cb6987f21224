"""Pages are asked for again, and the new ones take the place of the old; no page is lost."""

from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from plone import api

from farde.capture import history, operations, sources, work
from farde.capture import plan as plans
from farde.capture.about import About
from farde.capture.errors import AlreadyFiled
from farde.capture.plan import Leaf, Page
from farde.capture.plan_errors import UnknownLeaf
from farde.capture.quality import operations as quality
from farde.capture.quality.errors import (
    NoFreshPages,
    NoPagesChosen,
    NotWaiting,
    ReasonlessReturn,
)
from farde.capture.quality.rescanning import replaced
from farde.demo.formats import as_pdf
from world import small_scan

WHY = "Bord coupé"


def stack(*words: str) -> bytes:
    return as_pdf([Image.open(BytesIO(small_scan(word))) for word in words], 150)


def prepared(data: bytes, name: str = "lot.pdf", **about: str):
    batch = operations.deposit(data, name, about=About(**about))
    state = work.begin(batch)
    state.plan = work.planned(batch)
    state.stage = "suggested"
    operations.to_state(batch, "prepare")
    return batch


@pytest.fixture
def batch(world):
    return prepared(stack("Un", "Deux", "Trois"))


@pytest.fixture
def fresh(world):
    return prepared(small_scan("Deux, mieux"), "scan.png")


def ask(world, batch, *leaves: str) -> None:
    with world.as_user("scan1"):
        quality.ask_rescan(batch, [Leaf.parse(one) for one in leaves], WHY)


def test_the_deposit_waits_and_the_list_shows_what_for(world, batch):
    ask(world, batch, "s1-2")
    assert api.content.get_state(batch) == "awaiting"
    [one] = quality.open_rescans(batch)
    assert (one.leaves, one.reason, one.by) == (("s1-2",), WHY, "scan1")
    with world.as_user("scan1"):
        assert world.visible(capture_marks="rescan") == [batch.UID()]


def test_a_request_names_pages_and_a_reason(world, batch):
    with world.as_user("scan1"):
        with pytest.raises(NoPagesChosen):
            quality.ask_rescan(batch, [], WHY)
        with pytest.raises(ReasonlessReturn):
            quality.ask_rescan(batch, [Leaf("s1", 1)], " ")
        with pytest.raises(UnknownLeaf):
            quality.ask_rescan(batch, [Leaf("s1", 9)], WHY)
    assert api.content.get_state(batch) == "prepared"


def test_the_new_page_stands_where_the_old_one_was_and_the_old_one_is_put_aside(
    world, batch, fresh
):
    ask(world, batch, "s1-2")
    with world.as_user("scan1"):
        quality.replace(batch, fresh)
    plan = work.of(batch).plan
    assert [str(leaf) for leaf in plan.part("p1").leaves] == ["s1-1", "s2-1", "s1-3"]
    [aside] = plan.discarded
    assert (str(aside.page.leaf), aside.reason, aside.note) == ("s1-2", "rescanned", fresh.getId())
    assert (plan.pages_in, plan.pages_out) == (4, 3)
    assert sources.get(batch, "s2").file.data == small_scan("Deux, mieux")


def test_the_deposit_is_prepared_again_and_waits_no_longer(world, batch, fresh):
    ask(world, batch, "s1-2")
    with world.as_user("scan1"):
        quality.replace(batch, fresh)
        assert world.visible(capture_marks="rescan") == []
    assert api.content.get_state(batch) == "received"
    assert work.of(batch).stage == "converted"
    assert "rescanned" in [note.what for note in history.of(batch)]


def test_the_new_deposit_keeps_its_trace_alone_and_its_count(world, batch, fresh):
    ask(world, batch, "s1-2")
    with world.as_user("scan1"):
        quality.replace(batch, fresh)
    assert api.content.get_state(fresh) == "discarded"
    assert sources.of(fresh) == ()
    plan = work.of(fresh).plan
    assert (plan.pages_in, plan.pages_out, len(plan.discarded)) == (1, 0, 1)
    assert fresh.sha256 in sources.digests(fresh)


def test_a_deposit_that_says_what_it_replaces_comes_to_it_by_itself(world, batch):
    ask(world, batch, "s1-2")
    fresh = prepared(small_scan("Deux, mieux"), "scan.png", replaces=batch.getId())
    with world.as_user("scan1"):
        assert quality.join(fresh)
    assert [str(one) for one in work.of(batch).plan.part("p1").leaves][1] == "s2-1"


@pytest.mark.parametrize("replaces", ["", "b-nothing", "self"])
def test_one_that_nothing_waits_for_stays_a_deposit_of_its_own(world, batch, replaces):
    known = batch.getId() if replaces == "self" else replaces
    fresh = prepared(small_scan("Autre"), "scan.png", replaces=known)
    with world.as_user("scan1"):
        assert not quality.join(fresh)
    assert api.content.get_state(fresh) == "prepared" and sources.of(fresh)


def test_a_new_scan_of_what_does_not_wait_is_refused(world, batch, fresh):
    with world.as_user("scan1"), pytest.raises(NotWaiting):
        quality.replace(batch, fresh)


def test_a_deposit_does_not_replace_itself(world, batch):
    ask(world, batch, "s1-2")
    with world.as_user("scan1"), pytest.raises(NoFreshPages):
        quality.replace(batch, batch)


def test_who_can_do_without_keeps_the_pages(world, batch):
    ask(world, batch, "s1-2")
    with world.as_user("scan1"):
        quality.withdraw(batch)
        with pytest.raises(NotWaiting):
            quality.withdraw(batch)
    assert api.content.get_state(batch) == "received"
    assert len(work.of(batch).plan.part("p1").pages) == 3


def test_what_is_filed_is_not_scanned_again(world, batch):
    operations.to_state(batch, "discard")
    with world.as_user("scan1"), pytest.raises(AlreadyFiled):
        quality.ask_rescan(batch, [Leaf("s1", 1)], WHY)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(1, 6).flatmap(
        lambda n: st.tuples(st.just(n), st.sets(st.integers(1, n), min_size=1), st.integers(1, 4))
    ),
    st.booleans(),
)
def test_whatever_is_replaced_every_page_stays_in_one_place(case, apart):
    count, again, new = case
    plan = plans.begin(Leaf("s1", number) for number in range(1, count + 1))
    old = [Leaf("s1", number) for number in sorted(again)]
    pages = [Page(Leaf("s2", number)) for number in range(1, new + 1)]
    after = replaced(plan, old, pages, "b-1", apart)
    assert sorted(after.leaves()) == sorted(plan.leaves() + [page.leaf for page in pages])
    assert {one.page.leaf for one in after.discarded} == set(old)
    assert after.pages_in == after.pages_out + len(after.discarded)
