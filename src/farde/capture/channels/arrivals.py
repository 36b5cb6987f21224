"""What came in by each circuit, read off the catalogue: how much today, and when last."""

from dataclasses import dataclass
from datetime import datetime

from DateTime import DateTime

from farde.capture import deposits
from farde.core import clock, days
from farde.document.vocabularies import CHANNEL_TITLES


@dataclass(frozen=True)
class Arrivals:
    """The deposits of a circuit: its title, how many today, the instant of the last one."""

    title: str
    today: int
    last: datetime | None


def by_circuit() -> list[Arrivals]:
    """Return what came in by each circuit; nothing is woken, and nobody is named."""
    since = DateTime(days.start_of(clock.today()).isoformat())
    return [
        Arrivals(title, _since(since, circuit), _last(circuit))
        for circuit, title in CHANNEL_TITLES.items()
    ]


def _since(since: DateTime, circuit: str) -> int:
    return len(deposits.of_all(channel=circuit, created={"query": since, "range": "min"}))


def _last(circuit: str) -> datetime | None:
    newest = deposits.of_all(
        channel=circuit, sort_on="created", sort_order="descending", sort_limit=1
    )
    return next((brain.created.asdatetime() for brain in newest[:1]), None)
