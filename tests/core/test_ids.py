"""Identifiers say nothing, and the same fact has the same one."""

import re

from hypothesis import given
from hypothesis import strategies as st

from farde.core.ids import derived_id, opaque_id

parts = st.lists(st.text(max_size=6), max_size=4)
tricky = st.lists(st.text(alphabet='a\x1f,"\\\\', max_size=3), max_size=4)


@given(parts | tricky, parts | tricky)
def test_derived_ids_are_equal_just_when_their_parts_are(one, other):
    assert (derived_id("t", *one) == derived_id("t", *other)) == (one == other)


def test_parts_that_read_alike_when_joined_are_told_apart():
    assert derived_id("t", "a\x1fb") != derived_id("t", "a", "b")
    assert derived_id("t") != derived_id("t", "")


@given(parts)
def test_a_derived_id_shows_nothing_of_its_parts(given_parts):
    assert re.fullmatch(r"ticket-[0-9a-f]{20}", derived_id("ticket", *given_parts))


def test_the_kind_stands_before_the_id():
    assert derived_id("signal", "row-01") != derived_id("ticket", "row-01")


def test_random_ids_do_not_meet():
    drawn = {opaque_id("d") for _ in range(2000)}
    assert len(drawn) == 2000
    assert all(re.fullmatch(r"d-[2-9a-hjkmnp-z]{12}", one) for one in drawn)
