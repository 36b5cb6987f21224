"""How a page lies: turned by quarters, and askew. Found on the picture, before it is read."""

from dataclasses import dataclass
from math import radians, tan
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

#: How Pillow turns a picture clockwise by so many degrees.
TURNED = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}
# Pixels of the longer side of the picture that is looked at: lines of print are then 10 to 20
# pixels apart.
_LOOKED_AT = 1200
# A pixel so much darker than what surrounds it is ink, whatever the paper and the light.
_DARKER = 22
_SURROUNDING = 12
#: Pixels of ink below which nothing can be said.
LITTLE_INK = 400
# Of a few words nothing can be said; the generated letters have 34,000 pixels of ink and more.
_PRINTED = 10_000
_STRIPS = 24
# How much more the columns of a page have to look like lines of print than its rows do.
_SIDEWAYS = 1.1
_MOST_SKEW = 5.0
# A slope has to make the lines that much clearer, else the page is taken for straight.
_CLEARER = 1.05


@dataclass(frozen=True)
class Posture:
    """``turn``: degrees clockwise that make the page upright; ``skew``: how its lines then slope
    clockwise, in degrees."""

    turn: int = 0
    skew: float = 0.0


def ink_of(picture: Path) -> np.ndarray:
    """Return where a small copy of the picture has ink."""
    with Image.open(picture) as image:
        grey = image if image.mode == "L" else image.convert("L")
        grey = grey.reduce(max(1, round(max(grey.size) / _LOOKED_AT)))
    around = grey.filter(ImageFilter.BoxBlur(_SURROUNDING))
    return np.asarray(grey, np.int16) < np.asarray(around, np.int16) - _DARKER


def turned(ink: np.ndarray, degrees: int) -> np.ndarray:
    """Return the ink of the page turned clockwise."""
    return np.rot90(ink, -degrees // 90)


def looks_sideways(ink: np.ndarray) -> bool:
    """Whether the lines of print seem to run from top to bottom."""
    if np.count_nonzero(ink) < _PRINTED:
        return False
    return _lines(ink.T) > _SIDEWAYS * _lines(ink)


def slope(ink: np.ndarray) -> float:
    """Return by how many degrees clockwise the lines slope, at most 5 either way."""
    down, right = np.nonzero(ink)
    if len(down) < LITTLE_INK:
        return 0.0
    tried = {0.0: _clearness(down, right, 0.0)}
    best = 0.0
    for step in (0.5, 0.1):
        reach = _MOST_SKEW if step == 0.5 else 0.4
        for angle in np.arange(best - reach, best + reach + step / 2, step):
            tried[float(angle)] = _clearness(down, right, float(angle))
        best = max(tried, key=tried.get)
    return round(best, 1) if tried[best] > _CLEARER * tried[0.0] else 0.0


def _clearness(down, right, angle):
    rows = np.round(down - right * tan(radians(angle))).astype(np.int64)
    profile = np.bincount(rows - rows.min())
    return float(np.square(np.diff(profile)).sum())


def _lines(ink):
    # Strip by strip, for over the whole width a small slope would blur the lines.
    strips = np.array_split(ink, _STRIPS, axis=1)
    return sum(float(np.square(np.diff(strip.sum(axis=1, dtype=int))).sum()) for strip in strips)
