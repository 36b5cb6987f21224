"""What is being handed in right now: files are kept from the moment they are sent.

A mistake in a field, a lost connection or a session that ends does not ask a citizen to come
back with the paper. Only who sent the files sees them. A visit that nobody ends becomes a deposit
for the capture team (``unfinished``): nothing that was captured is thrown away by a clock.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from plone.namedfile.file import NamedBlobFile

from farde.capture import operations as capture
from farde.capture.counter import kept
from farde.capture.counter.errors import NotYourVisit, TooManyFiles
from farde.core import clock, ids
from farde.core.visitor import current_user_id

_RECORDS = "farde.counter.visits"
_KEY = re.compile(r"r-[23456789abcdefghjkmnpqrstuvwxyz]{12}")
#: Files of one deposit: a bound on what one form can fill the disk with.
MAX_FILES = 60


class HandedFile(Persistent):
    """A photo or file as it was sent, and the line of the form it shows."""

    def __init__(self, row: int, file: NamedBlobFile, sha256: str, pages: int) -> None:
        self.row = row
        self.file = file
        self.sha256 = sha256
        self.pages = pages


class Visit(Persistent):
    """The files of a form that is not yet sent off, by id, in the order they came."""

    def __init__(self, channel: str = "counter", dossier_uid: str = "") -> None:
        self.channel = channel
        self.dossier_uid = dossier_uid
        self.agent = current_user_id()
        self.since: datetime = clock.now()
        self.files = OOBTree()


def new_key() -> str:
    """Return the key of a new form, which becomes the reference of its receipt."""
    return ids.opaque_id("r")


def is_key(text: str) -> bool:
    """Tell whether a text has the form of a key."""
    return _KEY.fullmatch(text) is not None


def keep(key: str, row: int, given: capture.Given, visit: "Visit | None" = None) -> HandedFile:
    """Keep a file with the form it was sent from; the same file in the same line is kept once.

    ``visit`` is what to begin, if the form has none yet. Raises NotYourVisit, TooManyFiles and
    the refusals of ``inspect``.
    """
    inspection = capture.inspected(given)
    files = _begun(key, visit or Visit()).files
    for one in files.values():
        if (one.row, one.sha256) == (row, inspection.sha256):
            return one
    if len(files) >= MAX_FILES:
        raise TooManyFiles(f"type.{row}", most=MAX_FILES)
    file = capture.stored(given.data, inspection)
    handed = HandedFile(row, file, inspection.sha256, inspection.pages)
    last = int(files.maxKey()[:3]) if files else 0
    files[f"{last + 1:03}-{ids.opaque_id('f')}"] = handed
    return handed


def files(key: str) -> list[tuple[str, HandedFile]]:
    """Return the files kept for a form of the asker's, by id; raises NotYourVisit."""
    visit = kept.tree(_RECORDS).get(key)
    if visit is None:
        return []
    _check(visit)
    return list(visit.files.items())


def drop(key: str, file_id: str) -> None:
    """Forget a file that was sent by mistake; raises NotYourVisit."""
    visit = kept.tree(_RECORDS).get(key)
    if visit is not None:
        _check(visit)
        visit.files.pop(file_id, None)


def end(key: str) -> None:
    """Forget a form that became a deposit."""
    kept.tree(_RECORDS).pop(key, None)


def unfinished(before: datetime) -> Iterator[tuple[str, Visit]]:
    """Yield the forms begun before an instant that were never sent off."""
    for key, visit in list(kept.tree(_RECORDS).items()):
        if visit.since <= before:
            yield key, visit


def _begun(key: str, new: Visit) -> Visit:
    visit = kept.grown(_RECORDS).setdefault(key, new)
    _check(visit)
    return visit


def _check(visit: Visit) -> None:
    if visit.agent != current_user_id():
        raise NotYourVisit
