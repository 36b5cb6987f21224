"""Who has which deposit on the desk: for a few minutes at a time, renewed while it is open.

Kept beside the queue and spread, since several people open deposits at the same moment.
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from BTrees.OOBTree import OOBTree
from zope.annotation.interfaces import IAnnotations

from farde.core import clock

_ANNOTATION = "farde.capture.leases"
_SHARDS = 64
#: A deposit is free again after this, should the browser have gone without a word. The page
#: renews it every minute.
LENGTH = timedelta(minutes=5)


@dataclass(frozen=True)
class Lease:
    """One deposit on one person's desk, ``since`` then and ``until`` then unless renewed."""

    user: str
    since: datetime
    until: datetime


def of(queue, batch_id: str) -> Lease | None:
    """Return who has a deposit now, or None."""
    lease = _shard(queue, batch_id).get(batch_id)
    return lease if lease and lease.until > clock.now() else None


def held(queue, batch_ids: Iterable[str]) -> dict[str, Lease]:
    """Return those of these deposits that somebody has now."""
    found = {batch_id: of(queue, batch_id) for batch_id in batch_ids}
    return {batch_id: lease for batch_id, lease in found.items() if lease}


def take(queue, batch_id: str, user: str, over: bool = False) -> Lease:
    """Take or renew a deposit; return whose it is then: somebody else's unless taken ``over``."""
    now = clock.now()
    lease = of(queue, batch_id)
    if lease and lease.user != user and not over:
        return lease
    mine = lease if lease and lease.user == user else Lease(user, now, now)
    taken = replace(mine, until=now + LENGTH)
    _writable(queue, batch_id)[batch_id] = taken
    return taken


def release(queue, batch_id: str, user: str) -> None:
    """Give a deposit back, if this person has it."""
    shard = _shard(queue, batch_id)
    if batch_id in shard and shard[batch_id].user == user:
        del shard[batch_id]


def _shard(queue, batch_id: str) -> OOBTree:
    shards = IAnnotations(queue).get(_ANNOTATION)
    return shards[_number(batch_id)] if shards else OOBTree()


def _writable(queue, batch_id: str) -> OOBTree:
    annotations = IAnnotations(queue)
    if _ANNOTATION not in annotations:
        annotations[_ANNOTATION] = OOBTree({number: OOBTree() for number in range(_SHARDS)})
    shard = annotations[_ANNOTATION][_number(batch_id)]
    over = [key for key, lease in shard.items() if lease.until <= clock.now()]
    for key in over:
        del shard[key]
    return shard


def _number(batch_id: str) -> int:
    return zlib.crc32(batch_id.encode()) % _SHARDS
