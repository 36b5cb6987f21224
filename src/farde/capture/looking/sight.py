"""One look at a page, in a process of its own: the library that reads codes meets any picture."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageOps

from farde.capture.looking import inks, patch
from farde.capture.looking.codes import Code, codes, resampled
from farde.capture.looking.likeness import likeness
from farde.capture.recognition._exec import poppler
from farde.capture.recognition.errors import RecognitionFailed
from farde.capture.recognition.lifting import lift
from farde.capture.recognition.pictures import flattened
from farde.capture.recognition.sheets import Sheet, sheets
from farde.core.containment import Limits, Nursery, Overrun

LIMITS = Limits(seconds=60, processor=45)
# A page without a scan is drawn with sharp codes; finer where a scan could not be lifted.
_DRAWN_DPI, _SCAN_DPI = 150, 200
# A sheet declared huge is drawn no larger than this.
_MOST_PIXELS = 12_000_000
_NURSERY = Nursery("farde.capture.looking.sight")


@dataclass(frozen=True)
class Sight:
    """What was seen on a page: its codes, the share of ink, and how to know it again.

    ``blank``: nothing is written on it. ``fingerprint`` is for ``likeness.alike``.
    """

    codes: tuple[Code, ...] = ()
    ink: float = 1.0
    blank: bool = False
    fingerprint: str = ""


@dataclass(frozen=True)
class _Page:
    sheet: Sheet

    @property
    def number(self) -> int:
        return self.sheet.number


def look(path: Path, kind: str, number: int, scratch: Path) -> Sight:
    """Look at page ``number``, from 1, of an inspected file; draws in ``scratch`` if it must.

    A page that cannot be drawn within the limits is seen as full: a person looks at it.
    """
    stamp = path.stat()
    sheet = _sheets(path, kind, stamp.st_mtime_ns, stamp.st_size)[number - 1]
    try:
        return _NURSERY.call(LIMITS, look_at, path, kind, sheet, scratch)
    except Overrun:
        return Sight()


def look_at(path: Path, kind: str, sheet: Sheet, scratch: Path) -> Sight:
    """Look at one sheet of a file, in this process."""
    try:
        picture = _picture(path, kind, _Page(sheet), scratch)
    except (RecognitionFailed, OSError, ValueError):
        return Sight()
    return seen(picture.convert("L"), sheet.width, sheet.height)


def seen(grey: Image.Image, width: float, height: float) -> Sight:
    """Look at a picture in 256 greys of a page of so many inches."""
    found = codes(grey, width, height)
    small = resampled(grey, width, height, patch.DPI)
    ink = inks.inked(inks.darkness(small))
    blank = not found and inks.is_blank(small, ink)
    return Sight(found, round(float(ink.mean()), 5), blank, "" if blank else likeness(ink))


def _picture(path, kind, page, scratch):
    if kind != "pdf":
        return _frame(path, page.number)
    lifted = lift(path, page)
    return flattened(lifted) if lifted is not None else _drawn(path, page, scratch)


def _frame(path, number):
    # From a stream: of a raw TIFF opened by its name Pillow garbles the turned frames.
    with path.open("rb") as stream, Image.open(stream) as image:
        if number > 1:
            image.seek(number - 1)
        return flattened(ImageOps.exif_transpose(image))


def _drawn(path, page, scratch):
    wanted = _SCAN_DPI if page.sheet.has_picture else _DRAWN_DPI
    dpi = min(wanted, (_MOST_PIXELS / (page.sheet.width * page.sheet.height)) ** 0.5)
    target = poppler.draw(path, page.number, scratch / f"look-{page.number}", dpi)
    with Image.open(target) as image:
        image.load()
    target.unlink()
    return image


@lru_cache(maxsize=4)
def _sheets(path, kind, _changed, _size):
    return sheets(path, kind)
