"""One mailbox on an IMAP server, and nothing else of the outside world. No Plone in here."""

import hashlib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urlsplit

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.consts import MailMessageFlags

#: Seconds within which a server answers.
TIMEOUT = 30
_PORTS = {"imaps": 993, "imap": 143}
#: Where no line is listened to: everywhere else the connection is encrypted.
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_ARRIVED = re.compile(rb'INTERNALDATE "([^"]+)"')
_UID, _SIZE = re.compile(rb"UID (\d+)"), re.compile(rb"RFC822\.SIZE (\d+)")


@dataclass(frozen=True)
class Box:
    """Where a mailbox is; ``encrypted`` from the first byte, else by STARTTLS."""

    user: str
    host: str
    port: int
    folder: str
    encrypted: bool

    @property
    def account(self) -> str:
        """The name under which its password is kept."""
        return f"{self.user}@{self.host}"


@dataclass(frozen=True)
class Received:
    """A message as it lies on the server; ``name`` is its own for ever on this server."""

    name: str
    raw: bytes
    arrived: datetime

    @property
    def digest(self) -> str:
        """SHA-256 of its bytes."""
        return hashlib.sha256(self.raw).hexdigest()


def parsed(address: str) -> Box:
    """Read ``imaps://user@host:port/folder``; ValueError for anything else, or a password."""
    parts = urlsplit(address.strip())
    if parts.scheme not in _PORTS or not parts.username or not parts.hostname or parts.password:
        raise ValueError(address)
    folder = unquote(parts.path.strip("/")) or "INBOX"
    port = parts.port or _PORTS[parts.scheme]
    return Box(unquote(parts.username), parts.hostname, port, folder, parts.scheme == "imaps")


class Inbox:
    """A mailbox that is open, with the folder of what arrives selected."""

    def __init__(self, box: Box, server: BaseMailBox) -> None:
        self._box, self._server = box, server
        validity = server.client.response("UIDVALIDITY")[1] or [b""]
        self._validity = (validity[-1] or b"").decode()

    def sizes(self, only_unseen: bool) -> dict[str, int]:
        """Return the messages that wait, the oldest first, with their size in bytes."""
        uids = self._server.uids("UNSEEN" if only_unseen else "ALL")
        if not uids:
            return {}
        _status, lines = self._server.client.uid("FETCH", ",".join(uids), "(RFC822.SIZE)")
        found = {}
        for line in lines:
            uid, size = (rule.search(_said([line])) for rule in (_UID, _SIZE))
            if uid and size:
                found[uid[1].decode()] = int(size[1])
        return {uid: found[uid] for uid in uids if uid in found}

    def fetch(self, uid: str) -> Received | None:
        """Return a message without marking it as read; None when it is gone."""
        _status, answer = self._server.client.uid("FETCH", uid, "(INTERNALDATE BODY.PEEK[])")
        raw = next((part[1] for part in answer if isinstance(part, tuple)), None)
        arrived = _ARRIVED.search(_said(answer))
        if raw is None or arrived is None:
            return None
        instant = datetime.strptime(arrived[1].decode().strip(), "%d-%b-%Y %H:%M:%S %z")
        name = f"{self._box.account}/{self._box.folder}/{self._validity}/{uid}"
        return Received(name, raw, instant)

    def put_into(self, folder: str, uid: str) -> None:
        """Move a message into a folder, which is made when it is not there."""
        self._make(folder)
        self._server.move(uid, folder)

    def mark_seen(self, uid: str) -> None:
        """Mark a message as read, where it cannot be moved."""
        self._server.flag(uid, MailMessageFlags.SEEN, True)

    def count(self, folder: str = "") -> int:
        """Return how many messages lie in a folder, by default the one that is read."""
        if folder and not self._server.folder.exists(folder):
            return 0
        return self._server.folder.status(folder or self._box.folder, ["MESSAGES"])["MESSAGES"]

    def _make(self, folder: str) -> None:
        if not self._server.folder.exists(folder):
            self._server.folder.create(folder)


@contextmanager
def opened(box: Box, password: str) -> Iterator[Inbox]:
    """Open a mailbox; OSError, imaplib's and imap_tools' errors tell what is wrong."""
    with _server(box).login(box.user, password, box.folder) as server:
        yield Inbox(box, server)


def _server(box: Box) -> BaseMailBox:
    if box.encrypted:
        return MailBox(box.host, box.port, TIMEOUT, ssl_context=ssl.create_default_context())
    if box.host in _LOOPBACK:
        return MailBoxUnencrypted(box.host, box.port, TIMEOUT)
    return MailBoxStartTls(box.host, box.port, TIMEOUT, ssl.create_default_context())


def _said(answer: list) -> bytes:
    """Everything in an answer but the messages themselves."""
    parts = (part[0] if isinstance(part, tuple) else part for part in answer)
    return b" ".join(part for part in parts if isinstance(part, bytes))
