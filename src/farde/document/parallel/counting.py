"""How much goes past the capture line: counts by month and by who added it, nothing of dossiers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from DateTime import DateTime
from plone import api

from farde.core import clock, days

#: Months that are shown, the present one among them.
MONTHS = 12
_PARALLEL = {"portal_type": "CaseDocument", "parallel": True}
_INCOMING = {"portal_type": "CaseDocument", "direction": "incoming"}


@dataclass(frozen=True)
class Month:
    """The documents that came in during a month, and how many of them by no circuit."""

    first: date
    parallel: int
    incoming: int


def by_month(months: int = 0) -> list[Month]:
    """Return the last months (twelve, unless told), the present one first."""
    starts = _starts(months or MONTHS)
    ends = [_next(starts[0]), *starts]
    return [
        Month(start, _count(_PARALLEL, start, end), _count(_INCOMING, start, end))
        for start, end in zip(starts, ends, strict=False)
    ]


def by_whom(months: int = 0) -> list[tuple[str, int]]:
    """Return who added such documents during the last months, by user id, most first."""
    since = DateTime(days.start_of(_starts(months or MONTHS)[-1]).isoformat())
    added = _search(created={"query": since, "range": "min"}, **_PARALLEL)
    counted = Counter(brain.Creator for brain in added)
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def _count(query: dict, start: date, end: date) -> int:
    # A range of the catalogue holds its upper bound, which is the first minute of the next month.
    first, last = (DateTime(days.start_of(day).isoformat()) for day in (start, end))
    bounds = {"query": (first, last - 1 / 1440), "range": "minmax"}
    return len(_search(created=bounds, **query))


def _search(**query: object) -> Sequence:
    return api.portal.get_tool("portal_catalog").unrestrictedSearchResults(**query)


def _starts(months: int) -> list[date]:
    starts = [clock.today().replace(day=1)]
    while len(starts) < months:
        starts.append(_previous(starts[-1]))
    return starts


def _previous(first: date) -> date:
    return date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1)


def _next(first: date) -> date:
    return date(first.year + (first.month == 12), first.month % 12 + 1, 1)
