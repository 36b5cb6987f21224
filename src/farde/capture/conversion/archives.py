"""What is in a ZIP archive, as long as it is of a size that people send."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZipFile, ZipInfo

from farde.capture.conversion import limits, words
from farde.capture.conversion.errors import ConversionFailed
from farde.capture.conversion.message import TOO_LARGE, Piece
from farde.capture.conversion.tray import Tray

#: What a Mac adds to every archive.
_DUST = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def is_archive(data: bytes) -> bool:
    """Tell whether bytes look like a ZIP archive."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def pieces(data: bytes, tray: Tray) -> Iterator[Piece]:
    """Yield the files in an archive; one that is too large comes without its bytes.

    Raises ConversionFailed.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            found = [one for one in archive.infolist() if not _dust(one.filename)]
            if any(one.flag_bits & 1 for one in found):
                raise ConversionFailed("encrypted")
            for one in found:
                yield _piece(archive, one, tray)
    except ConversionFailed:
        raise
    except Exception as error:  # damage, and compressions that nobody uses
        raise ConversionFailed("broken") from error


def _piece(archive: ZipFile, one: ZipInfo, tray: Tray) -> Piece:
    name = words.line(PurePosixPath(one.filename).name)
    if one.file_size > limits.FILE_SIZE or not tray.may_unpack(one.file_size):
        return Piece(name, TOO_LARGE)
    if tray.is_full():
        return Piece(name, "")
    with archive.open(one) as stream:
        return Piece(name, "", stream.read(one.file_size))


def _dust(name: str) -> bool:
    return name.endswith("/") or name.startswith(_DUST[0]) or name.endswith(_DUST[1:])
