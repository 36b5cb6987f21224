"""Patch codes: four bars, thick and thin, that scanners know as the sign between documents.

The page is averaged over bands laid across the bars. The bars are long, so the noise, the holes
of a fax and the paleness of ink all but vanish, while each band still shows the pattern. Bands
that agree side by side are a patch code: no other print has two thick and two thin bars of these
sizes and of one length, alone between white margins. Charts have the sizes, but not the length.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

#: Bars and gaps of patch code T in millimetres, from Kodak's specification (A-61599): bars of
#: 0.08 and 0.20 inch, gaps of 0.08 inch. Fed upside down it is patch code 3: both are T to us.
BARS = (2.03, 5.08, 2.03, 5.08)
GAP = 2.03

_PATTERNS = np.array([[1, 2.5, 1, 2.5], [2.5, 1, 2.5, 1]])
_MODULES = 10  # from the first edge to the last
#: Resolution of the pages given: a thin bar is eight dots.
DPI = 100
_MM = DPI / 25.4
_BAND = 10  # dots, along the bars
_SHORTEST = 6  # bands
# In modules: how far a bar or gap may be off, the white beside the code, the ink that spread.
_OFF, _QUIET, _SPREAD = 0.35, 1.2, 0.5
# A code printed to fit another sheet, or photographed, is smaller or larger.
_SMALLEST, _LARGEST = 0.65, 1.4
_STEEPEST = 0.22  # tangent of the skew
# Bands by which one bar may be longer than another, and share of their length: those of a skewed
# page end on a slope, and noise may lengthen one.
_UNEVEN, _UNEVEN_SHARE = 4, 1 / 6
_HOLE = 3  # bands a bar may be gone for, on a bad fax
_REACH = 50  # dots: so far to either side of a bar there is paper
_EVERY = 8  # dots
_FAINTEST = 14  # levels of grey between ink and paper
_ONE_INK = 60  # levels of grey between two bars of one print
_FAR = 10**9


@dataclass(frozen=True)
class Patch:
    """A patch code T by its middle, in shares of the page; its bars lie ``flat`` or stand."""

    x: float
    y: float
    flat: bool


@dataclass(frozen=True)
class _Hit:
    band: int
    middle: float
    module: float
    bars: tuple[float, ...]


def patches(grey: np.ndarray) -> list[Patch]:
    """Return the patch codes T of a page in 256 greys, at 100 dpi: at most one of each way."""
    found = []
    if place := _found(grey):
        found.append(Patch(place[0], place[1], False))
    if place := _found(grey.T):
        found.append(Patch(place[1], place[0], True))
    return found


def _found(grey) -> tuple[float, float] | None:
    """Return the middle of the longest code whose bars stand: shares across and along them."""
    height = grey.shape[0] // _BAND * _BAND
    if height == 0 or grey.shape[1] < 2 * _REACH:
        return None
    bands = grey[:height].reshape(-1, _BAND, grey.shape[1]).mean(axis=1, dtype=np.float32)
    for ink in _inks(bands):
        alike = [one for one in _chains(_hits(ink)) if _of_one_ink(one, bands)]
        if chains := [one for one in alike if _of_one_length(one, ink)]:
            return _middle(max(chains, key=len), bands.shape)
    return None


def _inks(bands) -> Iterator[np.ndarray]:
    """Yield the bands in black and white: ink halfway to the local paper, then any paler ink."""
    padded = np.pad(bands, ((0, 0), (_REACH, _REACH)), mode="edge")
    windows = sliding_window_view(padded, 2 * _REACH + 1, axis=1)[:, ::_EVERY]
    paper = _spread_out(windows.max(axis=2), bands.shape[1])
    darkest = _spread_out(windows.min(axis=2), bands.shape[1])
    clear = paper - darkest >= _FAINTEST
    yield clear & (bands < (paper + darkest) / 2)
    yield bands < paper - _FAINTEST


def _spread_out(sampled, width):
    return np.repeat(sampled, _EVERY, axis=1)[:, :width]


def _hits(ink) -> list[_Hit]:
    # White between the bands, so that no run of ink reaches into the next one.
    margin = 2 * _REACH
    line = np.pad(ink, ((0, 0), (margin, margin))).astype(np.int8).ravel()
    edges = np.flatnonzero(np.diff(line)) + 1
    starts, ends = edges[::2], edges[1::2]
    if len(starts) < 4:
        return []
    four = sliding_window_view(np.stack([starts, ends], axis=1), 4, axis=0)
    first, last = four[:, 0, 0], four[:, 1, 3]
    fitting = np.flatnonzero(_sized(first, last) & _alone(starts, ends) & _shaped(four))
    length = ink.shape[1] + 2 * margin
    return [
        _hit(begins, finishes, length, margin) for begins, finishes in four[fitting].astype(float)
    ]


def _hit(begins, finishes, length, margin) -> _Hit:
    band = int(begins[0] // length)
    bars = (begins + finishes) / 2 - band * length - margin
    middle = (begins[0] + finishes[3]) / 2 - band * length - margin
    return _Hit(band, middle, (finishes[3] - begins[0]) / _MODULES, tuple(bars))


def _sized(first, last):
    module = (last - first) / _MODULES
    return (module >= GAP * _MM * _SMALLEST) & (module <= GAP * _MM * _LARGEST)


def _alone(starts, ends):
    quiet = (ends[3:] - starts[:-3]) / _MODULES * _QUIET
    before = starts[:-3] - np.concatenate(([-_FAR], ends[:-4]))
    after = np.concatenate((starts[4:], [_FAR])) - ends[3:]
    return (before >= quiet) & (after >= quiet)


def _shaped(four):
    begins, finishes = four[:, 0, :], four[:, 1, :]
    module = ((finishes[:, 3] - begins[:, 0]) / _MODULES)[:, None]
    bars = (finishes - begins) / module
    gaps = (begins[:, 1:] - finishes[:, :-1]) / module
    # Ink that spreads makes every bar thicker and every gap thinner by the same.
    spread = (bars.sum(axis=1) - gaps.sum(axis=1) - 4)[:, None] / 7
    even = (np.abs(gaps + spread - 1) <= _OFF).all(axis=1) & (np.abs(spread[:, 0]) <= _SPREAD)
    off = np.abs((bars - spread)[:, None, :] - _PATTERNS[None]).max(axis=2)
    return even & (off <= _OFF).any(axis=1)


def _chains(hits) -> list[list[_Hit]]:
    """Group hits of neighbouring bands that lie on one straight code."""
    chains: list[list[_Hit]] = []
    for hit in hits:
        home = next((chain for chain in chains if _continues(chain[-1], hit)), None)
        if home is None:
            chains.append([hit])
        else:
            home.append(hit)
    return [chain for chain in chains if len(chain) >= _SHORTEST]


def _continues(last, hit):
    bands = hit.band - last.band
    drift = abs(hit.middle - last.middle)
    same_size = abs(hit.module - last.module) <= 0.15 * last.module
    return 0 < bands <= 2 and same_size and drift <= 2 + bands * _BAND * _STEEPEST


def _of_one_ink(chain, bands) -> bool:
    """Whether all bars are as dark as each other, as those of a chart or a form may not be."""
    rows = np.array([hit.band for hit in chain])[:, None]
    columns = np.array([hit.bars for hit in chain]).round().astype(int)
    greys = bands[rows, columns.clip(0, bands.shape[1] - 1)].mean(axis=0)
    return float(np.ptp(greys)) <= _ONE_INK


def _of_one_length(chain, ink) -> bool:
    """Whether all bars begin together and end together, as those of a chart do not."""
    first, last = chain[0], chain[-1]
    slope = (last.middle - first.middle) / (last.band - first.band)
    over = [_beyond(ink, first, bar, -1, slope) for bar in first.bars]
    under = [_beyond(ink, last, bar, 1, slope) for bar in last.bars]
    most = _UNEVEN + _UNEVEN_SHARE * (last.band - first.band)
    return max(over) - min(over) <= most and max(under) - min(under) <= most


def _beyond(ink, hit, bar, way, slope) -> int:
    """Return for how many bands more a bar goes on, past a hit at the end of its chain."""
    furthest = step = 0
    while step - furthest <= _HOLE:
        step += 1
        band, across = hit.band + way * step, round(bar + way * step * slope)
        if not (0 <= band < ink.shape[0] and 0 <= across < ink.shape[1]):
            break
        if ink[band, max(0, across - 3) : across + 4].mean() > 0.5:
            furthest = step
    return furthest


def _middle(chain, shape):
    across = sum(hit.middle for hit in chain) / len(chain)
    along = (chain[0].band + chain[-1].band + 1) / 2
    return across / shape[1], along / shape[0]
