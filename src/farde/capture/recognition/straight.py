"""Making a picture straight: turned upright, and its lines level."""

from pathlib import Path

from PIL import Image

from farde.capture.recognition.posture import TURNED, Posture
from farde.capture.recognition.raw import put_raw

#: Degrees from which lines that slope are levelled before they are read: tesseract follows less.
READ_ASKEW = 1.0
#: Degrees from which the eye sees that a page is askew.
SEEN_ASKEW = 0.3


def straightened(reading: Path, posture: Posture, target: Path) -> Path:
    """Write the picture as tesseract is to read it; no corner of it is cut off."""
    with Image.open(reading) as image:
        straight = upright(image, posture.turn)
        if abs(posture.skew) >= READ_ASKEW:
            straight = level(straight, posture.skew, expand=True)
    return put_raw(straight, target)


def upright(image: Image.Image, turn: int) -> Image.Image:
    """Return the picture turned clockwise by quarters, exactly."""
    return image.transpose(TURNED[turn]) if turn else image


def level(image: Image.Image, skew: float, expand: bool = False) -> Image.Image:
    """Return the picture turned back by ``skew`` degrees about its middle, on white paper."""
    if image.mode == "1":
        image = image.convert("L")
    white = "white" if image.mode == "RGB" else 255
    return image.rotate(skew, Image.Resampling.BILINEAR, expand=expand, fillcolor=white)
