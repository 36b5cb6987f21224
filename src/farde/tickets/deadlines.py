"""Working days of the centre: Monday to Friday, without legal holidays and days it is closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays

from farde.tickets.settings import closed_days

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class WorkingDays:
    """The working days of a centre that is closed on some days of its own."""

    closed: frozenset[date] = frozenset()

    def are_on(self, day: date) -> bool:
        """Tell whether the centre works on this day."""
        return day.weekday() < 5 and day not in self.closed and day not in _holidays(day.year)

    def after(self, start: date, days: int) -> date:
        """Return the day that lies so many working days after the start, which is not counted."""
        day = start
        while days > 0:
            day += _DAY
            days -= self.are_on(day)
        return day

    def before(self, end: date, days: int) -> date:
        """Return the last day for which ``after`` has come by the end."""
        day = end
        while days > 0:
            days -= self.are_on(day)
            day -= _DAY
        return day


def working_days(closed: Iterable[date] | None = None) -> WorkingDays:
    """Return the working days of the centre, as its settings have them."""
    return WorkingDays(frozenset(closed_days() if closed is None else closed))


def is_working_day(day: date) -> bool:
    """Tell whether the centre works on this day."""
    return working_days().are_on(day)


def after_working_days(start: date, days: int) -> date:
    """Return the day that lies so many working days after the start, the start not counted."""
    return working_days().after(start, days)


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("BE", years=year))
