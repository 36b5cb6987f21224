"""How pictures pass from step to step: uncompressed, in the form tesseract opens fastest."""

from pathlib import Path

from PIL import Image

#: A grey PNM costs tesseract a tenth of the reading: it is taken in dot by dot.
SUFFIX = ".tiff"


def put_raw(picture: Image.Image, target: Path) -> Path:
    """Write ``picture`` to ``target``, whatever the file it came from was packed with."""
    picture.save(target, format="TIFF", compression="raw")
    return target
