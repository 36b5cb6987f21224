"""What a document was made from, where it came as a message or an office file: kept untouched.

The file of a document is what is read; its original is what was received. Neither ever changes.
"""

import hashlib

from plone.namedfile.file import NamedBlobFile

from farde.core.i18n import _
from farde.document import twins

#: Content type and extension of every kind that is kept as an original.
EXTENSIONS = {
    "message/rfc822": "eml",
    "application/msword": "doc",
    "application/rtf": "rtf",
    "application/vnd.ms-excel": "xls",
    "application/vnd.ms-powerpoint": "ppt",
    "application/vnd.oasis.opendocument.presentation": "odp",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "image/heic": "heic",
}


def fields(original: NamedBlobFile | None) -> dict:
    """Return an original as fields of a CaseDocument, under a name that says nothing of anybody.

    The bytes are stored once, however many documents are made from them.
    """
    if original is None:
        return {}
    kept = twins.same_bytes(original)
    kept.filename = f"original.{extension(original)}"
    return {"original": kept, "original_sha256": _digest(original)}


def extension(original: NamedBlobFile) -> str:
    """Return the extension of the kind an original is of, ``bin`` for a kind nobody foresaw."""
    return EXTENSIONS.get(original.contentType, "bin")


def label(document):
    """Return what the original of a document is called on its page, None where there is none."""
    original = document.original
    if original is None:
        return None
    if original.contentType == "message/rfc822":
        return _("document_original_message", default="Original : message reçu (.eml)")
    return _(
        "document_original_file",
        default="Original : fichier reçu (.${extension})",
        mapping={"extension": extension(original)},
    )


def _digest(original: NamedBlobFile) -> str:
    with original.open() as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
