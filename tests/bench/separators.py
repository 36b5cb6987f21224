"""How many separator sheets are found on bad scans, and how often an ordinary page is cut.

``PYTHONPATH=tests python -m bench.separators [PAGES [SHEETS]]``: ordinary pages to be left alone
(1,000), and separator sheets (486: each kind at each resolution, skew and trouble). Fewer are
drawn from all of them. One process works for each core.
"""

import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from itertools import product
from random import Random

import numpy as np
import segno
import zxingcpp
from PIL import Image, ImageDraw

import stacks
from bench.figures import Goal, load, machine, say
from farde.capture.cutting.proposing import is_separator
from farde.capture.cutting.separators import Separator, parse
from farde.capture.looking.sight import seen
from farde.demo.paper import CLEAN, COARSE_FAX, FAX, GREY, PHOTO, aged

A4 = 8.27, 11.69
SKEWS = (-5, -3.5, -2, -1, 0, 1, 2, 3.5, 5)
DPIS = (150, 200, 300)
TROUBLES = {
    "grey": {},
    "noisy": {"noise": 30},
    "faint": {"faint": 0.7, "noise": 10},
    "upside down": {"turn": 180, "noise": 15},
    "on its side": {"turn": 90, "noise": 15},
    "blurred": {"blur": 2, "noise": 10},
    "bitonal": {"bitonal": True, "noise": 30},
    "noisy fax": {"bitonal": True, "noise": 60},
    "faint fax": {"bitonal": True, "faint": 0.6, "noise": 25},
}
SHEET = Separator("2026-000123", "attestations-identite-registre-national", "guichet-2")


@dataclass(frozen=True)
class Trial:
    """One sheet as one bad scanner gave it."""

    kind: str
    dpi: int
    skew: float
    trouble: str
    seed: int


def trials(count: int | None = None) -> list[Trial]:
    """Return each sheet at every resolution, skew and trouble, or so many drawn from them."""
    every = [
        Trial(*one, seed)
        for seed, one in enumerate(product(("qr", "patch"), DPIS, SKEWS, TROUBLES))
    ]
    return every if count is None else Random(count).sample(every, min(count, len(every)))


def found(trial: Trial) -> bool:
    """Whether a sheet is known for one; of ours, whether it is read in full."""
    page = stacks.patch(trial.dpi) if trial.kind == "patch" else _ours(trial.dpi)
    page = stacks.worn(page, skew=trial.skew, seed=trial.seed, **TROUBLES[trial.trouble])
    sight = seen(page, *_size(page))
    if trial.kind == "patch":
        return is_separator(sight)
    read = [parse(code.text) for code in sight.codes if code.format == "QRCode"]
    return [one.dossier for one in read if one] == [SHEET.dossier]


def ordinary(number: int) -> tuple[bool, bool]:
    """Look at an ordinary page: whether it was taken for a separator, and whether for a blank."""
    sight = seen(page_of(number), *A4)
    return is_separator(sight), sight.blank


def page_of(number: int) -> Image.Image:
    """Return a letter as a scanner gives it, many with foreign codes, stripes, charts, forms."""
    rng = Random(number)
    page = stacks.letter(number % 160, 200)
    rng.choice(_EXTRAS)(page, rng)
    look = rng.choice((CLEAN, FAX, GREY, PHOTO, COARSE_FAX))
    return aged(page, look, np.random.default_rng(number)).convert("L")


def _ours(dpi):
    return stacks.separator(SHEET.dossier, SHEET.document_type, SHEET.station, dpi)


def _size(page):
    return A4 if page.height > page.width else A4[::-1]


def _nothing(_page, _rng):
    return None


def _foreign_codes(page, rng):
    for kind in rng.sample(("qr", "Code128", "Code39", "EAN13", "DataMatrix"), 2):
        page.paste(_code(kind, rng), (rng.randrange(100, 1000), rng.randrange(100, 1900)))


def _code(kind, rng):
    digits = "".join(rng.choice("0123456789") for _ in range(12))
    if kind == "qr":
        image = segno.make_qr(f"https://exemple.be/FARDE/1/{digits}").matrix_iter(border=4)
        dots = np.where(np.array(list(image), dtype=bool), 0, 255).astype(np.uint8)
        return Image.fromarray(dots).resize((280, 280), Image.Resampling.NEAREST)
    made = zxingcpp.create_barcode(digits, zxingcpp.barcode_format_from_str(kind))
    return Image.fromarray(np.array(zxingcpp.write_barcode_to_image(made, scale=3)))


def _stripes(page, rng):
    """Bars as letterheads and blackened lines have them, but not those of a patch code."""
    heights = rng.choices((16, 16, 40), k=rng.choice((2, 3, 4, 4, 5, 8)))
    if heights in ([16, 40, 16, 40], [40, 16, 40, 16]):
        heights[0] = heights[1]
    pen, y = ImageDraw.Draw(page), rng.randrange(300, 1500)
    for height in heights:
        pen.rectangle([150, y, rng.randrange(900, 1500), y + height], fill=rng.choice((0, 90, 170)))
        y += height + rng.choice((8, 16, 24, 40))


def _chart(page, rng):
    pen, x = ImageDraw.Draw(page), 250
    for _bar in range(rng.randrange(3, 9)):
        width = rng.choice((16, 20, 40, 60))
        pen.rectangle([x, 1900 - rng.randrange(100, 700), x + width, 1900], fill=60)
        x += width + rng.choice((10, 16, 30))


def _form(page, rng):
    pen = ImageDraw.Draw(page)
    for row in range(rng.randrange(5, 25)):
        y = 400 + row * 62
        pen.rectangle([140, y, 1500, y + rng.choice((2, 16, 40))], outline=0, width=3)
        for cell in range(8):
            pen.line([140 + cell * 170, y, 140 + cell * 170, y + 62], fill=0, width=3)


def _black_edges(page, rng):
    pen = ImageDraw.Draw(page)
    pen.rectangle([0, 0, rng.randrange(20, 90), page.height], fill=8)
    pen.rectangle([0, page.height - rng.randrange(10, 60), page.width, page.height], fill=8)


_EXTRAS = (
    _nothing,
    _foreign_codes,
    _foreign_codes,
    _stripes,
    _stripes,
    _chart,
    _form,
    _black_edges,
)


def measure(pages: int = 1000, sheets: int | None = None) -> Iterator[Goal]:
    """Yield the figures: sheets found, and ordinary pages taken for a separator or a blank."""
    with ProcessPoolExecutor() as pool:
        every = trials(sheets)
        hits = list(pool.map(found, every, chunksize=4))
        for missed in [one for one, hit in zip(every, hits, strict=True) if not hit]:
            say(f"missed {missed}")
        yield Goal("separators_found", sum(hits) / len(every), ">=", 1.0)
        taken = list(pool.map(ordinary, range(pages), chunksize=4))
        for number in [number for number, (cut, _blank) in enumerate(taken) if cut]:
            say(f"false cut at page {number}")
        yield Goal("false_cuts", sum(cut for cut, _ in taken), "<=", 0)
        yield Goal("false_blanks", sum(blank for _, blank in taken), "<=", 0)


def main() -> None:
    """Print the figures and the machine they were taken on."""
    for goal in measure(*(int(word) for word in sys.argv[1:3])):
        say(goal.line())
    say(machine([f"zxing-cpp {version('zxing-cpp')}"]), f"load {load()}")


if __name__ == "__main__":
    main()
