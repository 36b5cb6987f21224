"""The codes printed or glued on a page: QR, DataMatrix and the usual barcodes, and patch code T."""

from dataclasses import dataclass

import numpy as np
import zxingcpp
from PIL import Image
from zxingcpp import BarcodeFormat

from farde.capture.looking import patch

#: The format of a patch code T, which bears no text.
PATCH_T = "PATCH-T"
_FORMATS = [
    BarcodeFormat.QRCode,
    BarcodeFormat.DataMatrix,
    BarcodeFormat.Code128,
    BarcodeFormat.Code39,
]
# The whole page for the finest bars; smaller, the noise between the bars is averaged away.
_DPIS = (300, 150, patch.DPI)


@dataclass(frozen=True)
class Code:
    """A code by its middle, in shares of the page; ``turn`` is its degrees clockwise."""

    format: str
    text: str
    turn: int
    x: float
    y: float


def codes(grey: Image.Image, width: float, height: float) -> tuple[Code, ...]:
    """Return the codes of a page of so many inches, each once, in the order of reading."""
    found: dict[tuple[str, str], Code] = {}
    pictures = [resampled(grey, width, height, dpi) for dpi in _DPIS]
    # A coarse scan is the same at every resolution above its own.
    for dots in {one.shape: one for one in pictures}.values():
        for code in _barcodes(dots):
            found.setdefault((code.format, code.text), code)
    bars = patch.patches(pictures[-1])
    patches = [Code(PATCH_T, "", 0 if one.flat else 90, one.x, one.y) for one in bars]
    return tuple(sorted([*found.values(), *patches], key=lambda code: (code.y, code.x)))


def resampled(grey: Image.Image, width: float, height: float, dpi: float) -> np.ndarray:
    """Return a page at another resolution, its dots averaged; a coarse scan stays as it is.

    Dots become square: those of a fax are narrow.
    """
    factor = min(1.0, dpi * width / grey.width)
    across = max(1, round(grey.width * factor))
    size = across, max(1, round(across * height / width))
    smaller = grey if size == grey.size else grey.resize(size, Image.Resampling.BOX)
    return np.asarray(smaller)


def _barcodes(dots):
    height, width = dots.shape
    for one in zxingcpp.read_barcodes(np.ascontiguousarray(dots), formats=_FORMATS):
        corners = _corners(one.position)
        across = sum(corner.x for corner in corners) / 4 / width
        along = sum(corner.y for corner in corners) / 4 / height
        format = str(one.format).replace(" ", "")
        yield Code(format, one.text, round(one.orientation) % 360, across, along)


def _corners(position):
    return position.top_left, position.top_right, position.bottom_left, position.bottom_right
