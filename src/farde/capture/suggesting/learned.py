"""What was learned from the centre's filings: kept with the queue, read once by each process.

Arrays and JSON, never code: what is read back is counted with, not executed. References and
addresses of senders are kept as keyed digests alone.
"""

import hashlib
import hmac
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from persistent import Persistent
from plone import api
from ZODB.blob import Blob
from zope.annotation.interfaces import IAnnotations

from farde.capture.suggesting.classifier import Model, restored
from farde.capture.suggesting.wording import BELIEF
from farde.core import clock

logger = logging.getLogger(__name__)

_ANNOTATION = "farde.suggesting"
#: Transactions that began before new learning still read the version of then.
_KEPT = 2
#: How many cases the first belief in a sign counts for, beside what was measured.
_WEIGHT = 10


class Learned(Persistent):
    """The latest version, and how the machine did; written by one worker alone."""

    version = ""
    key = b""
    trained_at: datetime | None = None
    examples = 0
    failure = ""
    wanted = False
    arrays: Blob | None = None
    facts: Blob | None = None
    #: What became of proposals: by field (filed, offered, right), and when that was counted.
    live: Mapping[str, tuple[int, int, int]] = {}
    counted_at: datetime | None = None


@dataclass(frozen=True)
class Facts:
    """What is known besides the model; digests lead to the UIDs of dossiers.

    ``rates``: by reason, how often the sign was there and how often it was right. ``trials``: by
    field, what was said of texts held out, as (label meant, label said or "", how sure).
    """

    references: Mapping[str, Sequence[str]] = field(default_factory=dict)
    mailers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    senders: Mapping[str, str] = field(default_factory=dict)
    rates: Mapping[str, Sequence[int]] = field(default_factory=dict)
    trials: Mapping[str, Sequence[Sequence]] = field(default_factory=dict)


@dataclass(frozen=True)
class Version:
    """One version as a process reads it; without a model where there was too little to learn."""

    model: Model | None = None
    facts: Facts = field(default_factory=Facts)
    key: bytes = b""
    broken: bool = False

    def belief(self, reason: str) -> float:
        """Return how far a sign is to be believed: as it was right in this centre."""
        there, right = self.facts.rates.get(reason, (0, 0))
        return (right + _WEIGHT * BELIEF[reason]) / (there + _WEIGHT)

    def digest(self, value: str) -> str:
        """Return what a reference or an address is kept as."""
        return digest(self.key, value)


_NOTHING = Version()
_versions: dict[str, Version] = {}


def digest(key: bytes, value: str) -> str:
    """Return a keyed digest, from which nobody reads the value back."""
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()[:24]


def record(queue: object | None = None) -> Learned:
    """Return what is kept with the queue; an empty one, which is not kept, before there is any."""
    queue = api.portal.get().get("capture") if queue is None else queue
    return IAnnotations(queue).get(_ANNOTATION) or Learned()


def kept() -> Learned:
    """Return the record to write in."""
    annotations = IAnnotations(api.portal.get()["capture"])
    if _ANNOTATION not in annotations:
        annotations[_ANNOTATION] = Learned()
    return annotations[_ANNOTATION]


def current() -> Version:
    """Return the latest version; one without a model where it cannot be read."""
    stored = record()
    if not stored.version:
        return _NOTHING
    if stored.version not in _versions:
        _versions[stored.version] = _read(stored)
        for old in list(_versions)[:-_KEPT]:
            _versions.pop(old, None)
    return _versions[stored.version]


def keep(arrays: bytes, facts: Facts, key: bytes, examples: int) -> None:
    """Make what was learned the latest version; the caller commits."""
    stored = kept()
    stored.arrays, stored.facts = _blob(arrays), _blob(json.dumps(facts.__dict__).encode())
    stored.version, stored.key = uuid4().hex, key
    stored.trained_at, stored.examples = clock.now(), examples
    stored.failure, stored.wanted = "", False


def _read(stored: Learned) -> Version:
    try:
        facts = Facts(**json.loads(_bytes(stored.facts)))
        arrays = _bytes(stored.arrays)
        return Version(restored(arrays) if arrays else None, facts, stored.key)
    except Exception as error:
        logger.error("What was learned cannot be read: %s", type(error).__name__)
        return Version(broken=True, key=stored.key)


def _blob(data: bytes) -> Blob:
    return Blob(data)


def _bytes(blob: Blob) -> bytes:
    with blob.open("r") as stream:
        return stream.read()
