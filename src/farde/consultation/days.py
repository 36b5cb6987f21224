"""Days as they are read in Belgium."""

from datetime import date

from zope.i18n import translate

from farde.core import clock


def month_name(day: date, request) -> str:
    """Return a month with its year in the reader's language, as ``mars 2026``."""
    key = f"month_{day.strftime('%b').lower()}"
    name = translate(key, domain="plonelocales", context=request)
    return f"{name.lower()} {day.year}"


def age(born: date | None) -> int | None:
    """Return a person's age in full years today, None when the day of birth is unknown."""
    if born is None:
        return None
    today = clock.today()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
