"""The pages of a document, where collective.documentviewer keeps them: blobs in an annotation.

Nothing here writes when it reads: the add-on's own ``Settings`` leaves an annotation on whatever
it is asked about.
"""

import re
import shutil
from pathlib import Path

from BTrees.OOBTree import OOBTree
from collective.documentviewer.settings import Settings
from DateTime import DateTime
from ZODB.blob import Blob
from zope.annotation.interfaces import IAnnotations

from farde.document import text

_ANNOTATION = "collective.documentviewer"
_PICTURES = ("large", "normal", "small")
_NAME = re.compile(r"dump_(\d+)\.(\w+)$")


def share(source, target) -> None:
    """Let a document show the pages made of another one with the same bytes."""
    kept = _kept(source)
    settle(target, OOBTree(kept["blob_files"]), kept["num_pages"], kept["pdf_image_format"])


def store_pages(document, folder: Path) -> None:
    """Keep the pages made in ``folder``: ``large|normal|small/dump_N.<ext>``, ``text/dump_N.txt``.

    The files are copied, so that a transaction tried again finds them. Raises ValueError when a
    page lacks one of its pictures.
    """
    files = {
        f"{part}/{path.name}": path
        for part in (*_PICTURES, "text")
        for path in (folder / part).glob("dump_*.*")
        if _NAME.match(path.name)
    }
    pages, extension = _whole(files)
    blobs = OOBTree({name: blob_of(path) for name, path in files.items()})
    settle(document, blobs, pages, extension)


def settle(document, blobs: OOBTree, pages: int, extension: str) -> None:
    settings = Settings(document)
    # Never "File": that kind is served from a folder, past every permission.
    settings.storage_type = "Blob"
    settings.blob_files = blobs
    settings.num_pages = pages
    settings.pdf_image_format = extension
    settings.filehash = document.sha256
    settings.catalog = None
    settings.converting = False
    settings.successfully_converted = True
    settings.last_updated = DateTime().ISO8601()


def page_count(document) -> int:
    """Return how many pages can be shown; 0 before recognition has delivered them."""
    return _kept(document).get("num_pages") or 0


def image_extension(document) -> str:
    """Return the file name extension of the page pictures, such as ``jpg``."""
    return _kept(document).get("pdf_image_format") or ""


def page_file(document, name: str) -> Blob | None:
    """Return what is kept under a name such as ``large/dump_1.jpg``, or None."""
    return _kept(document).get("blob_files", {}).get(name)


def page_texts(document) -> list[str]:
    """Return the recognised text of each page, in order; empty before recognition."""
    status = text.recognition(document)
    return list(status.texts) if status else []


def forget(document) -> None:
    """Keep the pages of a document no longer."""
    IAnnotations(document).pop(_ANNOTATION, None)


def _kept(document):
    return IAnnotations(document).get(_ANNOTATION, {})


def _whole(files: dict[str, Path]) -> tuple[int, str]:
    shown = [(name.split("/")[0], _NAME.search(name)) for name in files]
    extensions = {match[2] for part, match in shown if part in _PICTURES}
    numbers = [{int(match[1]) for part, match in shown if part == size} for size in _PICTURES]
    expected = set(range(1, len(numbers[0]) + 1))
    if not expected or len(extensions) != 1 or any(found != expected for found in numbers):
        raise ValueError("a page lacks one of its pictures")
    return len(expected), extensions.pop()


def blob_of(path: Path) -> Blob:
    """Return a copy of a file, so that a transaction tried again finds the file."""
    blob = Blob()
    with path.open("rb") as source, blob.open("w") as target:
        shutil.copyfileobj(source, target)
    return blob
