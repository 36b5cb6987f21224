"""Stacks of paper as a scanner sends them: letters, separators, blanks and copies in one file.

``stack(letter(1), separator(), letter(2), blank())`` is the file of four sheets, in grey or, as
``kind="tiff"``, in black and white; ``worn`` makes a sheet as bad as one wants.
"""

from datetime import date
from functools import cache
from random import Random

import numpy as np
import segno
from PIL import Image, ImageDraw, ImageFilter

from farde.capture.cutting.separators import Cover, Separator, encode, with_nonce
from farde.capture.looking.patch import BARS, GAP
from farde.demo.formats import as_pdf, as_tiff
from farde.demo.letterhead import Letter, typed
from farde.demo.letters import models
from farde.demo.people import synthetic_people
from farde.demo.sheet import HEIGHT, WIDTH
from farde.demo.sheet import Sheet as Paper

DPI = 200
_BLACK = 128


def stack(*pages: Image.Image, kind: str = "pdf", dpi: int = DPI) -> bytes:
    """Return a scanner's file of these pages: a ``pdf`` in grey, or a bitonal ``tiff``."""
    if kind == "pdf":
        return as_pdf(list(pages), dpi)
    return as_tiff([page.point(lambda value: 255 * (value > _BLACK), "1") for page in pages], dpi)


def letter(number: int = 1, dpi: int = DPI) -> Image.Image:
    """Return an invented letter of one page, the same for the same number."""
    return _letter(number, dpi).copy()


def blank(dpi: int = DPI, seed: int = 0) -> Image.Image:
    """Return the empty back of a sheet: grey paper, a little dust, two holes."""
    page = _sheet(dpi, 238)
    pen, rng = ImageDraw.Draw(page), Random(seed)
    for y in (108, 188):
        pen.ellipse(_dots(dpi, 8, y, 14, y + 6), fill=90)
    for _speck in range(12):
        x, y = rng.uniform(20, 190), rng.uniform(20, 270)
        pen.ellipse(_dots(dpi, x, y, x + 0.4, y + 0.4), fill=60)
    return _grainy(page, 3, seed)


def separator(
    dossier: str = "", document_type: str = "", station: str = "", dpi: int = DPI
) -> Image.Image:
    """Return a sheet with a QR code of ours, which names what it can, and with patch code T."""
    return _with_code(Separator(dossier, document_type, station), dpi)


def sheet(asked: Separator, dpi: int = DPI) -> Image.Image:
    """Return a sheet as it was asked for, with its own nonce and seal."""
    return _with_code(asked, dpi)


def cover(receipt: str, station: str = "", dpi: int = DPI) -> Image.Image:
    """Return the cover sheet of what was handed in at the counter."""
    return _with_code(Cover(receipt, station), dpi)


def patch(dpi: int = DPI, x: float = 25, y: float = 20) -> Image.Image:
    """Return a sheet with nothing but the bars of patch code T, at a place in millimetres."""
    page = _sheet(dpi)
    _draw_patch(page, dpi, x, y)
    return page


def code(text: str, page: Image.Image, dpi: int = DPI, size: float = 60) -> Image.Image:
    """Return the page with a QR code of this text in a corner, ``size`` millimetres wide."""
    page = page.copy()
    page.paste(_qr(text, round(size * dpi / 25.4)), _dots(dpi, 130, 200))
    return page


def worn(
    page: Image.Image,
    *,
    skew: float = 0,
    noise: float = 0,
    faint: float = 0,
    blur: float = 0,
    turn: int = 0,
    bitonal: bool = False,
    seed: int = 0,
) -> Image.Image:
    """Return a page as a bad scanner gives it.

    ``skew`` and ``turn`` are degrees, ``noise`` the spread of grey levels, ``faint`` the share of
    the ink that is lost, ``blur`` in pixels.
    """
    page = page.point(lambda value: round(255 - (255 - value) * (1 - faint)))
    if skew:
        page = page.rotate(skew, Image.Resampling.BICUBIC, fillcolor=235)
    if blur:
        page = page.filter(ImageFilter.GaussianBlur(blur))
    if noise:
        page = _grainy(page, noise, seed)
    if turn:
        page = page.rotate(-turn, expand=True)
    # A machine that makes faxes sets black where it finds ink, however pale.
    limit = 255 - (255 - _BLACK) * (1 - faint)
    return page.point(lambda value: 255 * (value > limit), "1").convert("L") if bitonal else page


@cache
def _letter(number, dpi):
    rng = Random(f"letter {number}")
    people = synthetic_people()
    model = rng.choice([one for one in models() if one.pages == 1])
    person = rng.choice([one for one in people if model.suits(one)] or people)
    dated = Letter(model, person, date(2026, 2, 23), date(2026, 3, 2), "mail")
    return typed(dated, Paper(dpi, "L", points=9), rng).pages[0]


def _with_code(sheet, dpi):
    page = patch(dpi)
    side = round(90 * dpi / 25.4)
    page.paste(_qr(encode(sheet if sheet.nonce else with_nonce(sheet)), side), _dots(dpi, 60, 80))
    return page


def _qr(text, side):
    modules = np.array(list(segno.make_qr(text, error="h").matrix_iter(border=4)), dtype=bool)
    return Image.fromarray(np.where(modules, 0, 255).astype(np.uint8)).resize(
        (side, side), Image.Resampling.NEAREST
    )


def _draw_patch(page, dpi, x, y):
    pen = ImageDraw.Draw(page)
    for bar in BARS:
        pen.rectangle(_dots(dpi, x, y, x + 160, y + bar), fill=0)
        y += bar + GAP


def _sheet(dpi, tone=255):
    return Image.new("L", _dots(dpi, WIDTH, HEIGHT), tone)


def _grainy(page, strength, seed):
    grain = np.random.default_rng(seed).normal(0, strength, (page.height, page.width))
    return Image.fromarray(np.clip(np.asarray(page) + grain, 0, 255).astype(np.uint8))


def _dots(dpi, *millimetres):
    return tuple(round(one * dpi / 25.4) for one in millimetres)
