"""The background task that reads a filed document."""

import os
import shutil
import time
from pathlib import Path

from plone import api
from plone.namedfile.file import NamedBlobFile
from zope.interface import implementer

from farde.capture.recognition.recipe import recognise
from farde.capture.recognition.results import Recognised
from farde.core import outbox
from farde.core.background import committing
from farde.core.interfaces import ISlowTask
from farde.document import pages, text, twins
from farde.document.kinds import KINDS

#: The name of the task in the outbox; its subject is the UID of the document.
TASK = "farde.recognise"
#: Seconds between two commits of progress: a person sees movement, the database little.
_PROGRESS_EVERY = 1.0


@implementer(ISlowTask)
class RecogniseDocument:
    """Reads the stored original; safe to run again after a kill, finished pages are kept."""

    def __call__(self, uid: str) -> None:
        document = by_uid(uid)
        status = text.recognition(document) if document is not None else None
        if status is None or status.state in ("done", "unreadable"):
            # What a worker left that was killed at its very end.
            shutil.rmtree(work_folder(uid), ignore_errors=True)
            return
        if committing(lambda: _taken_over(document)) or twins.read_elsewhere(document):
            return
        folder = work_folder(uid)
        committing(lambda: _note(document, "running"))
        result = recognise(
            original_of(document),
            KINDS[document.file.contentType],
            bool(document.signed),
            folder,
            on_progress=_Progress(document),
        )
        committing(lambda: _keep(document, result, folder))
        shutil.rmtree(folder, ignore_errors=True)

    def give_up(self, uid: str, error: Exception) -> None:
        """Mark the document as not recognised; the original stays readable."""
        document = by_uid(uid)
        if document is not None:
            _note(document, "unreadable", type(error).__name__)
            _ask_twins(document)
            shutil.rmtree(work_folder(uid), ignore_errors=True)


def _taken_over(document) -> bool:
    """Tell whether the same bytes were read in another dossier; what was found then holds here."""
    found = twins.take_over(document)
    if found:
        _note(document, "done")
    return found


class _Progress:
    """Notes pages done on the document, at most once a second."""

    def __init__(self, document) -> None:
        self.document = document
        self.noted = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() - self.noted < _PROGRESS_EVERY:
            return
        self.noted = time.monotonic()
        committing(lambda: self._note(done, total))

    def _note(self, done: int, total: int) -> None:
        status = text.recognition(self.document)
        status.done, status.total = done, total


def _keep(document, result: Recognised, folder: Path) -> None:
    if document.file is None:
        # Put elsewhere while it was read here.
        return
    status = text.recognition(document)
    status.texts = tuple(page.text for page in result.pages)
    status.done = status.total = len(result.pages)
    status.not_archival = result.not_archival
    if result.searchable_pdf is not None:
        status.searchable = NamedBlobFile(
            data=result.searchable_pdf.read_bytes(),
            contentType="application/pdf",
            filename="document.pdf",
        )
    pages.store_pages(document, folder)
    _note(document, "unreadable" if result.empty else "done")
    _ask_twins(document)


def _ask_twins(document) -> None:
    for twin in twins.unread(document):
        outbox.enqueue(TASK, twin.UID())


def _note(document, state: str, reason: str = "") -> None:
    status = text.recognition(document)
    status.state, status.reason = state, reason
    if state == "running":
        # Lists read it from the document: one index less that deposits and workers both write.
        return
    document.reindexObject(idxs=["recognition_state", "SearchableText"])


def by_uid(uid: str):
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(UID=uid)
    return brains[0]._unrestrictedGetObject() if brains else None


def original_of(document) -> Path:
    with document.file.open() as blob:
        return Path(blob.name)


def work_folder(uid: str) -> Path:
    folder = Path(os.environ.get("FARDE_VAR", "var")) / "work" / uid
    folder.mkdir(parents=True, exist_ok=True)
    return folder
