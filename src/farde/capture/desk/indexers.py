"""What the queue shows of a deposit, as columns of the catalogue."""

from plone.indexer import indexer

from farde.capture import work
from farde.capture.content import ICaptureBatch


@indexer(ICaptureBatch)
def open_parts(batch) -> int:
    """How many documents of the deposit wait to be filed; none before it was cut."""
    plan = work.of(batch).plan
    return len(plan.open_parts) if plan else 0


@indexer(ICaptureBatch)
def capture_station(batch) -> str:
    """The scanner or mailbox it came from."""
    return batch.about.station
