"""Which files have to be made into pages first, judged by their bytes."""

import re
from zipfile import BadZipFile, ZipFile

from farde.document.mapped import MappedFile, reader

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEIC = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
#: Streams that tell the older office files apart; the first found decides.
_STREAMS = (
    ("EncryptedPackage", "locked"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_CONTENT_TYPES = {
    "doc": "application/msword",
    "docx": f"{_OPEN_XML}wordprocessingml.document",
    "heic": "image/heic",
    "locked": "application/x-ole-storage",
    "odp": f"{_OPEN_DOCUMENT}presentation",
    "ods": f"{_OPEN_DOCUMENT}spreadsheet",
    "odt": f"{_OPEN_DOCUMENT}text",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": f"{_OPEN_XML}presentationml.presentation",
    "rtf": "application/rtf",
    "xls": "application/vnd.ms-excel",
    "xlsx": f"{_OPEN_XML}spreadsheetml.sheet",
}
_MESSAGE = "message/rfc822"
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:")
_MAIL_HEADER = re.compile(
    rb"^(received|return-path|delivered-to|from|to|subject|date|message-id|mime-version):",
    re.IGNORECASE | re.MULTILINE,
)


def kind_of(data: bytes | MappedFile, filename: str = "", content_type: str = "") -> str | None:
    """Return ``eml`` for a message, ``office`` for any other file that has a converter, else None.

    LibreOffice converts office files, Pillow the HEIC pictures of telephones.
    """
    if format_of(data):
        return "office"
    announced = content_type.partition(";")[0].strip().lower() == _MESSAGE
    if is_message(data, announced or filename.lower().endswith(".eml")):
        return "eml"
    return None


def content_type_of(data: bytes | MappedFile) -> str:
    """Return the content type under which a file that ``kind_of`` knows is kept."""
    return _CONTENT_TYPES.get(format_of(data), _MESSAGE)


def format_of(data: bytes | MappedFile) -> str:
    """Return the usual extension of an office file or HEIC picture, "" for anything else.

    ``locked`` is an office file that asks for a password.
    """
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_OLE):
        return next((known for name, known in _STREAMS if name.encode("utf-16-le") in data), "")
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    return "heic" if data[4:8] == b"ftyp" and data[8:12] in _HEIC else ""


def is_message(data: bytes | MappedFile, announced: bool) -> bool:
    """Tell whether bytes are a mail message; one that is not announced must look very like it."""
    head = data[:4096].lstrip()
    if not (_HEADER.match(head) or head.startswith(b"From ")):
        return False
    return announced or len({one.lower() for one in _MAIL_HEADER.findall(head)}) >= 3


def _zipped(data: bytes | MappedFile) -> str:
    try:
        with ZipFile(reader(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names:
                return _open_document(archive)
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return ""
    return next((known for part, known in _PARTS.items() if part in names), "")


def _open_document(archive: ZipFile) -> str:
    with archive.open("mimetype") as stream:
        said = stream.read(100).decode("ascii", "replace").strip()
    wanted = said.removesuffix("-template")
    return next((name for name, known in _CONTENT_TYPES.items() if known == wanted), "")
