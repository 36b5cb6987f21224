"""Taking the scanned picture out of a PDF page as it is, instead of drawing the page anew.

A scanner's PDF page is one picture and nothing else. Lifting it is exact and several times
faster than drawing; any page that is not so plain is left to poppler.
"""

from pathlib import Path

import pikepdf
from PIL import Image

from farde.capture.recognition.job import PageJob
from farde.capture.recognition.sheets import quarter_turns, visible_box

# Coarser pictures are drawn by poppler, whose smoothing helps tesseract.
_COARSEST_DPI = 150
_TOLERANCE = 1.0  # points
_IDENTITY = pikepdf.Matrix()
_TURNS = {
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}


def lift(source: Path, job: PageJob) -> Image.Image | None:
    """Return the one picture that covers the page, turned as displayed, or None."""
    if not job.sheet.has_picture:
        return None
    try:
        with pikepdf.open(source, suppress_warnings=True) as pdf:
            page = pdf.pages[job.number - 1]
            name = _only_picture(page)
            return None if name is None else _decoded(page, page.resources["/XObject"][name])
    except (pikepdf.PdfError, OSError, ValueError, KeyError, TypeError, NotImplementedError):
        return None  # poppler is the more forgiving reader


def _only_picture(page):
    matrix, stack, placed = _IDENTITY, [], None
    if "/Annots" in page:
        return None
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                stack.append(matrix)
            case "Q" if stack:
                matrix = stack.pop()
            case "cm":
                matrix = pikepdf.Matrix(*(float(value) for value in operands)) @ matrix
            case "Do" if placed is None:
                placed = operands[0], matrix
            case _:
                return None
    return placed[0] if placed and _covers(placed[1], visible_box(page)) else None


def _covers(matrix, box):
    a, b, c, d, e, f = matrix.shorthand
    wanted = (float(box.width), 0, 0, float(box.height), float(box.llx), float(box.lly))
    return all(
        abs(have - want) <= _TOLERANCE
        for have, want in zip((a, b, c, d, e, f), wanted, strict=True)
    )


def _decoded(page, thing):
    if thing.get("/Subtype") != "/Image" or _is_altered(thing):
        return None
    if int(thing["/Width"]) * 72 < _COARSEST_DPI * float(visible_box(page).width):
        return None
    picture = pikepdf.PdfImage(thing).as_pil_image()
    if picture.mode not in ("1", "L", "P", "RGB"):
        return None
    turns = quarter_turns(page)
    return picture.transpose(_TURNS[turns]) if turns else picture


def _is_altered(thing):
    return any(key in thing for key in ("/SMask", "/Mask", "/Decode", "/ImageMask", "/Matte"))
