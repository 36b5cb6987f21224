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


class Entry(Persistent):
    """One piece of work waiting to be done: a task name and its opaque subject."""

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


def enqueue(task: str, subject: str) -> str:
    """Ask for a task to be run for a subject after this transaction commits; return the key.

    Asking twice before the work is done changes nothing.
    """
    key = f"{task}:{subject}"
    shard = _shard(key)
    if key not in shard:
        shard[key] = Entry(task, subject)
    transaction.get().addAfterCommitHook(_publish, (key,))
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
    entry.claimed_by = f"{os.uname().nodename}:{os.getpid()}"
    entry.claimed_at = clock.now()
    return entry


def release(key: str) -> int:
    """Give a failed entry back for another attempt; return the attempts made so far."""
    entry = get(key)
    if entry is None:
        return 0
    entry.claimed_by, entry.claimed_at = "", None
    entry.attempts += 1
    return entry.attempts


def discard(key: str) -> None:
    """Take a finished entry out of the outbox."""
    _shard(key).pop(key, None)


def waiting(older_than: timedelta = timedelta(0)) -> Iterator[str]:
    """Yield the keys of entries nobody works on, whose message may have been lost."""
    limit = clock.now() - older_than
    for shard in _shards().values():
        for key, entry in shard.items():
            if entry.created <= limit and not _held(entry):
                yield key


def _shards() -> OOBTree:
    return IAnnotations(api.portal.get())[_ANNOTATION]


def _shard(key: str) -> OOBTree:
    return _shards()[zlib.crc32(key.encode()) % _SHARDS]


def _held(entry: Entry) -> bool:
    if not entry.claimed_by or entry.claimed_at is None:
        return False
    if clock.now() - entry.claimed_at > LEASE:
        return False
    node, _, pid = entry.claimed_by.rpartition(":")
    if node == os.uname().nodename:
        return psutil.pid_exists(int(pid))
    return True


def _publish(committed: bool, key: str) -> None:
    if not committed:
        return
    from farde.core.tasks import publish

    try:
        publish(key)
    except Exception:
        # The entry stays; the sweep of the worker finds it.
        logger.exception("The broker did not take %s; the sweep will", key.partition(":")[0])
