"""The folder in which one document is read, and in which an interrupted reading resumes.

A page is worked on in a scratch directory of its own; when it is done its files are renamed
into place, and its record, written last, lists them with their sizes. Only a page whose record
holds true is taken for finished, so a half-written file never is.
"""

import hashlib
import json
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from farde.capture.recognition.results import PageResult

# Raise it when a step changes what it makes: folders begun before are then begun again.
RECIPE_VERSION = 2
_MADE = ("pages", "large", "normal", "small", "text", "layer", "scratch")


@dataclass(frozen=True)
class WorkFolder:
    """The working directory of one document."""

    path: Path

    def begin(self, source: Path, manner: str) -> None:
        """Make the folder ready for ``source``, emptied if it served another file or manner."""
        with source.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        wanted = f"{RECIPE_VERSION} {manner} {digest}"
        mark = self.path / "source.txt"
        if not mark.is_file() or mark.read_text("utf-8") != wanted:
            self._empty()
            self.write("source.txt", wanted.encode())

    def _empty(self) -> None:
        # Only what recognition makes: the caller may keep the original in the same folder.
        for name in _MADE:
            shutil.rmtree(self.path / name, ignore_errors=True)
        (self.path / "searchable.pdf").unlink(missing_ok=True)
        self.path.mkdir(parents=True, exist_ok=True)

    def write(self, name: str, data: bytes) -> Path:
        """Write a file so that it is there whole or not at all."""
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}.{os.getpid()}.part")
        draft.write_bytes(data)
        return draft.replace(target)

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """Yield a directory for unfinished work, removed afterwards."""
        room = self.path / "scratch"
        room.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=room, ignore_cleanup_errors=True) as name:
            yield Path(name)

    def size(self) -> int:
        """Return the bytes all files here occupy."""
        return sum(path.stat().st_size for path in self.path.rglob("*") if path.is_file())

    def clean(self) -> None:
        """Remove what killed workers left behind."""
        shutil.rmtree(self.path / "scratch", ignore_errors=True)

    def deliver(self, made: Path, page: PageResult) -> PageResult:
        """Move the files under ``made`` into place, then record ``page`` as finished."""
        sizes = {}
        for draft in sorted(path for path in made.rglob("*") if path.is_file()):
            name = draft.relative_to(made).as_posix()
            sizes[name] = draft.stat().st_size
            (self.path / name).parent.mkdir(parents=True, exist_ok=True)
            draft.replace(self.path / name)
        page = PageResult(**{**vars(page), "image": self.path / page.image.relative_to(made)})
        record = {**vars(page), "image": page.image.relative_to(self.path).as_posix()}
        self.write(_record_name(page.number), json.dumps({"page": record, "files": sizes}).encode())
        return page

    def finished(self, number: int) -> PageResult | None:
        """Return the page if its record is there and its files are whole."""
        try:
            record = json.loads((self.path / _record_name(number)).read_bytes())
            for name, size in record["files"].items():
                if (self.path / name).stat().st_size != size:
                    return None
        except (OSError, ValueError):
            return None
        page = record["page"]
        return PageResult(**{**page, "image": self.path / page["image"]})

    def layer(self, number: int) -> Path | None:
        """Return the invisible text layer of a finished page, if it has one."""
        path = self.path / "layer" / f"page_{number}.pdf"
        return path if path.is_file() else None


class Room:
    """The bytes a folder may still take, counted by those who fill it side by side."""

    def __init__(self, left: int) -> None:
        self._left, self._lock = left, threading.Lock()

    def take(self, made: Path) -> bool:
        """Count the files under ``made``; tell whether there was room for them."""
        size = WorkFolder(made).size()
        with self._lock:
            self._left -= size
            return self._left >= 0


def _record_name(number):
    return f"pages/page_{number}.json"
