"""Fonts of invented letters: Debian's when installed, else the one that comes with Pillow."""

from functools import cache
from pathlib import Path

from PIL import ImageFont

FOLDER = Path("/usr/share/fonts/truetype")
FILES = {
    ("sans", "plain"): ("LiberationSans-Regular", "DejaVuSans"),
    ("sans", "bold"): ("LiberationSans-Bold", "DejaVuSans-Bold"),
    ("sans", "slant"): ("LiberationSans-Italic", "DejaVuSans-Oblique"),
    ("serif", "plain"): ("LiberationSerif-Regular", "DejaVuSerif"),
    ("serif", "bold"): ("LiberationSerif-Bold", "DejaVuSerif-Bold"),
    ("serif", "slant"): ("LiberationSerif-Italic", "DejaVuSerif-Italic"),
    ("mono", "plain"): ("LiberationMono-Regular", "DejaVuSansMono"),
    ("mono", "bold"): ("LiberationMono-Bold", "DejaVuSansMono-Bold"),
    ("mono", "slant"): ("LiberationMono-Italic", "DejaVuSansMono-Oblique"),
    ("wide", "plain"): ("DejaVuSansCondensed", "LiberationSans-Regular"),
    ("wide", "bold"): ("DejaVuSansCondensed-Bold", "LiberationSans-Bold"),
    ("wide", "slant"): ("DejaVuSansCondensed-Oblique", "LiberationSans-Italic"),
}

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@cache
def font(family: str, style: str, pixels: int) -> Font:
    """Return a font of that height in pixels; never fails for a missing file."""
    path = font_file(family, style)
    return ImageFont.truetype(path, pixels) if path else ImageFont.load_default(pixels)


@cache
def font_file(family: str, style: str) -> Path | None:
    """Return the file of a font, or None when no Debian font of that kind is installed."""
    found = (path for name in FILES[family, style] for path in sorted(FOLDER.glob(f"*/{name}.ttf")))
    return next(found, None)
