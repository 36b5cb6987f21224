"""A copy of one document for its reader: what it bears, and from which file it is made."""

from datetime import datetime

from plone.namedfile.file import NamedBlobFile
from zope.i18n import translate

from farde.consultation.copies import leaves, press
from farde.core import clock
from farde.core.days import day_and_hour
from farde.core.i18n import _
from farde.core.people import display_name
from farde.core.visitor import current_language, current_user_id
from farde.document import operations, text
from farde.document.kinds import KINDS
from farde.document.mapped import lent, opened


def copy_of(document) -> bytes:
    """Return a PDF of a document that bears who asks for it and when; raises CopyFailed."""
    number = operations.dossier_of(document).getId()
    said = mark(current_user_id(), clock.now(), number, current_language())
    file = readable_file(document)
    with file.open() as stream, lent(opened(stream)) as path:
        kind = KINDS[file.contentType]
        return press.within(press.AT_ONCE, leaves.marked, path, kind, said)


def mark(user_id: str, at: datetime, number: str, language: str) -> str:
    """Return what every page of a copy bears: the dossier, who took it, and when."""
    said = _(
        "copy_mark",
        default="Copie · dossier ${number} · ${who}, le ${when}",
        mapping={"number": number, "who": display_name(user_id), "when": day_and_hour(at)},
    )
    return translate(said, target_language=language)


def readable_file(document) -> NamedBlobFile:
    """Return the copy with a text layer where there is one: it looks the same, with its words."""
    status = text.recognition(document)
    return (status.searchable if status else None) or document.file
