"""What recognition yields."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class PageResult:
    """One page: its text, and the viewer's large image with that image's size in pixels.

    ``turn`` is by how many degrees clockwise (0, 90, 180, 270) the source's page had to be turned
    to be read, ``skew`` by how many its lines then still sloped clockwise. ``language`` is that of
    the text ("fra"), "" when it does not say; ``confidence`` is how sure the reader is, 0 to 1.
    """

    number: int
    text: str
    width_px: int
    height_px: int
    image: Path
    born_digital: bool
    turn: int = 0
    skew: float = 0.0
    language: str = ""
    confidence: float = 1.0


@dataclass(frozen=True)
class Recognised:
    """All pages; ``searchable_pdf`` is None when the original may not be rewritten.

    ``not_archival`` says why that copy is no PDF/A-2b, "" when it is one.
    """

    pages: list[PageResult]
    searchable_pdf: Path | None
    not_archival: str = ""

    @property
    def empty(self) -> bool:
        """Whether no page has any text."""
        return not any(page.text.strip() for page in self.pages)
