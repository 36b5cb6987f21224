"""The one clock of the product, in the time of the centre."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

#: Belgian local time: legal dates are calendar days of the centre.
CENTRE_TIME = ZoneInfo("Europe/Brussels")


def now() -> datetime:
    """Return the present instant, aware, in Brussels time."""
    return datetime.now(CENTRE_TIME)


def today() -> date:
    """Return the present calendar day in Brussels."""
    return now().date()
