"""What kind of file bytes are, by how they begin, and what they were said to be."""

import mimetypes

from farde.document.errors import DisguisedFile, MismatchedFile
from farde.document.mapped import MappedFile

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "tiff": "image/tiff",
}

#: The kind of a stored file, by the content type it was stored with.
KINDS = {content_type: kind for kind, content_type in CONTENT_TYPES.items()}

_ALIASES = {
    "application/x-pdf": "pdf",
    "image/jpg": "jpeg",
    "image/pjpeg": "jpeg",
    "image/x-png": "png",
    "image/tif": "tiff",
    "image/x-tiff": "tiff",
}
_SAYS_NOTHING = {
    "",
    "application/octet-stream",
    "binary/octet-stream",
    "application/x-download",
    "application/force-download",
}
_MAGIC = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"II+\x00", "tiff"),
    (b"MM\x00+", "tiff"),
)
# Readers look for the header of a PDF in its first kilobyte, behind a mail gateway's dust.
_PDF_HEADER_WITHIN = 1024


def kind_of(data: bytes | MappedFile) -> str | None:
    """Return the kind the first bytes show: "pdf", "jpeg", "png", "tiff" or None."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    return "pdf" if b"%PDF-" in data[:_PDF_HEADER_WITHIN] else None


def check_announced(kind: str | None, filename: str, content_type: str) -> None:
    """Compare what the bytes are with what they are said to be.

    Raises DisguisedFile or MismatchedFile.
    """
    by_name = mimetypes.guess_type(filename.lower())[0] or ""
    declared = content_type.partition(";")[0].strip().lower()
    for said in (by_name, declared):
        announced = _kind_said(said)
        if announced in (None, kind) or (kind is None and announced not in CONTENT_TYPES):
            continue
        if kind is None:
            raise DisguisedFile(said=announced.upper())
        raise MismatchedFile(said=announced.upper(), found=kind.upper())


def _kind_said(content_type):
    if content_type in _SAYS_NOTHING:
        return None
    for kind, known in CONTENT_TYPES.items():
        if content_type == known:
            return kind
    return _ALIASES.get(content_type, content_type)
