"""Pictures of other kinds than scanners make, as kinds that the capture line looks at."""

from io import BytesIO

import pillow_heif
from PIL import Image, ImageOps

from farde.capture.conversion.errors import ConversionFailed

_KINDS = ("GIF", "WEBP", "BMP")
_STARTS = (b"GIF8", b"BM", b"RIFF")


def is_picture(data: bytes) -> bool:
    """Tell whether bytes look like a picture that ``to_known`` reads."""
    return data.startswith(_STARTS) and size(data) != (0, 0)


def size(data: bytes) -> tuple[int, int]:
    """Return width and height of any picture, zeros for what is none."""
    try:
        with Image.open(BytesIO(data)) as image:
            return image.size
    except Exception:  # Pillow's readers meet damage with many kinds of exceptions
        return (0, 0)


def to_known(data: bytes, heic: bool = False) -> tuple[bytes, str]:
    """Return a picture, upright, as PNG, or as JPEG where it came as HEIC; ConversionFailed."""
    if heic:
        pillow_heif.register_heif_opener(thumbnails=False)
    try:
        with Image.open(BytesIO(data), formats=["HEIF"] if heic else _KINDS) as image:
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except MemoryError:
        raise
    except Exception as error:
        raise ConversionFailed("broken") from error
    stream = BytesIO()
    # HEIC loses already; the finest JPEG is an eighth of the size of a PNG and adds nothing seen.
    upright.save(stream, "JPEG" if heic else "PNG", quality=95)
    return stream.getvalue(), "jpeg" if heic else "png"
