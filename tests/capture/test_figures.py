"""The figures of the queue count what happened, and name nobody."""

from datetime import UTC, date, datetime, timedelta

import pytest
from freezegun import freeze_time
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from farde.capture import filing, operations, work
from farde.capture import plan as plans
from farde.capture.quality import figures
from farde.capture.quality.figures import Facts, ages, delays, per_day
from farde.capture.quality.figures_page import span, window_of
from farde.document.operations import mark_seen
from farde.document.profile import Profile
from world import DAY, small_scan

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)


def facts(hours_ago: float, channel: str = "mail", **later: float) -> Facts:
    at = NOW - timedelta(hours=hours_ago)
    moments = {name: at + timedelta(minutes=minutes) for name, minutes in later.items()}
    return Facts("filed" if "filed" in later else "prepared", channel, at, **moments)


def test_what_waits_is_counted_by_its_age():
    waiting = [NOW - timedelta(hours=one) for one in (1, 23, 25, 60, 200)]
    assert ages(waiting, NOW) == [(0, 2), (1, 1), (2, 1), (5, 1)]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(-5, 5000)))
def test_each_deposit_that_waits_is_in_one_group(hours):
    waiting = [NOW - timedelta(hours=one) for one in hours]
    assert sum(count for _, count in ages(waiting, NOW)) == len(hours)


def test_delays_are_the_middle_ones_of_each_channel():
    found = [facts(5, "mail", prepared=2, filed=12), facts(4, "mail", prepared=4, filed=34)]
    found += [facts(3, "counter", prepared=1)]
    told = {one.channel: one for one in delays(found, {"mail": [60.0, 30.0]})}
    mail = told["mail"]
    assert (mail.deposits, mail.to_prepared, mail.to_filed, mail.to_seen) == (2, 3.0, 20.0, 45.0)
    assert (told["counter"].to_filed, told["counter"].to_seen) == (None, None)


def test_each_day_stands_there_also_one_without_deposits():
    found = per_day([facts(1), facts(2, "email"), facts(3)], date(2026, 3, 8), 2)
    assert found == [(date(2026, 3, 8), {}), (date(2026, 3, 9), {"email": 1, "mail": 2})]


@pytest.mark.parametrize(
    "minutes, words", [(None, "—"), (0.2, "span_minutes"), (90, "span_hours"), (3000, "span_days")]
)
def test_a_delay_is_told_in_minutes_hours_or_days(minutes, words):
    assert str(span(minutes)) == words


@pytest.mark.parametrize("asked, days", [("30", 30), ("7", 7), ("", 7), ("9999", 7), ("x", 7)])
def test_few_windows_can_be_asked_for(asked, days):
    assert window_of({"days": asked}) == days


@pytest.fixture
def week(world):
    """Two deposits: one filed and read within the hour, one that has waited for three days."""
    dossier = world.dossier()
    with freeze_time("2026-03-06 09:00"):
        operations.deposit(small_scan("Attend"), channel="counter")
    with freeze_time("2026-03-09 09:00"):
        batch = operations.deposit(small_scan("Classé"))
        work.begin(batch).plan = plans.discard(
            plans.begin([*work.planned(batch).leaves(), plans.Leaf("s1", 2)]),
            [plans.Leaf("s1", 2)],
            "blank",
        )
    with freeze_time("2026-03-09 09:20"):
        [document] = filing.file_in_all(batch, [dossier], Profile("attestations-emploi", DAY))
    with freeze_time("2026-03-09 09:50"), world.as_user("caseworker1"):
        mark_seen(document)
    return dossier


def test_the_figures_come_from_the_catalogue_alone(world, week):
    with freeze_time("2026-03-09 10:00"), world.as_user("records1"):
        told = figures.figures(7)
    assert told.waiting == 1 and told.oldest == pytest.approx(3 * 24 * 60 + 60, abs=1)
    assert dict(told.ages)[2] == 1
    assert told.discarded == {"blank": 1}
    assert dict(told.per_day)[date(2026, 3, 9)] == {"mail": 1}
    [mail] = [one for one in told.delays if one.channel == "mail"]
    assert (mail.to_filed, mail.to_seen) == (20.0, 30.0)


def test_what_programs_are_told_holds_counts_and_days_alone(world, week):
    with freeze_time("2026-03-09 10:00"):
        told = figures.figures(30).as_json()
    assert {"days", "waiting", "ages", "per_day", "delays", "discarded_pages"} <= told.keys()
    assert len(told["per_day"]) == 30
    assert "Exemple" not in str(told) and week.getId() not in str(told)
