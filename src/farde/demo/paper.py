"""What a scanner sees: grey paper, folds, punch holes, a skewed sheet, noise."""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

PLAIN_NOISE_SIDE = 509


@dataclass(frozen=True)
class Look:
    """How a page was captured: resolution, colour, and the marks it bears."""

    dpi: int
    mode: str = "RGB"
    tone: int = 245
    noise: float = 2.2
    blur: float = 0.5
    shadow: float = 0.10
    levels: int = 256

    @property
    def bitonal(self) -> bool:
        """Whether only black and white are left."""
        return self.levels == 2


COLOUR = Look(dpi=200)
GREY = Look(dpi=300, mode="L", tone=238, noise=2.5, blur=0.7)
FAX = Look(dpi=300, mode="L", noise=11, blur=0.8, shadow=0, levels=2)
COARSE_FAX = Look(dpi=200, mode="L", noise=7, blur=0.4, shadow=0, levels=2)
CLEAN = Look(dpi=200, mode="L", tone=250, noise=0, blur=0.4, shadow=0.03, levels=16)
SHARP = replace(CLEAN, dpi=300)
PHOTO = Look(dpi=220, tone=226, noise=3.0, blur=0.7, shadow=0.34)


def aged(page: Image.Image, look: Look, rng: np.random.Generator) -> Image.Image:
    """Return a typed page as it comes out of the scanner."""
    page = _skewed(_handled(page, look, rng), rng)
    page = ImageChops.multiply(page, _light(page, look, rng))
    page = page.filter(ImageFilter.GaussianBlur(look.blur))
    page = _noisy(page, look.noise, rng)
    return _reduced(page, look.levels, rng)


def _handled(page: Image.Image, look: Look, rng: np.random.Generator) -> Image.Image:
    pen, dot = ImageDraw.Draw(page), look.dpi / 25.4
    if rng.random() < 0.7:
        for third in (1, 2):
            _fold(pen, page.width, page.height * third / 3, rng)
    if rng.random() < 0.6:
        _holes(pen, dot, rng)
    return page


def _fold(pen: ImageDraw.ImageDraw, width: int, y: float, rng: np.random.Generator) -> None:
    ends = [(0, y + rng.uniform(-4, 4)), (width, y + rng.uniform(-4, 4))]
    pen.line(ends, fill="#d2d2d0", width=1)


def _holes(pen: ImageDraw.ImageDraw, dot: float, rng: np.random.Generator) -> None:
    x, middle = 11 + rng.uniform(-1, 1), 148.5 + rng.uniform(-3, 3)
    for y in (middle - 40, middle + 40):
        box = [(x - 2.8) * dot, (y - 2.8) * dot, (x + 2.8) * dot, (y + 2.8) * dot]
        pen.ellipse(box, fill="#5c5c5e", outline="#9a9a9a", width=2)


def _skewed(page: Image.Image, rng: np.random.Generator) -> Image.Image:
    angle = float(np.clip(rng.normal(0, 0.8), -2, 2))
    return page.rotate(angle, Image.Resampling.BICUBIC, fillcolor="#c9c9c7")


def _light(page: Image.Image, look: Look, rng: np.random.Generator) -> Image.Image:
    across, down = np.linspace(-1, 1, 60), np.linspace(-1, 1, 84)[:, None]
    slope = rng.uniform(-0.5, 0.5) * across + rng.uniform(-0.5, 0.5) * down
    edge = np.exp(-(1 + across * rng.choice((-1, 1))) * 14) + np.exp(-(1 - down) * 30)
    wrinkles = rng.normal(0, 0.004, (84, 60))
    light = look.tone * (1 + wrinkles - look.shadow * (0.4 * np.abs(slope) + edge))
    grey = Image.fromarray(np.clip(light, 0, 255).astype(np.uint8))
    if page.mode == "RGB":
        grey = Image.merge("RGB", (grey, grey, grey.point(lambda value: value * 0.97)))
    return grey.resize(page.size, Image.Resampling.BILINEAR)


def _noisy(page: Image.Image, strength: float, rng: np.random.Generator) -> Image.Image:
    if not strength:
        return page
    pixels = np.asarray(page)
    grain = np.roll(_grain(), rng.integers(0, PLAIN_NOISE_SIDE, 2), (0, 1)) * strength
    high, wide = (-(-size // PLAIN_NOISE_SIDE) for size in pixels.shape[:2])
    field = np.tile(grain.astype(np.int16), (high, wide))[: pixels.shape[0], : pixels.shape[1]]
    field = field if pixels.ndim == 2 else field[..., None]
    return Image.fromarray(np.clip(pixels + field, 0, 255).astype(np.uint8))


@cache
def _grain() -> np.ndarray:
    side = PLAIN_NOISE_SIDE
    return np.random.default_rng(0).normal(0, 1, (side, side))


def _reduced(page: Image.Image, levels: int, rng: np.random.Generator) -> Image.Image:
    if levels == 2:
        return _specked(page, rng).point(lambda value: 255 * (value > 172), "1")
    if levels == 16:
        return page.point(lambda value: min(255, round((value + 8) / 17) * 17))
    return page


def _specked(page: Image.Image, rng: np.random.Generator) -> Image.Image:
    pen = ImageDraw.Draw(page)
    for x, y in rng.random((int(rng.integers(10, 90)), 2)):
        left, top, size = x * page.width, y * page.height, rng.uniform(0.5, 2.5)
        pen.ellipse([left, top, left + size, top + size], fill=0)
    return page
