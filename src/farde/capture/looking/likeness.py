"""The likeness of a page: a small map of where its ink lies, the same for each scan of a sheet.

The page is set straight first, since no two scans lie alike. Two maps are then slid over each
other, and compared region by region: two letters of one form differ where names, dates and
amounts stand, two scans of one letter hardly differ anywhere.
"""

import base64
import zlib
from functools import lru_cache

import numpy as np

#: From here on two pages are taken for scans of one sheet. Most letters of one form to two persons
#: stay below: it is a hint for a person, who decides.
SAME_PAGE = 0.82

# A cell is about two millimetres of an A4 sheet: two letters of a word.
_WIDE, _HIGH = 104, 147
_LEVELS = 4
_SLIDE = 4  # cells
# Of the region compared, and of how far it may lie off where a sheet is warped.
_REGION, _WARP = 14, 1
_LEAST_INK = 20  # in levels, of a region worth comparing
_WORTH_IT = 0.45
_STRIPS = 26
_PLAIN = 0.02  # the densest cell of a page with nothing to compare


def likeness(ink: np.ndarray) -> str:
    """Return the fingerprint of a page from the dots of its ink, "" if it has none."""
    cells = _shrunk(_straight(ink.astype(np.float32)), _WIDE, _HIGH)
    densest = float(np.quantile(cells, 0.99))
    if densest < _PLAIN:
        return ""
    levels = np.clip(np.round(cells / densest * (_LEVELS - 1)), 0, _LEVELS - 1).astype(np.uint8)
    packed = np.packbits(np.unpackbits(levels.reshape(-1, 1), axis=1)[:, -2:].ravel())
    return base64.b85encode(zlib.compress(packed.tobytes(), 9)).decode("ascii")


def alike(one: str, other: str) -> float:
    """Return how much two fingerprints tell the same page, 0 to 1; nothing is like a blank."""
    if not one or not other:
        return 0.0
    first, second = _spectrum(one), _spectrum(other)
    overlap = np.fft.irfft2(first * second.conj(), s=_padded())
    near = [*range(_SLIDE + 1), *range(-_SLIDE, 0)]
    close = overlap[np.ix_(near, near)]
    best = float(close.max())
    if best < _WORTH_IT:
        return max(0.0, best)
    row, column = np.unravel_index(int(close.argmax()), close.shape)
    return _by_region(_levels(one), _levels(other), near[row], near[column])


def _by_region(one, other, down, right):
    other = np.roll(other, (down, right), (0, 1))
    agreed = _regions_agree(one, other)
    return float(np.quantile(agreed, 0.1)) if len(agreed) else 0.0


def _regions_agree(one, other):
    """Correlate each region with its surroundings in the other page; the best place counts."""
    mine = _blocks(one)
    wide = np.pad(other, _WARP, mode="edge")
    best = np.full(mine.shape[0], -1.0)
    for down in range(2 * _WARP + 1):
        for right in range(2 * _WARP + 1):
            theirs = _blocks(wide[down : down + _HIGH, right : right + _WIDE])
            best = np.maximum(best, _correlated(mine, theirs))
    inked = (mine.sum(axis=1) >= _LEAST_INK) | (_blocks(other).sum(axis=1) >= _LEAST_INK)
    return best[inked]


def _blocks(cells):
    high, wide = _HIGH // _REGION, _WIDE // _REGION
    whole = cells[: high * _REGION, : wide * _REGION]
    return whole.reshape(high, _REGION, wide, _REGION).swapaxes(1, 2).reshape(high * wide, -1)


def _correlated(mine, theirs):
    mine = mine - mine.mean(axis=1, keepdims=True)
    theirs = theirs - theirs.mean(axis=1, keepdims=True)
    norms = np.sqrt((mine**2).sum(axis=1) * (theirs**2).sum(axis=1))
    return (mine * theirs).sum(axis=1) / np.maximum(norms, 1e-6)


@lru_cache(maxsize=1024)
def _levels(fingerprint):
    bits = np.unpackbits(np.frombuffer(zlib.decompress(base64.b85decode(fingerprint)), np.uint8))
    pairs = bits[: _WIDE * _HIGH * 2].reshape(-1, 2)
    return (pairs[:, 0] * 2.0 + pairs[:, 1]).reshape(_HIGH, _WIDE)


@lru_cache(maxsize=1024)
def _spectrum(fingerprint):
    cells = _levels(fingerprint)
    cells = cells - cells.mean()
    norm = float(np.sqrt((cells**2).sum())) or 1.0
    return np.fft.rfft2(cells / norm, s=_padded())


def _padded():
    return _HIGH + 2 * _SLIDE, _WIDE + 2 * _SLIDE


def _straight(ink):
    """Turn the page so that its lines lie level."""
    strips = _shrunk(ink, _STRIPS, ink.shape[0])
    rough = max(np.arange(-5, 5.1, 0.5), key=lambda angle: _levelness(strips, ink.shape, angle))
    fine = rough + np.arange(-0.4, 0.45, 0.1)
    best = max(fine, key=lambda angle: _levelness(strips, ink.shape, angle))
    level = _sheared(ink, best)
    return _sheared(level.T, -best).T


def _levelness(strips, shape, angle):
    """Tell how sharply lines and gaps alternate when the page is turned by these degrees."""
    drops = np.tan(np.radians(angle)) * ((np.arange(_STRIPS) + 0.5) / _STRIPS - 0.5) * shape[1]
    rolled = [np.roll(strips[:, at], -round(drop)) for at, drop in enumerate(drops)]
    return float((np.diff(np.sum(rolled, axis=0)) ** 2).sum())


def _sheared(ink, angle):
    drop = np.tan(np.radians(angle)) * (np.arange(ink.shape[1]) - ink.shape[1] / 2)
    rows = (np.arange(ink.shape[0])[:, None] + np.round(drop).astype(int)) % ink.shape[0]
    return np.take_along_axis(ink, rows, axis=0)


def _shrunk(ink, width, height):
    rows = np.linspace(0, ink.shape[0], height, endpoint=False).astype(int)
    columns = np.linspace(0, ink.shape[1], width, endpoint=False).astype(int)
    sums = np.add.reduceat(np.add.reduceat(ink, rows, axis=0), columns, axis=1)
    return sums * (height * width / ink.size)
