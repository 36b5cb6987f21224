"""The last step: the original pages with an invisible text layer on them.

The layers are fitted to the box a reader shows, against the page's rotation, so that each word
lies on its picture. Nothing of the original page is decoded or compressed again.
"""

import shutil
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import img2pdf
import pikepdf
from PIL import ImageOps

from farde.capture.recognition.pictures import flattened
from farde.capture.recognition.sheets import ORIENTATION, believable_dpi, frames, visible_box

_UPRIGHT = 1
# Points; PDF allows no smaller page.
_SMALLEST_PAGE = 3.0


def make_searchable(source: Path, kind: str, layers: Mapping[int, Path], target: Path) -> bool:
    """Write the searchable PDF to ``target``; ``layers`` maps page numbers to text-only PDFs.

    Return False, and write nothing, for a PDF under a password's restrictions: saving it would
    either lift them or sign for them.
    """
    original = source if kind == "pdf" else BytesIO(pdf_of_image(source, kind))
    with pikepdf.open(original, suppress_warnings=True) as pdf:
        if pdf.is_encrypted:
            return False
        if kind == "pdf" and not layers:
            shutil.copyfile(source, target)
            return True
        keep_open = _lay(pdf, layers)
        pdf.save(target)
    for layer in keep_open:
        layer.close()
    return True


def pdf_of_image(source: Path, kind: str) -> bytes:
    """Return a PDF that embeds the image without loss: a JPEG keeps its very bytes."""
    options = {
        "layout_fun": _layout,
        "rotation": img2pdf.Rotation.ifvalid,
        "first_frame_only": kind != "tiff",
    }
    if _embeddable(source, kind):
        return img2pdf.convert(source.read_bytes(), **options)
    return img2pdf.convert(list(_flat_frames(source, kind)), **options)


def _lay(pdf, layers):
    font, opened = None, []
    for number, path in layers.items():
        # In memory, for a document of many pages would use up the open files.
        layer = pikepdf.open(BytesIO(path.read_bytes()))
        opened.append(layer)
        text = pdf.copy_foreign(layer.pages[0].as_form_xobject())
        font = _share_font(text, font)
        page = pdf.pages[number - 1]
        page.add_overlay(text, rect=visible_box(page))
    return opened


def _share_font(text, font):
    # Every layer brings the same glyphless font: one copy serves the whole document.
    fonts = text["/Resources"].get("/Font", {})
    for name in list(fonts.keys()):
        font = font or fonts[name]
        fonts[name] = font
    return font


def _layout(width_px, height_px, declared):
    dpi = believable_dpi(width_px, height_px, declared[0])
    size = tuple(max(_SMALLEST_PAGE, side * 72 / dpi) for side in (width_px, height_px))
    return (*size, *size)


def _embeddable(source, kind):
    return not any(
        frame.has_transparency_data
        or (kind == "tiff" and frame.tag_v2.get(ORIENTATION, _UPRIGHT) != _UPRIGHT)
        for frame in frames(source, kind)
    )


def _flat_frames(source, kind):
    for frame in frames(source, kind):
        draft = BytesIO()
        dpi = frame.info.get("dpi")
        upright = flattened(ImageOps.exif_transpose(frame))
        upright.save(draft, "PNG", compress_level=3, **({"dpi": dpi} if dpi else {}))
        yield draft.getvalue()
