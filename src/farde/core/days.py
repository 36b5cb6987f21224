"""Days and hours as they are typed and read in Belgium."""

from datetime import date, datetime, time, timedelta

from farde.core import clock


def short_day(day: date | None) -> str:
    """Return a day as ``02/03/2026``, "" for none."""
    return day.strftime("%d/%m/%Y") if day else ""


def hour(instant: datetime) -> str:
    """Return the hour of an instant in Brussels, as ``14:05``."""
    return instant.astimezone(clock.CENTRE_TIME).strftime("%H:%M")


def day_and_hour(instant: datetime) -> str:
    """Return an instant in Brussels as ``02/03/2026 14:05``."""
    return instant.astimezone(clock.CENTRE_TIME).strftime("%d/%m/%Y %H:%M")


def parsed_day(text: str | None) -> date | None:
    """Read a day as browsers and applications send it, ``2026-03-02``; None for anything else.

    The first and the last day of the calendar neither begin nor end everywhere on earth.
    """
    try:
        day = date.fromisoformat(text or "")
    except (TypeError, ValueError):
        return None
    return day if date.min < day < date.max else None


def start_of(day: date) -> datetime:
    """Return the instant at which a day begins in Brussels."""
    return datetime.combine(day, time.min, clock.CENTRE_TIME)


def end_of(day: date) -> datetime:
    """Return the instant at which a day ends in Brussels, which is outside it."""
    return start_of(day + timedelta(days=1))


def last_before(instant: datetime) -> date:
    """Return the last day in Brussels that has begun before an instant."""
    return (instant.astimezone(clock.CENTRE_TIME) - timedelta(microseconds=1)).date()
