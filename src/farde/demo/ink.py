"""Ink on paper: signatures and rubber stamps, applied by a hurried hand."""

from math import cos, radians, sin
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from farde.demo.fonts import font
from farde.demo.sheet import Sheet

INKS = ("#2a3f8f", "#8f2a35", "#3a2f7a", "#2b2b33")
PENS = ("#1f2f7d", "#22222a", "#2d3f9a")


def sign(sheet: Sheet, x: float, y: float, rng: Random) -> None:
    """Draw an invented signature, about 45 by 14 mm, from the left end of its base line."""
    points = _curve(_letters(x, y, rng))
    colour = rng.choice(PENS)
    _stroke(sheet, points, colour)
    if rng.random() < 0.6:
        ends = [(x + 3, y + 2), (x + 20, y + rng.uniform(1, 4)), (x + 40, y - rng.uniform(0, 4))]
        _stroke(sheet, _curve(ends), colour)


def _letters(x: float, y: float, rng: Random) -> list[tuple[float, float]]:
    # A tall initial with a loop, then smaller and smaller waves, some of them looped.
    tall = rng.uniform(9, 13)
    knots = [(x, y - tall * 0.5), (x + 5, y - tall), (x + 2, y + 2), (x + 7, y - tall * 0.6)]
    along, size = x + 8, tall * 0.5
    for _ in range(rng.randrange(3, 7)):
        loop = rng.choice((-1.6, 0.4, 1.2))
        along += rng.uniform(2.2, 4.6)
        knots += [(along, y + rng.uniform(-0.6, 1)), (along + loop, y - size)]
        size *= rng.uniform(0.6, 1.15)
    return [*knots, (along + rng.uniform(6, 12), y - rng.uniform(-1, 3))]


def _curve(knots: list[tuple[float, float]]) -> list[tuple[float, float]]:
    # Catmull-Rom: the line passes through every knot, as a pen does.
    padded = [knots[0], *knots, knots[-1]]
    return [
        (_spline(a[0], b[0], c[0], d[0], t / 14), _spline(a[1], b[1], c[1], d[1], t / 14))
        for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False)
        for t in range(15)
    ]


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    bend = 2 * a - 5 * b + 4 * c - d
    return 0.5 * (2 * b + (c - a) * t + bend * t * t + (3 * b - a - 3 * c + d) * t**3)


def _stroke(sheet: Sheet, points: list[tuple[float, float]], colour: str) -> None:
    ends = [(sheet.px(x), sheet.px(y)) for x, y in points]
    sheet.pen.line(ends, fill=colour, width=max(2, sheet.px(0.38)), joint="curve")


def box_stamp(sheet: Sheet, place: tuple[float, float], lines: list[str], rng: Random) -> None:
    """Press a rectangular stamp of several lines, its centre at ``place``."""
    face = font("sans", "bold", sheet.px(3.6))
    wide = max(face.getlength(line) for line in lines) + sheet.px(7)
    high = sheet.px(5.2) * len(lines) + sheet.px(4)
    mask = Image.new("L", (round(wide), high), 0)
    pen = ImageDraw.Draw(mask)
    pen.rectangle([2, 2, wide - 3, high - 3], outline=255, width=sheet.px(0.6))
    for number, line in enumerate(lines):
        middle = sheet.px(4.6) + number * sheet.px(5.2)
        pen.text((wide / 2, middle), line, font=face, fill=255, anchor="mm")
    _press(sheet, place, mask, rng)


def round_stamp(sheet: Sheet, place: tuple[float, float], text: str, rng: Random) -> None:
    """Press a round stamp with its text along the ring, its centre at ``place``."""
    side = sheet.px(34)
    mask = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(mask)
    for inset in (0.5, 7.5):
        edge = sheet.px(inset)
        pen.ellipse([edge, edge, side - edge, side - edge], outline=255, width=sheet.px(0.5))
    pen.regular_polygon((side / 2, side / 2, sheet.px(5)), 6, fill=190)
    _ring(mask, f"{text.upper()} * ", sheet.px(3.1))
    _press(sheet, place, mask, rng)


def _ring(mask: Image.Image, text: str, height: int) -> None:
    face, middle = font("sans", "bold", height), mask.width / 2
    radius = middle - height * 1.35
    for number, letter in enumerate(text):
        angle = 360 * number / len(text)
        glyph = Image.new("L", (height * 2, height * 2), 0)
        ImageDraw.Draw(glyph).text((height, height), letter, font=face, fill=255, anchor="mm")
        glyph = glyph.rotate(-angle, Image.Resampling.BICUBIC)
        x = middle + radius * sin(radians(angle)) - height
        y = middle - radius * cos(radians(angle)) - height
        mask.paste(255, (round(x), round(y)), glyph)


def _press(sheet: Sheet, place: tuple[float, float], mask: Image.Image, rng: Random) -> None:
    inked = Image.composite(mask, Image.new("L", mask.size, 0), _patches(mask.size, rng))
    turned = inked.rotate(rng.uniform(-9, 9), Image.Resampling.BICUBIC, expand=True)
    corner = (sheet.px(place[0]) - turned.width // 2, sheet.px(place[1]) - turned.height // 2)
    sheet.page.paste(rng.choice(INKS), corner, turned)


def _patches(size: tuple[int, int], rng: Random) -> Image.Image:
    # Where the pad was dry the ink is pale: a coarse random map, smoothed.
    coarse = Image.frombytes("L", (14, 9), bytes(rng.randrange(120, 256) for _ in range(126)))
    fine = Image.frombytes("L", (90, 60), bytes(rng.choice((255, 255, 120)) for _ in range(5400)))
    patches = coarse.resize(size, Image.Resampling.BICUBIC)
    grain = fine.resize(size).filter(ImageFilter.GaussianBlur(1))
    return Image.composite(patches, Image.new("L", size, 0), grain)
