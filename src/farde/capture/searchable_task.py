"""The background task that writes the searchable copy of what was read before it was filed."""

import shutil
from pathlib import Path

from plone.namedfile.file import NamedBlobFile
from zope.interface import implementer

from farde.capture import readings
from farde.capture.recognition.limits import DOCUMENT, within
from farde.capture.recognition.searchable import Copy, make_searchable
from farde.capture.recognition_task import by_uid, original_of, work_folder
from farde.core.background import committing
from farde.core.interfaces import ISlowTask
from farde.document import text
from farde.document.kinds import KINDS


@implementer(ISlowTask)
class WriteSearchable:
    """Lays the kept text layers on the untouched pages; safe to run again."""

    def __call__(self, uid: str) -> None:
        document = by_uid(uid)
        folder = _folder(uid)
        if document is not None and document.file is not None and readings.has_layers(document):
            _write(document, folder)
        shutil.rmtree(folder, ignore_errors=True)

    def give_up(self, uid: str, error: Exception) -> None:
        """Leave the original, which can be read as it is."""
        document = by_uid(uid)
        if document is not None:
            readings.forget_layers(document)
        shutil.rmtree(_folder(uid), ignore_errors=True)


def _folder(uid: str) -> Path:
    """Return a folder apart from that of reading the document, which may be asked for again."""
    return work_folder(f"{uid}-searchable")


def _write(document, folder: Path) -> None:
    target = folder / "searchable.pdf"
    layers = {n: _written(blob, folder, n) for n, blob in readings.layers_of(document).items()}
    kind = KINDS[document.file.contentType]
    order = make_searchable, original_of(document), kind, layers, target
    made: Copy | None = within(DOCUMENT, "searchable", *order)
    committing(lambda: _keep(document, made, target))


def _keep(document, made: Copy | None, copy: Path) -> None:
    if made is not None and document.file is not None:
        status = text.recognition(document)
        status.not_archival = made.not_archival
        status.searchable = NamedBlobFile(
            data=copy.read_bytes(), contentType="application/pdf", filename="document.pdf"
        )
    readings.forget_layers(document)


def _written(blob, folder: Path, number: int) -> Path:
    path = folder / f"layer_{number}.pdf"
    with blob.open() as source:
        path.write_bytes(source.read())
    return path
