"""The verbs of notes on pages: write, read, change, delete."""

from collections.abc import Mapping

from plone import api

from farde.consultation.pagenotes import keeping
from farde.consultation.pagenotes.errors import (
    DossierAtRest,
    NoSuchPage,
    NoSuchPageNote,
    NoteTooLong,
    NoteWithoutWords,
    NotYourPageNote,
    OffThePage,
    UnknownNoteClass,
)
from farde.consultation.pagenotes.keeping import PageNote
from farde.consultation.pagenotes.readers import CLASSES, readable
from farde.core import clock
from farde.core.errors import Refusal, Refusals
from farde.core.visitor import current_user_id
from farde.document import pages
from farde.document.operations import dossier_of

#: States of a dossier in which nothing in it changes.
AT_REST = ("closed", "frozen")
#: Characters.
LONGEST = 2000


def notes(document) -> list[PageNote]:
    """Return the notes that the signed-in reader may read, from the first page to the last."""
    found = readable(document, list(keeping.every(document)))
    return sorted(found, key=lambda one: (one.page, one.y, one.made))


def write(document, fields: Mapping[str, object]) -> PageNote:
    """Write a note on a page for the signed-in user.

    ``fields`` are ``page``, ``x``, ``y``, ``words`` and ``confidentiality``. Raises
    Refusals and DossierAtRest.
    """
    _require_moving(document)
    _check(document, fields)
    note = PageNote(current_user_id())
    _fill(note, fields)
    keeping.keep(document, note)
    return note


def change(document, note_id: str, fields: Mapping[str, object]) -> PageNote:
    """Change a note of the signed-in user; fields that are left out stay.

    Raises Refusals, DossierAtRest, NoSuchPageNote and NotYourPageNote.
    """
    note = yours(document, note_id)
    _require_moving(document)
    fields = {name: getattr(note, name) for name in FIELDS} | fields
    _check(document, fields)
    _fill(note, fields)
    note.changed = clock.now()
    return note


def delete(document, note_id: str) -> None:
    """Delete a note of the signed-in user; raises as ``change`` does."""
    note = yours(document, note_id)
    _require_moving(document)
    keeping.drop(document, note)


def may_change(document) -> bool:
    """Whether notes may be written: those of a closed or frozen dossier rest with it."""
    return api.content.get_state(dossier_of(document), "") not in AT_REST


def yours(document, note_id: str) -> PageNote:
    """Return a note of the signed-in user; raises NoSuchPageNote and NotYourPageNote."""
    note = keeping.find(document, note_id)
    if note is None or not readable(document, [note]):
        raise NoSuchPageNote
    if note.author != current_user_id():
        raise NotYourPageNote
    return note


FIELDS = ("page", "x", "y", "words", "confidentiality")


def _require_moving(document) -> None:
    if not may_change(document):
        raise DossierAtRest


def _fill(note: PageNote, fields: Mapping[str, object]) -> None:
    for name in FIELDS:
        value = fields[name]
        setattr(note, name, value.strip() if isinstance(value, str) else value)


def _check(document, fields: Mapping[str, object]) -> None:
    wrong: list[Refusal] = [*_wrong_words(fields.get("words"))]
    last, page = pages.page_count(document), fields.get("page")
    if type(page) is not int or not 1 <= page <= last:
        wrong.append(NoSuchPage(pages=last))
    wrong += [OffThePage(name) for name in ("x", "y") if not _is_share(fields.get(name))]
    if fields.get("confidentiality") not in CLASSES:
        wrong.append(UnknownNoteClass())
    if wrong:
        raise Refusals(wrong)


def _wrong_words(words: object) -> list[Refusal]:
    if not isinstance(words, str) or not words.strip():
        return [NoteWithoutWords()]
    if len(words.strip()) > LONGEST:
        return [NoteTooLong(most=LONGEST, given=len(words.strip()))]
    return []


def _is_share(value: object) -> bool:
    return type(value) in (int, float) and 0 <= value <= 1
