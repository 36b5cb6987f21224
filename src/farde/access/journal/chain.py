"""Sealing rows into a chain, with a key that does not lie beside them."""

import hashlib
import hmac
import json
import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import UTC, datetime

#: What the first row names as the row before it.
GENESIS = "0" * 64
#: Changes with the way rows are written down for sealing.
_VERSION = "farde-journal-1"
_CODE = re.compile(r"[A-Za-z0-9_.:=,;@/+|-]*")
#: Causes may name a colleague by an id of the identity provider's making.
_FREE = {"cause", "who", "at"}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One event in ids and codes; ``who`` is a user id, "" for nobody signed in.

    ``kind`` and ``uid`` name the object, ``dossier_uid`` and ``person_id`` whom it concerns,
    ``at`` the instant (now, unless told). Raises ValueError where a word stands for a code.
    """

    action: str
    who: str
    kind: str = ""
    uid: str = ""
    dossier_uid: str = ""
    person_id: str = ""
    channel: str = "page"
    cause: str = ""
    detail: str = ""
    at: datetime | None = None

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if name not in _FREE and not _CODE.fullmatch(value):
                raise ValueError(f"{name} of a journal entry is no code")


@dataclass(frozen=True)
class Row:
    """An entry with its place in the chain, as it is stored."""

    number: int
    at: str
    who: str
    kind: str
    uid: str
    dossier_uid: str
    person_id: str
    action: str
    channel: str
    cause: str
    detail: str
    previous: str
    hash: str

    def instant(self) -> datetime:
        """Return when it happened, aware, in UTC."""
        return datetime.fromisoformat(self.at)


@dataclass(frozen=True)
class Head:
    """How many rows there are and how the last one is sealed; sealed itself."""

    count: int
    last_hash: str
    seal: str


@dataclass(frozen=True)
class Anchor:
    """A place in the chain that was noted elsewhere: the seal of row ``number``."""

    number: int
    hash: str


def stamp(at: datetime) -> str:
    """Return an aware instant as rows hold it: UTC, always of one width, so that it sorts."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def first_head(key: bytes) -> Head:
    """Return the head of a journal without rows."""
    return _headed(key, 0, GENESIS)


def extend(key: bytes, head: Head, entries: Iterable[Entry]) -> tuple[list[Row], Head]:
    """Return the rows of these entries, sealed one after the other, and the head after them."""
    rows, last = [], head.last_hash
    for number, entry in enumerate(entries, head.count + 1):
        rows.append(_sealed(key, number, entry, last))
        last = rows[-1].hash
    return rows, _headed(key, head.count + len(rows), last)


def is_authentic(key: bytes, row: Row, number: int | None = None) -> bool:
    """Tell whether a row is as it was sealed; with a number, as it was sealed under that one."""
    content = astuple(row)[1:-1]
    return hmac.compare_digest(_seal(key, number or row.number, *content), row.hash)


def is_authentic_head(key: bytes, head: Head) -> bool:
    """Tell whether a head is as it was sealed."""
    return hmac.compare_digest(_seal(key, "head", head.count, head.last_hash), head.seal)


def original_number(key: bytes, row: Row, limit: int) -> int | None:
    """Return the number under which a row was sealed, None when it was sealed under none."""
    return next((n for n in range(1, limit + 1) if is_authentic(key, row, n)), None)


def code(text: str) -> str:
    """Return a text that a journal entry may hold; "" in place of words."""
    return text if _CODE.fullmatch(text) else ""


def _sealed(key: bytes, number: int, entry: Entry, previous: str) -> Row:
    if entry.at is None:
        raise ValueError("a journal entry without an instant")
    content = [
        stamp(entry.at),
        *(entry.who, entry.kind, entry.uid, entry.dossier_uid, entry.person_id),
        *(entry.action, entry.channel, entry.cause, entry.detail),
        previous,
    ]
    return Row(number, *content, _seal(key, number, *content))


def _headed(key: bytes, count: int, last_hash: str) -> Head:
    return Head(count, last_hash, _seal(key, "head", count, last_hash))


def _seal(key: bytes, *parts: str | int) -> str:
    # JSON tells where one part ends and the next begins, whatever stands in them.
    written = json.dumps([_VERSION, *parts], separators=(",", ":")).encode()
    return hmac.new(key, written, hashlib.sha256).hexdigest()
