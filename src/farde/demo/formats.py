"""Files a scanner or a telephone would send."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import cycle
from random import Random

import img2pdf
from PIL import Image

from farde.demo.paper import CLEAN, COARSE_FAX, COLOUR, FAX, GREY, PHOTO, Look

JPEG_QUALITY = 68


def as_jpeg(pages: list[Image.Image], dpi: int) -> bytes:
    """Return the first page as a JPEG file."""
    return _saved(pages[0], "JPEG", dpi, quality=JPEG_QUALITY)


def as_png(pages: list[Image.Image], dpi: int) -> bytes:
    """Return the first page as a PNG file, on sixteen greys when it has no more."""
    page = pages[0]
    if page.mode == "L" and len(page.getcolors() or range(17)) <= 16:
        page = page.quantize(16, dither=Image.Dither.NONE)
    return _saved(page, "PNG", dpi)


def as_tiff(pages: list[Image.Image], dpi: int) -> bytes:
    """Return all pages as one TIFF file: G4 for black and white, JPEG otherwise."""
    bitonal = pages[0].mode == "1"
    how = {"compression": "group4"} if bitonal else {"compression": "jpeg", "quality": 68}
    return _saved(pages[0], "TIFF", dpi, save_all=True, append_images=pages[1:], **how)


def as_pdf(pages: list[Image.Image], dpi: int) -> bytes:
    """Return all pages as a PDF that holds pictures only, and neither text nor a date."""
    one = as_tiff if pages[0].mode == "1" else as_jpeg
    layout = img2pdf.get_fixed_dpi_layout_fun((dpi, dpi))
    images = [one([page], dpi) for page in pages]
    return img2pdf.convert(images, layout_fun=layout, nodate=True, engine=img2pdf.Engine.internal)


def _saved(page: Image.Image, kind: str, dpi: int, **how: object) -> bytes:
    file = BytesIO()
    page.save(file, kind, dpi=(dpi, dpi), **how)
    return file.getvalue()


@dataclass(frozen=True)
class Capture:
    """How a paper became a file: the look of its pages, and the file's format."""

    look: Look
    suffix: str
    content_type: str
    encode: Callable[[list[Image.Image], int], bytes]
    channel: str = ""


def _capture(look: Look, suffix: str, channel: str = "") -> Capture:
    content_type, encode = _FORMATS[suffix]
    return Capture(look, suffix, content_type, encode, channel)


_FORMATS = {
    "pdf": ("application/pdf", as_pdf),
    "jpg": ("image/jpeg", as_jpeg),
    "png": ("image/png", as_png),
    "tif": ("image/tiff", as_tiff),
}
ONE_PAGE = (
    _capture(COLOUR, "pdf"),
    _capture(GREY, "pdf"),
    _capture(COLOUR, "jpg"),
    _capture(FAX, "tif"),
    _capture(CLEAN, "png"),
    _capture(COLOUR, "pdf"),
    _capture(PHOTO, "jpg", channel="email"),
    _capture(FAX, "pdf"),
    _capture(GREY, "tif"),
    _capture(COARSE_FAX, "tif"),
)
MANY_PAGES = (
    _capture(COLOUR, "pdf"),
    _capture(FAX, "tif"),
    _capture(GREY, "pdf"),
    _capture(FAX, "pdf"),
)


def captures(many_pages: list[bool], rng: Random) -> Iterator[Capture]:
    """Yield a capture for each document, so that every format comes round; pictures that hold
    one page only are kept for documents of one page."""
    single, several = cycle(rng.sample(ONE_PAGE, len(ONE_PAGE))), cycle(MANY_PAGES)
    for many in many_pages:
        yield next(several if many else single)
