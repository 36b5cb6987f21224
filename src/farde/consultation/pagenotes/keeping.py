"""Where the notes on the pages of a document are kept: with the document, each by itself."""

from collections.abc import Iterator
from datetime import datetime
from uuid import uuid4

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from zope.annotation.interfaces import IAnnotations

from farde.core import clock

_NOTES = "farde.page-notes"


class PageNote(Persistent):
    """What somebody wrote on a page; ``x`` and ``y`` are shares of its width and height.

    ``confidentiality`` is ``c1``, ``c2`` or ``c3``; ``changed`` is None until it is.
    """

    changed: datetime | None = None

    def __init__(self, author: str) -> None:
        self.id = uuid4().hex
        self.author = author
        self.made = clock.now()
        self.page = 1
        self.x = self.y = 0.0
        self.words = ""
        self.confidentiality = ""


def keep(document, note: PageNote) -> None:
    """Keep a new note; two that are written at once do not meet."""
    annotations = IAnnotations(document)
    if _NOTES not in annotations:
        annotations[_NOTES] = OOBTree()
    annotations[_NOTES][note.id] = note


def find(document, note_id: str) -> PageNote | None:
    """Return a note by its id, None where there is none."""
    return IAnnotations(document).get(_NOTES, {}).get(note_id)


def every(document) -> Iterator[PageNote]:
    """Yield all notes of a document, whoever may read them."""
    yield from IAnnotations(document).get(_NOTES, {}).values()


def forget(document) -> None:
    """Keep no notes of a document of which a stub alone stays."""
    IAnnotations(document).pop(_NOTES, None)


def drop(document, note: PageNote) -> None:
    """Delete a note."""
    del IAnnotations(document)[_NOTES][note.id]
