"""Walking the chain from its first row, and saying what is wrong where it is broken."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain as one_after_the_other
from itertools import islice

from farde.access.journal.chain import (
    GENESIS,
    Head,
    Row,
    is_authentic,
    is_authentic_head,
    original_number,
)

CHANGED = "changed"
DELETED = "deleted"
REORDERED = "reordered"
INSERTED = "inserted"
TRUNCATED = "truncated"
#: Sealed with the right key, but not what was sealed at first: an anchor or a neighbour knows.
REWRITTEN = "rewritten"
#: The head is missing or not sealed by us.
HEAD = "head"


@dataclass(frozen=True)
class Fault:
    """The first broken link: the number of the row, and what is wrong with it."""

    number: int
    kind: str


@dataclass(frozen=True)
class Report:
    """What a walk found: the rows that are sound, the seal of the last one, and the fault."""

    count: int
    last_hash: str
    fault: Fault | None


def verify(
    key: bytes, rows: Iterable[Row], head: Head | None, anchors: Mapping[int, str]
) -> Report:
    """Walk the rows in the order of their numbers; ``anchors`` are seals noted elsewhere.

    Holds two rows in memory. Stops at the first fault.
    """
    ahead, count, last = iter(rows), 0, GENESIS
    for row in ahead:
        number = count + 1
        if not (row.number == number and row.previous == last and is_authentic(key, row)):
            return Report(count, last, _broken(key, row, ahead, (number, last), head))
        if anchors.get(number, row.hash) != row.hash:
            return Report(count, last, Fault(number, REWRITTEN))
        count, last = number, row.hash
    return Report(count, last, _end(key, head, count, last, max(anchors, default=0)))


def _broken(
    key: bytes, row: Row, rest: Iterator[Row], expected: tuple[int, str], head: Head | None
) -> Fault:
    number, last = expected
    limit = head.count if head is not None else 0
    if row.number > number:
        return Fault(number, DELETED)
    if row.number < number:
        return Fault(row.number, INSERTED)
    if is_authentic(key, row):
        # Sealed for this place, but after another row than the one that stands there.
        return Fault(max(1, number - 1), REWRITTEN)
    following = list(islice(rest, 1))
    if any(is_authentic(key, one, number) and one.previous == last for one in following):
        return _moved_back(key, row, number, limit)
    return _moved(key, row, one_after_the_other(following, rest), number, limit)


def _moved_back(key: bytes, row: Row, number: int, limit: int) -> Fault:
    known = original_number(key, row, limit) is not None
    return Fault(number, REORDERED if known else INSERTED)


def _moved(key: bytes, row: Row, rest: Iterable[Row], number: int, limit: int) -> Fault:
    # A row that was deleted, with those after it numbered anew, may lie beyond the head's count.
    if original_number(key, row, max(limit, number) + 1) is None:
        return Fault(number, CHANGED)
    elsewhere = any(is_authentic(key, one, number) for one in rest)
    return Fault(number, REORDERED if elsewhere else DELETED)


def _end(key: bytes, head: Head | None, count: int, last: str, anchored: int) -> Fault | None:
    if anchored > count:
        return Fault(count + 1, TRUNCATED)
    if head is None or not is_authentic_head(key, head):
        return Fault(count, HEAD)
    if head.count > count:
        return Fault(count + 1, TRUNCATED)
    if head.count < count:
        return Fault(head.count + 1, INSERTED)
    return None if head.last_hash == last else Fault(count, REWRITTEN)
