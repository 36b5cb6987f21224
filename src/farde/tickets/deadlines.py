"""Working days of the centre: Monday to Friday, without the ten Belgian legal holidays."""

from datetime import date, timedelta

from dateutil.easter import easter

_FIXED = ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))
#: Easter Monday, Ascension and Whit Monday, in days after Easter Sunday.
_MOVING = (1, 39, 50)


def is_working_day(day: date) -> bool:
    """Tell whether the centre works on this day (loi du 4 janvier 1974 for the holidays)."""
    return day.weekday() < 5 and day not in _holidays(day.year)


def after_working_days(start: date, days: int) -> date:
    """Return the day that lies so many working days after the start, the start not counted."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


def _holidays(year: int) -> set[date]:
    fixed = {date(year, month, day) for month, day in _FIXED}
    return fixed | {easter(year) + timedelta(days=days) for days in _MOVING}
