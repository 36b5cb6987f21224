"""Days are read as browsers send them, and begin and end at midnight in Brussels."""

import pytest

from farde.core import days


@pytest.mark.parametrize("text", ["", None, "hier", "31/03/2026", "0001-01-01", "9999-12-31"])
def test_what_is_no_day_or_has_no_end_in_the_calendar_is_not_read(text):
    assert days.parsed_day(text) is None


@pytest.mark.parametrize("text", ["0001-01-02", "2026-03-29", "9999-12-30"])
def test_every_day_that_is_read_has_a_beginning_and_an_end(text):
    day = days.parsed_day(text)
    assert days.last_before(days.end_of(day)) == day
    assert days.start_of(day) < days.end_of(day)
