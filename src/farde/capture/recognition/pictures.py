"""Steps that make pictures: of a page, for the eye and for the reader of words.

Pictures pass from step to step uncompressed: a page drawn as PNG takes over a second more than
one drawn raw, where tesseract needs two to read it.
"""

from pathlib import Path

from PIL import Image, ImageChops, ImageOps

from farde.capture.recognition._exec import poppler
from farde.capture.recognition.job import PageJob
from farde.capture.recognition.lifting import lift
from farde.capture.recognition.posture import Posture
from farde.capture.recognition.raw import SUFFIX, put_raw
from farde.capture.recognition.straight import SEEN_ASKEW, level, upright

#: Resolution tesseract was trained for.
READING_DPI = 300
#: Widths collective.documentviewer shows, largest first.
VIEWER_WIDTHS = {"large": 1000, "normal": 700, "small": 180}
#: A fifth smaller than PNG on a clean letter, less than half on a noisy scan, and far faster to
#: write.
VIEWER_FORMAT = "jpg"
_JPEG = {"format": "JPEG", "quality": 80}
# A sheet larger than A2 is drawn coarser, so that a page declared huge costs no more than that.
_MOST_PIXELS = 40_000_000
# A till roll of eight times its width is still shown whole; a thread of pixels is not.
_TALLEST = 8
# Shares by which a picture may differ from its sheet: sizes in points are rounded.
_OUT_OF_PROPORTION = 0.05
# Below this, what looks like colour is the noise of JPEG or of the scanner's lamp.
_COLOUR_NOISE = 24


def take_picture(source: Path, job: PageJob) -> Path:
    """Return the page as a picture: the scanned one itself where possible, else drawn."""
    if job.kind != "pdf":
        picture = _frame(source, job.number)
    elif (picture := lift(source, job)) is not None:
        picture = flattened(picture)
    else:
        sheet = job.sheet
        return _drawn(source, job, _within_reason(READING_DPI, sheet.width, sheet.height))
    return put_raw(_in_proportion(picture, job.sheet), job.scratch / f"picture{SUFFIX}")


def draw_for_screen(source: Path, job: PageJob) -> Path:
    """Return a born-digital page drawn just large enough for the viewer."""
    sheet = job.sheet
    dpi = _within_reason(VIEWER_WIDTHS["large"] / sheet.width, sheet.width, sheet.height)
    return _drawn(source, job, dpi)


def make_viewer_images(picture: Path, posture: Posture, job: PageJob) -> Path:
    """Write the viewer's sizes, upright and level, each from the one before; return the large."""
    with Image.open(picture) as image:
        image.load()
    if image.mode == "1":
        image = image.convert("L")
    image = upright(image, posture.turn)
    for size, width in VIEWER_WIDTHS.items():
        image = _scaled(image, width)
        if size == "large":
            image = _grey_if_colourless(image)
            if abs(posture.skew) >= SEEN_ASKEW:
                image = level(image, posture.skew)
        image.save(job.file(f"{size}/dump_{job.number}.{VIEWER_FORMAT}"), **_JPEG)
    return job.file(f"large/dump_{job.number}.{VIEWER_FORMAT}")


def make_reading_copy(picture: Path, job: PageJob) -> Path:
    """Return the picture as tesseract reads it fastest: without colour, at about 300 dpi."""
    with Image.open(picture) as image:
        factor = round(image.width / job.sheet.width / READING_DPI)
        if image.mode in ("1", "L") and factor < 2:
            return picture
        copy = image.convert("L")
    if factor >= 2:
        copy = copy.reduce(factor)
    return put_raw(copy, job.scratch / f"reading{SUFFIX}")


def flattened(image: Image.Image) -> Image.Image:
    """Return ``image`` in black and white, grey or RGB, on white paper where it is transparent."""
    if image.has_transparency_data:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(paper, image).convert("RGB")
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in ("1", "L", "RGB"):
        return image
    if image.mode == "P" and _is_grey(image.getpalette("RGB")):
        return image.convert("L")
    return image.convert("L" if image.mode in ("I", "F") else "RGB")


def _in_proportion(image, sheet):
    # A fax is twice as fine across as down: its narrow dots are made square.
    wanted = sheet.width / sheet.height * image.height
    if abs(image.width - wanted) <= _OUT_OF_PROPORTION * wanted:
        return image
    size = image.width, max(1, round(image.width * sheet.height / sheet.width))
    if wanted > image.width:
        size = max(1, round(wanted)), image.height
    return (image.convert("L") if image.mode == "1" else image).resize(size)


def _is_grey(palette):
    return palette[::3] == palette[1::3] == palette[2::3]


def _frame(source, number):
    # From a stream: of a raw TIFF opened by its name Pillow garbles the turned frames.
    with source.open("rb") as stream, Image.open(stream) as image:
        if number > 1:
            image.seek(number - 1)
        return flattened(ImageOps.exif_transpose(image))


def _drawn(source, job, dpi):
    return poppler.draw(source, job.number, job.scratch / "picture", dpi)


def _within_reason(dpi, width, height):
    return min(dpi, (_MOST_PIXELS / (width * height)) ** 0.5)


def _scaled(image, width):
    height = round(image.height * width / image.width)
    if height > _TALLEST * width:
        width, height = max(1, round(width * _TALLEST * width / height)), _TALLEST * width
    size = width, max(1, height)
    # A scan is first halved, which is fast, and only then smoothed.
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=1.2)


def _grey_if_colourless(image):
    if image.mode != "RGB":
        return image
    red, green, blue = image.split()
    pairs = (red, green), (green, blue)
    spread = max(ImageChops.difference(a, b).getextrema()[1] for a, b in pairs)
    return image if spread > _COLOUR_NOISE else image.convert("L")
