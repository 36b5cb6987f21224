"""The ink of a page: how dark each dot is beside the paper around it, and whether any is writing.

Paper is seldom white and never even. Dust, punched holes, the black rim of a scan and what shines
through from the other side are no writing.
"""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

_TILE = 16  # dots of 100 dpi: four millimetres
_RIM = 47  # dots: feeders leave shadows and black stripes there
# Dots: a punched hole is filled, and no stroke of a letter is as wide; it is near the rim.
_HOLE, _AROUND_HOLE, _NEAR_RIM = 13, 12, 110
# Darker than its paper by this share is ink; what shines through is paler.
_INK = 0.18
# Dots of ink in one tile that are writing: about one letter. Dust is smaller.
_LETTER = 24
# Paper darker than this is no paper: a dark picture, or the open lid of the scanner.
_DARK = 110


def darkness(grey: np.ndarray) -> np.ndarray:
    """Return how much darker than the paper around it each dot is, 0 to 1; noise is smoothed."""
    smooth = _smoothed(grey.astype(np.float32))
    paper = _paper(smooth)
    return np.clip(1 - smooth / np.maximum(paper, 1), 0, 1)


def inked(dark: np.ndarray) -> np.ndarray:
    """Return which dots are ink, without the rim of the page and the holes punched near it."""
    ink = dark > _INK
    frame = np.zeros_like(ink)
    frame[_RIM:-_RIM, _RIM:-_RIM] = True
    return ink & frame & ~_holes(ink)


def is_blank(grey: np.ndarray, ink: np.ndarray) -> bool:
    """Whether nothing is written on the page."""
    if ink.size == 0 or float(np.median(grey)) < _DARK:
        return False
    written = _tiles(ink).sum(axis=(1, 3))
    return bool((written < _LETTER).all())


def _holes(ink):
    if min(ink.shape) <= 2 * _NEAR_RIM:
        return np.zeros_like(ink)
    filled = _box(ink.astype(np.int32), _HOLE) == _HOLE**2
    filled[_NEAR_RIM:-_NEAR_RIM, _NEAR_RIM:-_NEAR_RIM] = False
    around = _box(filled.astype(np.int32), 2 * _AROUND_HOLE + 1)
    return around > 0


def _box(dots, side):
    """Return the sum of the square of ``side`` dots around each dot."""
    before, after = side // 2, side - side // 2 - 1
    padded = np.pad(dots, ((before + 1, after), (before + 1, after)))
    sums = padded.cumsum(axis=0).cumsum(axis=1)
    return sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]


def _smoothed(grey):
    padded = np.pad(grey, 1, mode="edge")
    rows = padded[:-2] + padded[1:-1] + padded[2:]
    return (rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]) / 9


def _paper(smooth):
    """The lightest tiles around: a picture or a black rim does not make its own paper."""
    high, wide = smooth.shape
    whole = np.pad(smooth, ((0, -high % _TILE), (0, -wide % _TILE)), mode="edge")
    tiles = np.quantile(_tiles(whole)[:, ::2, :, ::2], 0.9, axis=(1, 3))
    around = sliding_window_view(np.pad(tiles, 2, mode="edge"), (5, 5)).max(axis=(2, 3))
    around = np.maximum(around, 0.75 * np.median(around))
    return np.repeat(np.repeat(around, _TILE, axis=0), _TILE, axis=1)[:high, :wide]


def _tiles(dots):
    high, wide = (side // _TILE * _TILE for side in dots.shape)
    return dots[:high, :wide].reshape(high // _TILE, _TILE, wide // _TILE, _TILE)
