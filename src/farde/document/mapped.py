"""A file on the disk, read like bytes without being held in memory."""

import io
import os
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import BinaryIO, Self

from plone.namedfile.interfaces import IStorage
from zope.interface import implementer

_CHUNK = 1 << 20


class MappedFile(mmap):
    """The bytes of an open file, looked at where they lie; ValueError for an empty one.

    Knows what ``bytes`` knows as far as files are judged by it. The file may be closed, removed
    or renamed afterwards, not shortened.
    """

    #: The descriptor of the file, open as long as this is.
    descriptor: int

    def __new__(cls, file: BinaryIO) -> Self:
        made = super().__new__(cls, file.fileno(), 0, access=ACCESS_READ)
        made.descriptor = os.dup(file.fileno())
        weakref.finalize(made, os.close, made.descriptor)
        return made

    def startswith(self, prefix: bytes | tuple[bytes, ...]) -> bool:
        """Tell whether the file begins so."""
        return any(self[: len(one)] == one for one in _several(prefix))

    def endswith(self, suffix: bytes | tuple[bytes, ...]) -> bool:
        """Tell whether the file ends so."""
        return any(self[-len(one) :] == one for one in _several(suffix))

    def __contains__(self, part: bytes) -> bool:
        return self.find(part) >= 0


class Window(io.RawIOBase):
    """The first bytes of a mapped file, or all, as a file to read and seek in."""

    def __init__(self, data: bytes | MappedFile, length: int | None = None) -> None:
        self._data = memoryview(data)[:length]
        self._place = 0

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def seekable(self) -> bool:
        """Parsers go back and forth."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to another place; return it."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: len(self._data)}[whence]
        if base + offset < 0:
            raise ValueError("negative place in a file")
        self._place = base + offset
        return self._place

    def tell(self) -> int:
        """Return the present place."""
        return self._place

    def readinto(self, buffer) -> int:
        """Fill a buffer; return how many bytes there were."""
        part = self._data[self._place : self._place + len(buffer)]
        buffer[: len(part)] = part
        self._place += len(part)
        return len(part)


@implementer(IStorage)
class MappedFileStorable:
    """Writes a mapped file into a blob, chunk by chunk."""

    def store(self, data: MappedFile, blob) -> None:
        with blob.open("w") as stored:
            for place in range(0, len(data), _CHUNK):
                stored.write(data[place : place + _CHUNK])


def reader(data: bytes | MappedFile, length: int | None = None) -> BinaryIO:
    """Return bytes, or the first ``length`` of them, as a file for parsers; nothing is copied."""
    return io.BufferedReader(Window(data, length))


def mapped(path: Path) -> bytes | MappedFile:
    """Return what lies in a file, mapped; ``b""`` for an empty one. Raises OSError."""
    with path.open("rb") as file:
        return opened(file)


def opened(file: BinaryIO) -> bytes | MappedFile:
    """Return what lies in an open file, mapped where it lies on the disk at all."""
    try:
        file.flush()
        return MappedFile(file)
    except (io.UnsupportedOperation, AttributeError, ValueError):
        file.seek(0)
        return file.read()


@contextmanager
def lent(data: bytes | MappedFile) -> Iterator[Path]:
    """Yield a path by which other processes of ours may open the data meanwhile, uncopied."""
    if isinstance(data, MappedFile):
        yield _path_of(data.descriptor)
        return
    with os.fdopen(os.memfd_create("lent"), "wb") as file:
        file.write(data)
        file.flush()
        yield _path_of(file.fileno())


def _path_of(descriptor: int) -> Path:
    return Path(f"/proc/{os.getpid()}/fd/{descriptor}")


def _several(prefix: bytes | tuple[bytes, ...]) -> tuple[bytes, ...]:
    return prefix if isinstance(prefix, tuple) else (prefix,)
