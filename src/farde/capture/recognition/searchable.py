"""The last step: the original pages with an invisible text layer on them, as PDF/A-2b.

The layers are fitted to the box a reader shows, against the page's rotation, so that each word
lies on its picture. Nothing of the original page is decoded or compressed again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import img2pdf
import pikepdf
from PIL import ImageOps

from farde.capture.recognition import archive
from farde.capture.recognition.pictures import flattened
from farde.capture.recognition.sheets import ORIENTATION, believable_dpis, frames, visible_box

_UPRIGHT = 1
_NAME = pikepdf.Name("/FardeText")
# Points; PDF allows no smaller and no larger page.
_SMALLEST_PAGE, _LARGEST_PAGE = 3.0, 14_400.0


@dataclass(frozen=True)
class Copy:
    """The copy that was written; ``not_archival`` says why it is no PDF/A-2b, "" if it is."""

    not_archival: str = ""


def make_searchable(
    source: Path, kind: str, layers: Mapping[int, Path], target: Path
) -> Copy | None:
    """Write the searchable PDF to ``target``; ``layers`` maps page numbers to text-only PDFs.

    Return None, and write nothing, for a PDF under a password's restrictions: saving it would
    either lift them or sign for them.
    """
    original = source if kind == "pdf" else BytesIO(pdf_of_image(source, kind))
    with pikepdf.open(original, suppress_warnings=True) as pdf:
        if pdf.is_encrypted:
            return None
    if kind == "pdf" and not layers:
        return Copy(archive.keep(source, target))
    return Copy(archive.write(lambda: _laid(original, layers), target))


def pdf_of_image(source: Path, kind: str) -> bytes:
    """Return a PDF that embeds the image without loss: a JPEG keeps its very bytes."""
    options = {
        "layout_fun": _layout,
        "rotation": img2pdf.Rotation.ifvalid,
        "first_frame_only": kind != "tiff",
        "nodate": True,
    }
    if _embeddable(source, kind):
        return img2pdf.convert(source.read_bytes(), **options)
    return img2pdf.convert(list(_flat_frames(source, kind)), **options)


def _laid(original, layers):
    pdf = pikepdf.open(original, suppress_warnings=True)
    if isinstance(original, BytesIO):
        del pdf.trailer["/ID"]  # made up by chance a moment ago
    resources = None
    for number, path in sorted(layers.items()):
        # In memory and closed again, for a document of many pages would use up the open files.
        with pikepdf.open(BytesIO(path.read_bytes())) as layer:
            # Every layer brings the same glyphless font: one serves the whole document.
            if resources is None:
                resources = pdf.copy_foreign(layer.pages[0].as_form_xobject()).Resources
            _lay(pdf, pdf.pages[number - 1], layer.pages[0], resources)
    return pdf


def _lay(pdf, page, layer, resources):
    text = pdf.make_stream(b"\n".join(one.read_bytes() for one in _contents(layer)))
    text.Type, text.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    text.BBox = pikepdf.Array([*layer.mediabox])
    text.Resources = resources
    # Under a name of ours: pikepdf's overlay takes one by chance, and the bytes would differ.
    name = page.add_resource(text, pikepdf.Name.XObject, _NAME)
    placed = page.calc_form_xobject_placement(text, name, visible_box(page))
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"Q\n" + placed)
    if turn := int(layer.get("/Rotate", 0)):
        page.rotate(turn, relative=True)


def _contents(page):
    contents = page.Contents
    return contents if isinstance(contents, pikepdf.Array) else [contents]


def _layout(width_px, height_px, declared):
    dpis = believable_dpis(width_px, height_px, declared)
    pixels = (width_px, height_px)
    inches = (side / dpi for side, dpi in zip(pixels, dpis, strict=True))
    size = tuple(min(_LARGEST_PAGE, max(_SMALLEST_PAGE, side * 72)) for side in inches)
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
