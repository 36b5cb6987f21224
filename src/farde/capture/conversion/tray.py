"""Where the files of one conversion are put, and what it has used up of its limits."""

import time
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from farde.capture.conversion import limits
from farde.capture.conversion.results import Converted

_EXTENSIONS = {"jpeg": "jpg", "tiff": "tif"}


@dataclass
class Tray:
    """The folder of one conversion; files in it are named by number, never by their senders."""

    folder: Path
    opened: int = 0
    unpacked: int = 0
    begun: float = field(default_factory=time.monotonic)
    seen: set[bytes] = field(default_factory=set)
    _numbers: count = field(default_factory=lambda: count(1))

    def put(self, data: bytes, kind: str, title: str) -> Converted:
        """Keep a file of pages."""
        path = self.fresh(f".{_EXTENSIONS.get(kind, kind)}")
        path.write_bytes(data)
        return Converted(path, kind, title)

    def fresh(self, ending: str = "") -> Path:
        """Return a path that nothing has been put at."""
        return self.folder / f"p{next(self._numbers):04}{ending}"

    def may_open(self) -> bool:
        """Count one more piece; tell whether it may still be opened."""
        full = self.is_full()
        self.opened += 1
        return not full

    def is_full(self) -> bool:
        """Tell whether no piece may be opened any more."""
        late = time.monotonic() - self.begun >= limits.PIECES_SECONDS
        return late or self.opened >= limits.PIECES

    def may_unpack(self, size: int) -> bool:
        """Count bytes that come out of archives; tell whether they may."""
        self.unpacked += size
        return self.unpacked <= limits.ARCHIVE_BYTES
