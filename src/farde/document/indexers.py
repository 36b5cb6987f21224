"""What the catalogue knows of a document; lists are drawn from this alone."""

from datetime import datetime

from plone.indexer import indexer

from farde.document import text
from farde.document.content import ICaseDocument
from farde.document.operations import dossier_of, is_misfiled


@indexer(ICaseDocument)
def searchable_text(document) -> str:
    """Title, sender and the recognised text."""
    status = text.recognition(document)
    words = [document.title or "", document.sender or "", status.text if status else ""]
    return " ".join(words)


@indexer(ICaseDocument)
def digests(document) -> list[str]:
    """The fingerprints of the file and of what it was made from; none of what is hidden."""
    if is_misfiled(document):
        return []
    return [one for one in (document.sha256, document.original_sha256) if one]


@indexer(ICaseDocument)
def dossier_uid(document) -> str:
    """The dossier the document is in."""
    return dossier_of(document).UID()


@indexer(ICaseDocument)
def dossier_number(document) -> str:
    """The dossier's number."""
    return dossier_of(document).getId()


@indexer(ICaseDocument)
def received_on(document) -> datetime | None:
    """The day of reception, as an instant the date index takes."""
    day = document.received_on
    return datetime(day.year, day.month, day.day) if day else None  # noqa: DTZ001


@indexer(ICaseDocument)
def recognition_state(document) -> str:
    """How far recognition has come."""
    status = text.recognition(document)
    return status.state if status else "waiting"
