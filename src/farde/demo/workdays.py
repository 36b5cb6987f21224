"""The frozen quarter in which the invented scans came in."""

from datetime import date, timedelta
from random import Random

FIRST, LAST = date(2026, 3, 9), date(2026, 6, 30)
# Easter Monday, Labour Day, Ascension and Whit Monday of 2026.
HOLIDAYS = {date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 14), date(2026, 5, 25)}


def is_working_day(day: date) -> bool:
    """Say whether the counter was open."""
    return day.weekday() < 5 and day not in HOLIDAYS


def working_day_before(day: date, days: int) -> date:
    """Return the day that many days earlier, or the working day before it."""
    earlier = day - timedelta(days=days)
    while not is_working_day(earlier):
        earlier -= timedelta(days=1)
    return earlier


def working_day(rng: Random) -> date:
    """Return a working day of the quarter."""
    days = (FIRST + timedelta(days=count) for count in range((LAST - FIRST).days + 1))
    return rng.choice([day for day in days if is_working_day(day)])
