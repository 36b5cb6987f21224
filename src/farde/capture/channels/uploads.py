"""Files that arrive in parts, kept on the disk until they are whole. No Plone in here."""

import json
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from farde.capture.channels.errors import UnknownUpload, UploadMisplaced

#: Seconds for which an upload may lie untouched: over a night, not over a weekend.
EXPIRES_AFTER = 24 * 3600
_CHUNK = 1 << 18
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Upload:
    """One file on its way: who sends it, how long it will be, what was said of it."""

    id: str
    folder: Path
    owner: str
    length: int
    said: Mapping[str, str]

    @property
    def path(self) -> Path:
        """Where the bytes lie."""
        return self.folder / self.id

    @property
    def offset(self) -> int:
        """How many bytes have arrived."""
        return self.path.stat().st_size

    @property
    def whole(self) -> bool:
        """Whether nothing is missing any more."""
        return self.offset >= self.length

    @property
    def expires(self) -> float:
        """When it is forgotten, in seconds of the epoch."""
        return self.path.stat().st_mtime + EXPIRES_AFTER

    def append(self, part: BinaryIO, offset: int) -> None:
        """Add a part that begins at an offset; raises UploadMisplaced.

        What came before a connection broke stays; nothing beyond the announced length is taken.
        """
        if offset != self.offset:
            raise UploadMisplaced
        with self.path.open("ab") as file:
            left = self.length - offset
            while left and (chunk := part.read(min(_CHUNK, left))):
                file.write(chunk)
                left -= len(chunk)

    def forget(self) -> None:
        """Take it away: it was deposited, or given up."""
        self.path.unlink(missing_ok=True)
        _said(self.folder, self.id).unlink(missing_ok=True)


def begin(folder: Path, owner: str, length: int, said: Mapping[str, str]) -> Upload:
    """Return a new upload without bytes; raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    upload = Upload(secrets.token_hex(16), folder, owner, length, said)
    upload.path.touch(mode=0o600)
    kept = {"owner": owner, "length": length, "said": dict(said)}
    _said(folder, upload.id).write_text(json.dumps(kept), "utf-8")
    return upload


def find(folder: Path, upload_id: str, owner: str) -> Upload:
    """Return an upload of its owner; raises UnknownUpload."""
    try:
        if not _ID.fullmatch(upload_id):
            raise UnknownUpload
        kept = json.loads(_said(folder, upload_id).read_text("utf-8"))
        upload = Upload(upload_id, folder, **kept)
        if upload.owner != owner or upload.expires < time.time():
            raise UnknownUpload
    except (OSError, ValueError) as error:
        raise UnknownUpload from error
    return upload


def forget_expired(folder: Path) -> int:
    """Take away what nobody finished; return how many uploads those were."""
    old = [one for one in folder.glob("*.json") if _is_old(one)]
    for said in old:
        said.with_suffix("").unlink(missing_ok=True)
        said.unlink(missing_ok=True)
    return len(old)


def _is_old(said: Path) -> bool:
    data = said.with_suffix("")
    touched = (data if data.exists() else said).stat().st_mtime
    return touched + EXPIRES_AFTER < time.time()


def _said(folder: Path, upload_id: str) -> Path:
    return folder / f"{upload_id}.json"
