"""A delay counts the days on which the centre works."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plone import api

from farde.tickets import operations
from farde.tickets.deadlines import WorkingDays, after_working_days
from followups import SIGNAL_TYPE

BELGIUM = WorkingDays()

days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
delays = st.integers(0, 60)
centres = st.builds(WorkingDays, st.frozensets(days, max_size=20))
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),
        date(2026, 4, 6),  # Easter Monday
        date(2026, 5, 1),
        date(2026, 5, 14),  # Ascension
        date(2026, 5, 25),  # Whit Monday
        date(2026, 7, 21),
        date(2025, 8, 15),
        date(2027, 11, 1),
        date(2026, 11, 11),
        date(2026, 12, 25),
        date(2026, 3, 7),  # a Saturday
        date(2026, 3, 8),
    ],
)
def test_the_centre_is_closed_at_week_ends_and_on_the_ten_legal_holidays(day):
    assert not BELGIUM.are_on(day)


@pytest.mark.parametrize(
    "day", [date(2026, 4, 3), date(2026, 12, 24), date(2026, 12, 26) + timedelta(days=2)]
)
def test_good_friday_and_the_days_around_christmas_are_worked(day):
    assert BELGIUM.are_on(day)


@pytest.mark.parametrize(
    ("start", "delay", "end"),
    [
        (date(2026, 3, 2), 0, date(2026, 3, 2)),
        (date(2026, 4, 3), 1, date(2026, 4, 7)),  # over Easter Monday
        (date(2026, 4, 30), 1, date(2026, 5, 4)),  # over Labour Day and a week-end
        (date(2026, 7, 20), 1, date(2026, 7, 22)),
        (date(2026, 12, 24), 2, date(2026, 12, 29)),
    ],
)
def test_a_delay_goes_over_closed_days(start, delay, end):
    assert BELGIUM.after(start, delay) == end


@UNHURRIED
@given(centres, days, st.integers(1, 60))
def test_what_has_a_delay_is_never_due_on_a_closed_day(centre, start, delay):
    assert centre.are_on(centre.after(start, delay))


@UNHURRIED
@given(centres, days, days, delays, delays)
def test_who_begins_later_or_has_longer_is_never_due_before(centre, one, other, short, long):
    first, last = sorted((one, other))
    short, long = sorted((short, long))
    assert centre.after(first, short) <= centre.after(last, long)


@UNHURRIED
@given(centres, days, delays)
def test_counting_back_finds_the_last_day_that_leads_here(centre, end, delay):
    start = centre.before(end, delay)
    assert centre.after(start, delay) <= end < centre.after(start + timedelta(days=1), delay)


def test_days_on_which_the_centre_is_closed_are_not_counted(world):
    api.portal.set_registry_record("farde.tickets.closed_days", ["03/03/2026", " 05/03/2026"])
    assert after_working_days(date(2026, 3, 2), 2) == date(2026, 3, 6)
    document = world.document(world.dossier(), SIGNAL_TYPE)
    ticket = operations.raise_ticket(document, "caseworker", "test", due_working_days=1)
    assert ticket.due == date(2026, 3, 4)


def test_no_day_of_closing_is_invented(world):
    assert api.portal.get_registry_record("farde.tickets.closed_days") == []
