"""Pages blacked out for good: each becomes a picture with the black burnt in, and nothing else.

All pages of such a document become pictures, those without black too: pages of one file share
fonts, pictures and layers, and what is hidden on one may lie with another. No text layer is kept.
To be called within limits: the file may be hostile.
"""

import math
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

import img2pdf
import pypdfium2
from PIL import Image, ImageDraw

from farde.capture.recognition.searchable import pdf_of_image
from farde.consultation.copies.redactions import Area

#: Dots per inch of a page in a copy; as it is shown where passages are marked.
_COPIED, _SHOWN = 200, 100
#: Pixels of one page; a larger sheet is drawn coarser.
_MOST_PIXELS = 40_000_000


def blacken(source: Path, kind: str, areas: Sequence[Area], target: Path) -> int:
    """Write a stored file as pictures with ``areas`` black to ``target``; return how many pages."""
    pages = list(_blackened(source, kind, areas))
    data = [picture for picture, _ in pages]
    sizes = iter([size for _, size in pages])
    with target.open("wb") as stream:
        img2pdf.convert(
            data, outputstream=stream, layout_fun=lambda *_: (*(s := next(sizes)), *s), nodate=True
        )
    return len(pages)


def picture(source: Path, kind: str, number: int) -> bytes:
    """Return a page of a stored file as a JPEG, as passages are marked on it."""
    with _opened(source, kind) as pdf:
        return _jpeg(_drawn(pdf[number - 1], _SHOWN))


def _blackened(source: Path, kind: str, areas: Sequence[Area]) -> Iterator[tuple[bytes, tuple]]:
    with _opened(source, kind) as pdf:
        for number, page in enumerate(pdf, start=1):
            drawn = _drawn(page, _COPIED)
            for area in areas:
                if area.page == number:
                    ImageDraw.Draw(drawn).rectangle(_box(area, drawn), fill=(0, 0, 0))
            yield _jpeg(drawn), page.get_size()


def _opened(source: Path, kind: str) -> pypdfium2.PdfDocument:
    pdf = pypdfium2.PdfDocument(source if kind == "pdf" else pdf_of_image(source, kind))
    pdf.init_forms()
    return pdf


def _drawn(page, dpi: int) -> Image.Image:
    width, height = page.get_size()
    scale = min(dpi / 72, math.sqrt(_MOST_PIXELS / (width * height)))
    return page.render(scale=scale).to_pil().convert("RGB")


def _box(area: Area, drawn: Image.Image) -> tuple[int, int, int, int]:
    # Outwards to whole pixels, so that no edge of a letter looks out.
    across, down = drawn.width / 100, drawn.height / 100
    return (
        math.floor(area.left * across) - 1,
        math.floor(area.top * down) - 1,
        math.ceil((area.left + area.width) * across) + 1,
        math.ceil((area.top + area.height) * down) + 1,
    )


def _jpeg(drawn: Image.Image) -> bytes:
    stream = BytesIO()
    drawn.save(stream, "JPEG", quality=88)
    return stream.getvalue()
