"""What recognition yields."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class PageResult:
    """One page: its text, and the viewer's large image with that image's size in pixels."""

    number: int
    text: str
    width_px: int
    height_px: int
    image: Path
    born_digital: bool


@dataclass(frozen=True)
class Recognised:
    """All pages; ``searchable_pdf`` is None when the original may not be rewritten."""

    pages: list[PageResult]
    searchable_pdf: Path | None

    @property
    def empty(self) -> bool:
        """Whether no page has any text."""
        return not any(page.text.strip() for page in self.pages)
