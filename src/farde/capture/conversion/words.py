"""Words of strangers as text: headers and bodies in whatever charset they claim to be."""

import re
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime

from farde.capture.conversion import limits

#: Control characters, and those that turn the direction of what follows.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def decoded(data: bytes, charset: str = "") -> str:
    """Return bytes as text. Senders name the wrong charset often; UTF-8 is hardly met by chance."""
    for candidate in ("utf-8-sig", _known(charset)):
        if candidate:
            try:
                return data.decode(candidate)
            except (UnicodeError, LookupError):
                continue
    return data.decode("cp1252", errors="replace")


def header(message: Message, name: str) -> str:
    """Return a header on one line, "" where there is none."""
    try:
        raw = message.get(name)
        pieces = decode_header(str(raw)) if raw is not None else []
    except Exception:  # the library raises many kinds over broken encodings
        pieces = [(str(message.get(name, "")), None)]
    return line("".join(_piece(*piece) for piece in pieces))


def date(message: Message) -> str:
    """Return the day and hour at which a message says it was sent, as its sender's clock had it."""
    said = header(message, "Date")
    try:
        return parsedate_to_datetime(said).strftime("%d/%m/%Y %H:%M")
    except (ValueError, TypeError, OverflowError):
        return said


def filename(part: Message) -> str:
    """Return the name a piece was sent under, "" where it has none."""
    try:
        name = part.get_filename() or ""
        pieces = decode_header(name) if "=?" in name else [(name, None)]
        return line("".join(_piece(*piece) for piece in pieces))
    except Exception:  # as above
        return ""


def line(text: str) -> str:
    """Return text on one line, of a length that can be shown."""
    flat = " ".join(plain(text).split())
    return flat if len(flat) <= limits.LINE else f"{flat[: limits.LINE]}…"


def plain(text: str) -> str:
    """Return text without characters that are not seen, or that turn what follows around."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def payload(part: Message) -> bytes:
    """Return the bytes of a part, as far as they can be decoded."""
    try:
        found = part.get_payload(decode=True)
    except Exception:  # uuencode and base64 of every quality
        found = None
    if isinstance(found, bytes):
        return found
    raw = part.get_payload()
    return raw.encode("utf-8", "surrogateescape") if isinstance(raw, str) else b""


def text(part: Message) -> str:
    """Return the text of a part."""
    return decoded(payload(part), str(part.get_content_charset("") or ""))


def _piece(words: str | bytes, charset: str | None) -> str:
    if isinstance(words, bytes):
        return decoded(words, charset or "")
    # Bytes that no charset was named for come as surrogates.
    return decoded(words.encode("utf-8", "surrogateescape"))


def _known(charset: str) -> str:
    name = charset.strip().lower()
    # What is called Latin 1 is Windows-1252 wherever quotes and euros are typed.
    return "cp1252" if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii") else name
