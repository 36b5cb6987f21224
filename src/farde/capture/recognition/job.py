"""The context each step receives: which page, and where to put what it makes."""

from dataclasses import dataclass
from pathlib import Path

from farde.capture.recognition.sheets import Sheet


@dataclass(frozen=True)
class PageJob:
    """One page being worked on in ``scratch``, a directory nobody else writes to.

    ``languages`` are those it may be written in, ``expected`` the one it most likely is or "";
    ``turn`` is what a person said, in degrees clockwise, or None.
    """

    sheet: Sheet
    kind: str
    scratch: Path
    languages: tuple[str, ...]
    expected: str = ""
    turn: int | None = None

    @property
    def number(self) -> int:
        """The page's number, from 1."""
        return self.sheet.number

    def file(self, name: str) -> Path:
        """Return the path of a file to deliver, such as ``text/dump_1.txt``."""
        path = self.scratch / "deliver" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path
