"""``/capture/@tus-upload``: large files in parts, resumable, by the protocol tus 1.0.0.

Plone's own service adds what it is sent as content, at once and by another permission; here
the last part makes a deposit, as any other channel does.
"""

import base64
import binascii
import os
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path

import transaction

from farde.capture import operations
from farde.capture.channels import giving, uploads
from farde.capture.channels.errors import (
    UnknownUpload,
    UploadTooLarge,
    UploadUnclear,
    UploadVersion,
)
from farde.capture.channels.uploads import Upload
from farde.core.rest import PathService
from farde.core.visitor import current_user_id
from farde.document.mapped import mapped

VERSION = "1.0.0"
#: What Zope takes of a form, too.
LARGEST = 1 << 30
_EXTENSIONS = "creation,expiration,termination"
_PART = "application/offset+octet-stream"
#: Marks a request whose part was written: a second attempt after a conflict writes none.
_WRITTEN = "farde.upload.written"


class TusService(PathService):
    """What all of the protocol have in common."""

    writes = True
    scope = "capture:write"

    def reply(self):
        self.request.response.setHeader("Tus-Resumable", VERSION)
        return super().reply()

    def answer(self):
        if self.request.getHeader("Tus-Resumable") != VERSION:
            self.request.response.setHeader("Tus-Version", VERSION)
            raise UploadVersion
        return self.tus()

    def tus(self):
        raise NotImplementedError

    def upload(self) -> Upload:
        """Return the upload that the address names, if it is the caller's own."""
        if len(self.path) != 1:
            raise UnknownUpload
        return uploads.find(folder(), self.path[0], current_user_id())

    def number(self, header: str) -> int:
        """Return the number in a header; raises UploadUnclear."""
        text = self.request.getHeader(header) or ""
        if not (text.isascii() and text.isdecimal()):
            raise UploadUnclear(header)
        return int(text)

    def nothing(self, status: int = 204):
        """Answer without a body."""
        self.request.response.setStatus(status, lock=1)
        return self.reply_no_content(status)


class Options(TusService):
    """Tells what of the protocol is spoken."""

    def answer(self):
        response = self.request.response
        response.setHeader("Tus-Version", VERSION)
        response.setHeader("Tus-Extension", _EXTENSIONS)
        response.setHeader("Tus-Max-Size", str(LARGEST))
        return self.nothing()


class Begin(TusService):
    """Announces a file: its length, and what is known of it in ``Upload-Metadata``."""

    def tus(self):
        length = self.number("Upload-Length")
        if length > LARGEST:
            raise UploadTooLarge(limit=LARGEST)
        said = dict(_pairs(self.request.getHeader("Upload-Metadata") or ""))
        _checked(said)
        begun = uploads.begin(folder(), current_user_id(), length, said)
        response = self.request.response
        response.setHeader("Location", f"{self.context.absolute_url()}/@tus-upload/{begun.id}")
        response.setHeader("Upload-Expires", formatdate(begun.expires, usegmt=True))
        return self.nothing(201)


class Ask(TusService):
    """Tells how much of a file has arrived."""

    def tus(self):
        upload, response = self.upload(), self.request.response
        response.setHeader("Upload-Length", str(upload.length))
        response.setHeader("Upload-Offset", str(upload.offset))
        response.setHeader("Cache-Control", "no-store")
        return self.nothing(200)


class Go(TusService):
    """Takes a part; with the last one the file is deposited, and ``Location`` says where."""

    def tus(self):
        if (self.request.getHeader("Content-Type") or "") != _PART:
            raise UploadUnclear("Content-Type")
        upload, response = self.upload(), self.request.response
        self._write(upload)
        if upload.whole:
            batch = _deposited(upload)
            response.setHeader("Location", batch.absolute_url())
        response.setHeader("Upload-Offset", str(upload.offset))
        response.setHeader("Upload-Expires", formatdate(upload.expires, usegmt=True))
        return self.nothing()

    def _write(self, upload: Upload) -> None:
        offset, attempts = self.number("Upload-Offset"), self.request._orig_env
        if attempts.get(_WRITTEN) != upload.id:
            upload.append(self.request.stdin, offset)
            attempts[_WRITTEN] = upload.id


class GiveUp(TusService):
    """Takes back what was sent so far."""

    def tus(self):
        self.upload().forget()
        return self.nothing()


def folder() -> Path:
    """Return where parts are kept."""
    return Path(os.environ.get("FARDE_VAR", "var")) / "uploads"


def _deposited(upload: Upload):
    """Deposit a whole file; it is forgotten once that is committed, not before.

    A last part that is sent again, since its answer was lost, meets the deposit it has made.
    """
    said = upload.said
    name = said.get("filename", "")
    given = operations.Given(mapped(upload.path), name, said.get("filetype", ""), name)
    batch, _is_new = operations.deposit_once(
        f"tus|{upload.id}", [given], giving.circuit(said), giving.about(said)
    )
    transaction.get().addAfterCommitHook(_forget, (upload,))
    return batch


def _forget(committed: bool, upload: Upload) -> None:
    if committed:
        upload.forget()


def _checked(said: dict[str, str]) -> None:
    """Refuse what is said of a file before it is sent, not after."""
    giving.circuit(said)
    giving.about(said)


def _pairs(header: str) -> Iterator[tuple[str, str]]:
    """Read ``key base64,key base64``; raises UploadUnclear."""
    for pair in filter(None, (one.strip() for one in header.split(","))):
        key, _, value = pair.partition(" ")
        try:
            yield key.lower(), base64.b64decode(value, validate=True).decode("utf-8")
        except (binascii.Error, ValueError) as error:
            raise UploadUnclear("Upload-Metadata") from error
