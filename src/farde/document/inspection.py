"""What an incoming file is, judged by its bytes before anything is kept.

The bytes are only read: what is stored later is what was sent. They are opened in a process of
its own, so that a file made to harm takes nobody else's work with it.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from PIL import Image, ImageSequence

from farde.core.containment import Limits, Nursery, Overrun
from farde.core.errors import Refusal
from farde.document.errors import (
    DemandingFile,
    EmptyFile,
    EncryptedFile,
    TooLargeImage,
    TooManyPages,
    TruncatedFile,
    UnsupportedFile,
)
from farde.document.kinds import CONTENT_TYPES, check_announced, kind_of
from farde.document.mapped import MappedFile, lent, mapped, reader

#: Pages (PDF) or frames (TIFF) of one document.
MAX_PAGES = 2_000
#: Pixels of one image: an A3 sheet at 600 dpi has 70 million. Below Pillow's own warning.
MAX_IMAGE_PIXELS = min(80_000_000, Image.MAX_IMAGE_PIXELS or 80_000_000)
#: Pixels of all frames of one TIFF together, which bounds the time spent decoding it.
MAX_TOTAL_PIXELS = 4_000_000_000

#: What opening one file may take: the largest pictures allowed above need a tenth of it.
LIMITS = Limits(seconds=60, processor=45)

_NURSERY = Nursery("farde.document.inspection")
# Here rather than anew in every child.
Image.init()
_PNG_END = b"IEND\xaeB`\x82"
_PDF_OBJECT = re.compile(rb"\d+\s+\d+\s+obj\b")


@dataclass(frozen=True)
class Inspection:
    """What a sound file is; ``sha256`` is the hexadecimal digest of the untouched bytes."""

    kind: str
    content_type: str
    pages: int
    signed: bool
    sha256: str
    encrypted: bool = False


def inspect(data: bytes | MappedFile, filename: str = "", content_type: str = "") -> Inspection:
    """Return what the bytes are, or raise the refusal that fits (``farde.document.errors``)."""
    if not data:
        raise EmptyFile()
    kind = kind_of(data)
    check_announced(kind, filename, content_type)
    if kind is None:
        raise UnsupportedFile()
    try:
        with lent(data) as path:
            facts = _NURSERY.call(LIMITS, _examine_there, path, kind)
    except Overrun:
        raise DemandingFile() from None
    digest = hashlib.sha256(data).hexdigest()
    return Inspection(
        **{"kind": kind, "content_type": CONTENT_TYPES[kind], "sha256": digest, "signed": False}
        | facts
    )


def _examine_there(path: Path, kind: str) -> dict[str, object]:
    return examine(mapped(path), kind)


def examine(data: bytes | MappedFile, kind: str) -> dict[str, object]:
    """Open the bytes as ``kind``; return their pages, and whether they are signed or encrypted.

    Raises the refusal that fits. To be called within limits, for the bytes may be hostile.
    """
    return _pdf_facts(data) if kind == "pdf" else {"pages": _count_frames(data, kind)}


# -- PDF ---------------------------------------------------------------------------------------


def _pdf_facts(data):
    try:
        with _strictly_opened(data) as pdf:
            pages = len(pdf.pages)
            if pages > MAX_PAGES:
                raise TooManyPages(limit=MAX_PAGES)
            if not pages:
                raise TruncatedFile()
            return {
                "pages": pages,
                "signed": _survey(pdf),
                "encrypted": pdf.is_encrypted,
            }
    except (Refusal, MemoryError):
        raise
    except pikepdf.PasswordError:
        raise EncryptedFile() from None
    except Exception as error:  # qpdf meets damage with many kinds of exceptions
        raise TruncatedFile() from error


def _strictly_opened(data):
    end = data.rfind(b"%%EOF")
    # An object behind the last end mark means a later revision was cut off; anything else
    # there is the padding that scanners and mail gateways leave.
    if end < 0 or _PDF_OBJECT.search(data, end):
        raise TruncatedFile()
    whole = reader(data, end + len(b"%%EOF"))
    return pikepdf.open(whole, attempt_recovery=False, suppress_warnings=True)


def _survey(pdf):
    signed = False
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            _check_picture(thing)
        elif isinstance(thing, pikepdf.Dictionary):
            signed = signed or _is_signature(thing) or _is_signature(thing.get("/V"))
    return signed


def _check_picture(stream):
    if stream.get("/Subtype") == "/Image":
        _check_pixels(int(stream.get("/Width", 0)), int(stream.get("/Height", 0)))


def _is_signature(thing):
    return isinstance(thing, pikepdf.Dictionary) and "/ByteRange" in thing


# -- images ------------------------------------------------------------------------------------


def _count_frames(data, kind):
    try:
        _check_end(data, kind)
        with Image.open(reader(data), formats=_pillow_formats(kind)) as image:
            return _decode_frames(image, kind, len(data))
    except (Refusal, MemoryError):
        raise
    except Image.DecompressionBombError:
        raise TooLargeImage(limit=MAX_IMAGE_PIXELS // 1_000_000) from None
    except Exception as error:  # Pillow's decoders meet damage with many kinds of exceptions
        raise TruncatedFile() from error


def _pillow_formats(kind):
    return ["JPEG", "MPO"] if kind == "jpeg" else [kind.upper()]


def _check_end(data, kind):
    # The decoders forgive a missing end; a transfer that was cut off must not pass for whole.
    if kind == "jpeg" and data.rfind(b"\xff\xd9") < data.rfind(b"\xff\xda"):
        raise TruncatedFile()
    if kind == "png":
        if _PNG_END not in data:
            raise TruncatedFile()
        with Image.open(reader(data), formats=["PNG"]) as image:
            _check_pixels(*image.size)
            image.verify()


def _decode_frames(image, kind, length):
    # A phone's JPEG may carry a second picture and a PNG may move: only TIFF has pages.
    frames = ImageSequence.Iterator(image) if kind == "tiff" else [image]
    total = 0
    for number, frame in enumerate(frames, start=1):
        if number > MAX_PAGES:
            raise TooManyPages(limit=MAX_PAGES)
        _check_pixels(*frame.size)
        total += frame.width * frame.height
        if total > MAX_TOTAL_PIXELS:
            raise TooLargeImage(limit=MAX_TOTAL_PIXELS // 1_000_000)
        _check_strips(frame, length)
        frame.load()
    return number


def _check_pixels(width, height):
    if width * height > MAX_IMAGE_PIXELS:
        raise TooLargeImage(limit=MAX_IMAGE_PIXELS // 1_000_000)


def _check_strips(frame, length):
    tags = getattr(frame, "tag_v2", {})
    for offsets, counts in ((273, 279), (324, 325)):
        for offset, count in zip(tags.get(offsets, ()), tags.get(counts, ()), strict=False):
            if offset + count > length:
                raise TruncatedFile()
