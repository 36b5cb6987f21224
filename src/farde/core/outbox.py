"""The outbox: work that leaves after commit, at least once, de-duplicated by key.

Entries live in the ZODB beside what they speak of, so that a rolled back transaction sends
nothing and a committed one cannot be forgotten. They are spread over shards, since two writers
that touch the same BTree bucket conflict.
"""

import logging
import os
import zlib
from collections.abc import Iterator
from datetime import datetime, timedelta

import psutil
import transaction
from BTrees.OOBTree import OOBTree
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations

from farde.core import clock

logger = logging.getLogger(__name__)

_ANNOTATION = "farde.outbox"
_SHARDS = 64
#: A claim older than this is taken over even if its process seems alive.
LEASE = timedelta(minutes=30)
#: An entry is offered again after ever longer delays, doubled at most this often.
_DOUBLINGS = 7


class Entry(Persistent):
    """One piece of work waiting to be done: a task name and its opaque subject."""

    #: How often, and when last, its message was sent again.
    offers = 0
    offered_at: datetime | None = None
    #: Asked for while it was being worked on: what it speaks of may have changed since.
    asked_again = False

    def __init__(self, task: str, subject: str) -> None:
        self.task = task
        self.subject = subject
        self.created = clock.now()
        self.attempts = 0
        self.claimed_by = ""
        self.claimed_at: datetime | None = None


def install(portal) -> None:
    """Create the empty shards; called by the profile."""
    annotations = IAnnotations(portal)
    if _ANNOTATION not in annotations:
        annotations[_ANNOTATION] = OOBTree({n: OOBTree() for n in range(_SHARDS)})


def uninstall(portal) -> None:
    """Take the shards away, unless work waits in them: content may still need it."""
    annotations = IAnnotations(portal)
    if not any(annotations.get(_ANNOTATION, {}).values()):
        annotations.pop(_ANNOTATION, None)


def enqueue(task: str, subject: str) -> str:
    """Ask for a task to be run for a subject after this transaction commits; return the key.

    Asking again while it waits changes nothing; while it is worked on, it is done once more.
    """
    key = f"{task}:{subject}"
    entry = get(key)
    if entry is None:
        _add(key, task, subject)
    else:
        # Written even when nothing changes, so that a claim at the same moment conflicts: the
        # worker would else read what was there before.
        entry.asked_again = entry.asked_again or _held(entry)
    return key


def get(key: str) -> Entry | None:
    """Return the entry under this key, or None when the work is done."""
    return _shard(key).get(key)


def claim(key: str) -> Entry | None:
    """Mark the entry as being worked on by this process; None when done or held elsewhere.

    The caller commits; of two workers that claim at once, one meets a conflict.
    """
    entry = get(key)
    if entry is None or _held(entry):
        return None
    entry.claimed_by = f"{os.uname().nodename}:{os.getpid()}:{psutil.Process().create_time()}"
    entry.claimed_at = clock.now()
    entry.offers, entry.offered_at = 0, None
    entry.asked_again = False
    return entry


def release(key: str) -> int:
    """Give a failed entry back for another attempt; return the attempts made so far."""
    entry = get(key)
    if entry is None:
        return 0
    entry.claimed_by, entry.claimed_at = "", None
    entry.offers, entry.offered_at = entry.attempts, clock.now()
    entry.attempts += 1
    return entry.attempts


def discard(key: str) -> None:
    """Take a finished entry out of the outbox, or begin again what was asked meanwhile."""
    entry = _shard(key).pop(key, None)
    if entry is None:
        return
    entry.claimed_by = ""  # written, so that asking again at the same moment conflicts
    if entry.asked_again:
        _add(key, entry.task, entry.subject)


def waiting(older_than: timedelta = timedelta(0)) -> Iterator[str]:
    """Yield the keys of entries nobody works on, whose message may have been lost."""
    now = clock.now()
    for shard in _shards().values():
        for key, entry in shard.items():
            delay = older_than * 2 ** min(entry.offers, _DOUBLINGS)
            if (entry.offered_at or entry.created) + delay <= now and not _held(entry):
                yield key


def offer(older_than: timedelta) -> list[str]:
    """Return the keys to publish again, and note it: a long queue is not made longer for ever."""
    keys = list(waiting(older_than))
    for key in keys:
        entry = get(key)
        entry.offers, entry.offered_at = entry.offers + 1, clock.now()
    return keys


def _add(key: str, task: str, subject: str) -> None:
    _shard(key)[key] = Entry(task, subject)
    transaction.get().addAfterCommitHook(_publish, (key,))


def _shards() -> OOBTree:
    return IAnnotations(api.portal.get())[_ANNOTATION]


def _shard(key: str) -> OOBTree:
    return _shards()[zlib.crc32(key.encode()) % _SHARDS]


def _held(entry: Entry) -> bool:
    if not entry.claimed_by or entry.claimed_at is None:
        return False
    if clock.now() - entry.claimed_at > LEASE:
        return False
    node, pid, started = entry.claimed_by.rsplit(":", 2)
    return node != os.uname().nodename or _alive(int(pid), float(started))


def _alive(pid: int, started: float) -> bool:
    """Tell whether this very process runs; its number may belong to another one by now."""
    try:
        process = psutil.Process(pid)
        same = abs(process.create_time() - started) < 1
        return same and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _publish(committed: bool, key: str) -> None:
    if not committed:
        return
    from farde.core.tasks import publish

    try:
        publish(key)
    except Exception:
        # The entry stays; the sweep of the worker finds it.
        logger.exception("The broker did not take %s; the sweep will", key.partition(":")[0])
