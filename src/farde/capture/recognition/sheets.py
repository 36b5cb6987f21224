"""The pages of a file before any work is done on them: how many, how large, with a picture or not.

Sizes are as displayed, rotation applied, in inches.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from PIL import Image, ImageSequence

A4_WIDTH = 8.27
# A picture smaller than this is a logo, a signature or a stamp on a page of its own text.
_SCAN_PIXELS = 500_000
# A fax is 204 dots an inch across, and 98 or 196 down.
_COARSEST_FAX = 90
#: The EXIF and TIFF tag that says how to turn a picture; 1 is upright.
ORIENTATION = 0x0112
_QUARTER_TURNS = {5, 6, 7, 8}


@dataclass(frozen=True)
class Sheet:
    """One page of the source, numbered from 1.

    ``has_words`` is False where it is certain that the page has no text of its own.
    """

    number: int
    width: float
    height: float
    has_picture: bool
    has_words: bool = True


def sheets(source: Path, kind: str) -> list[Sheet]:
    """Return the pages of ``source``, a file that passed inspection."""
    return list(_pdf_sheets(source) if kind == "pdf" else _image_sheets(source, kind))


def believable_dpi(width_px: int, height_px: int, declared: float | None) -> float:
    """Return the declared resolution if it makes a sheet of paper, else that of an A4 sheet.

    Cameras and careless software write 72 or 96 whatever the picture shows.
    """
    if declared and 100 <= declared <= 1200 and max(width_px, height_px) / declared < 48:
        return declared
    return min(600.0, max(150.0, min(width_px, height_px) / A4_WIDTH))


def believable_dpis(
    width_px: int, height_px: int, declared: tuple[float, float] | None
) -> tuple[float, float]:
    """Return the resolution across and down: the same, save for faxes, which declare both."""
    if declared and _is_fax(*declared):
        return declared
    dpi = believable_dpi(width_px, height_px, declared[0] if declared else None)
    return dpi, dpi


def _is_fax(across, down):
    coarse, fine = sorted((across, down))
    return coarse >= _COARSEST_FAX and 1.05 * coarse < fine <= 2.2 * coarse


def visible_box(page: pikepdf.Page) -> pikepdf.Rectangle:
    """Return what a reader shows of ``page``: its crop box within its media box, in points."""
    crop, media = pikepdf.Rectangle(page.cropbox), pikepdf.Rectangle(page.mediabox)
    box = pikepdf.Rectangle(
        max(crop.llx, media.llx),
        max(crop.lly, media.lly),
        min(crop.urx, media.urx),
        min(crop.ury, media.ury),
    )
    return box if box.width > 0 and box.height > 0 else media


def quarter_turns(page: pikepdf.Page) -> int:
    """Return how many quarter turns clockwise a reader applies to ``page``, 0 to 3."""
    node, rotate = page.obj, 0
    for _level in range(50):
        if node is None or "/Rotate" in node:
            break
        node = node.get("/Parent")
    if node is not None:
        rotate = int(node.get("/Rotate", 0))
    return rotate // 90 % 4


def _pdf_sheets(source) -> Iterator[Sheet]:
    with pikepdf.open(source, suppress_warnings=True) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            box = visible_box(page)
            size = float(box.width) / 72, float(box.height) / 72
            if quarter_turns(page) % 2:
                size = size[1], size[0]
            yield Sheet(number, *size, has_picture=_has_scan(page), has_words=_may_have_words(page))


def _has_scan(page):
    return any(
        int(image.get("/Width", 0)) * int(image.get("/Height", 0)) >= _SCAN_PIXELS
        for image in _images(page.resources, depth=3)
    )


def _may_have_words(page):
    # A note or a form, and what is drawn out of a form, may bring fonts of its own.
    resources = page.resources
    if "/Annots" in page or "/Font" in resources or "/Pattern" in resources:
        return True
    things = dict(resources.get("/XObject", {})).values()
    return any(thing.get("/Subtype") != "/Image" for thing in things)


def _images(resources, depth) -> Iterator[pikepdf.Object]:
    for thing in dict(resources.get("/XObject", {})).values():
        if not isinstance(thing, pikepdf.Stream):
            continue
        if thing.get("/Subtype") == "/Image":
            yield thing
        elif depth and "/Resources" in thing:
            yield from _images(thing["/Resources"], depth - 1)


def frames(source: Path, kind: str) -> Iterator[Image.Image]:
    """Yield the pictures of an image file: only TIFF has several, a phone's JPEG has extras."""
    # From a stream: of a raw TIFF opened by its name Pillow garbles the turned frames.
    with source.open("rb") as stream, Image.open(stream) as image:
        yield from ImageSequence.Iterator(image) if kind == "tiff" else [image]


def _image_sheets(source, kind) -> Iterator[Sheet]:
    for number, frame in enumerate(frames(source, kind), start=1):
        width, height = frame.size
        across, down = believable_dpis(width, height, _declared_dpi(frame, kind))
        # Of a TIFF Pillow gives the size as displayed already.
        if kind != "tiff" and frame.getexif().get(ORIENTATION) in _QUARTER_TURNS:
            width, height, across, down = height, width, down, across
        yield Sheet(number, width / across, height / down, has_picture=True)


def _declared_dpi(frame, kind):
    try:
        across, down = (float(value) for value in frame.info["dpi"][:2])
    except (KeyError, IndexError, TypeError, ValueError, ZeroDivisionError):
        return None
    sideways = kind == "tiff" and frame.tag_v2.get(ORIENTATION) in _QUARTER_TURNS
    return (down, across) if sideways else (across, down)
