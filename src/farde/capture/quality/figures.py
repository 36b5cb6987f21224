"""The figures of the queue: counts and delays from what the catalogue keeps; nobody is named.

Nothing is woken: the columns of deposits and documents hold what is counted here, and the days
that are looked at are few.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from DateTime import DateTime
from plone import api

from farde.capture import deposits
from farde.core import clock, days

#: Days that can be looked at.
WINDOWS = (7, 30, 92)
#: Where a deposit still waits for somebody or something.
WAITING = ("received", "prepared", "blocked", "awaiting")
#: Upper edges of the ages of what waits, in days; the last group is older.
AGES = (1, 2, 5)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Facts:
    """What is counted of one deposit; instants are aware, None for what has not happened."""

    state: str
    channel: str
    deposited: datetime
    prepared: datetime | None = None
    filed: datetime | None = None
    discarded: Mapping[str, int] | None = None


@dataclass(frozen=True)
class Delays:
    """Minutes from one step to the next for one channel, as medians; None where nothing was."""

    channel: str
    deposits: int
    to_prepared: float | None
    to_filed: float | None
    to_seen: float | None


@dataclass(frozen=True)
class Figures:
    """All figures of a window of days; ``oldest`` is the age of what waits longest, in minutes."""

    days: int
    waiting: int
    oldest: float | None
    ages: Sequence[tuple[int, int]]
    per_day: Sequence[tuple[date, Mapping[str, int]]]
    delays: Sequence[Delays]
    discarded: Mapping[str, int]
    parallel: int

    def as_json(self) -> dict:
        """Return the figures as programs take them."""
        return {
            "days": self.days,
            "waiting": self.waiting,
            "oldest_minutes": self.oldest,
            "ages": [{"from_days": start, "deposits": count} for start, count in self.ages],
            "per_day": [{"day": day.isoformat(), **counts} for day, counts in self.per_day],
            "delays": [vars(one) for one in self.delays],
            "discarded_pages": dict(self.discarded),
            "parallel_circuit": self.parallel,
        }


def figures(window: int) -> Figures:
    """Return the figures of the last days, today included."""
    now, first = clock.now(), clock.today() - timedelta(days=window - 1)
    start = DateTime(days.start_of(first).isoformat())
    recent = [_facts(brain) for brain in deposits.of_all(created={"query": start, "range": "min"})]
    waiting = [_instant(brain.created) for brain in deposits.of_all(review_state=list(WAITING))]
    return Figures(
        days=window,
        waiting=len(waiting),
        oldest=_minutes(now - min(waiting)) if waiting else None,
        ages=ages(waiting, now),
        per_day=per_day(recent, first, window),
        delays=delays(recent, _seen(start)),
        discarded=_discarded(recent),
        parallel=_parallel(start),
    )


def ages(deposited: Iterable[datetime], now: datetime) -> list[tuple[int, int]]:
    """Return how many wait since how many days, by groups: from 0, 1, 2 and 5 days on."""
    edges = (0, *AGES)
    found = Counter(
        max(edge for edge in edges if now - one >= timedelta(days=edge) or not edge)
        for one in deposited
    )
    return [(edge, found[edge]) for edge in edges]


def per_day(
    found: Iterable[Facts], first: date, window: int
) -> list[tuple[date, Mapping[str, int]]]:
    """Return the deposits of each day of the centre by channel, also of days without any."""
    counted = Counter(
        (one.deposited.astimezone(clock.CENTRE_TIME).date(), one.channel) for one in found
    )
    each = [first + timedelta(days=number) for number in range(window)]
    return [(day, {c: n for (d, c), n in sorted(counted.items()) if d == day}) for day in each]


def delays(found: Sequence[Facts], seen: Mapping[str, list[float]]) -> list[Delays]:
    """Return the delays of each channel; ``seen`` are minutes from filing to the first reading."""
    channels = sorted({one.channel for one in found} | seen.keys())
    return [_delays(name, [one for one in found if one.channel == name], seen) for name in channels]


def _delays(channel: str, found: Sequence[Facts], seen: Mapping[str, list[float]]) -> Delays:
    prepared = [_minutes(one.prepared - one.deposited) for one in found if one.prepared]
    filed = [_minutes(one.filed - (one.prepared or one.deposited)) for one in found if one.filed]
    middle = [_middle(minutes) for minutes in (prepared, filed, seen.get(channel, []))]
    return Delays(channel, len(found), *middle)


def _middle(minutes: list[float]) -> float | None:
    return round(median(minutes), 1) if minutes else None


def _discarded(found: Iterable[Facts]) -> Mapping[str, int]:
    total: Counter = Counter()
    for one in found:
        total.update(one.discarded or {})
    return dict(total)


def _facts(brain) -> Facts:
    kept = brain.capture_facts if isinstance(brain.capture_facts, tuple) else ("", "", ())
    prepared, filed, discarded = kept
    return Facts(
        brain.review_state,
        brain.channel if isinstance(brain.channel, str) else "",
        _instant(brain.created),
        _read(prepared),
        _read(filed),
        dict(discarded),
    )


def _parallel(start: DateTime) -> int:
    """How many documents came into a dossier past the circuits."""
    catalog = api.portal.get_tool("portal_catalog")
    if "parallel" not in catalog.indexes():
        return 0
    query = {"parallel": True, "created": {"query": start, "range": "min"}}
    return len(catalog.unrestrictedSearchResults(portal_type="CaseDocument", **query))


def _seen(start: DateTime) -> dict[str, list[float]]:
    search = api.portal.get_tool("portal_catalog").unrestrictedSearchResults
    found: dict[str, list[float]] = {}
    for brain in search(portal_type="CaseDocument", created={"query": start, "range": "min"}):
        seen = _read(brain.seen_at if isinstance(brain.seen_at, str) else "")
        if seen is not None:
            channel = brain.channel if isinstance(brain.channel, str) else ""
            found.setdefault(channel, []).append(_minutes(seen - _instant(brain.created)))
    return found


def _instant(moment: DateTime) -> datetime:
    return moment.asdatetime()


def _read(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _minutes(span: timedelta) -> float:
    return max(0.0, round(span / _MINUTE, 1))
