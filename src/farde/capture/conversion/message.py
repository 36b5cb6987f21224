"""A mail message taken apart: what is written in it, and the pieces that came with it, in order."""

from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message

from farde.capture.conversion import limits, words
from farde.capture.conversion.errors import ConversionFailed

_REPORTS = ("message/delivery-status", "message/disposition-notification")
#: Content types of ours for what is not opened, with the reason that is given.
TOO_DEEP, TOO_LARGE = "application/x-farde-too-deep", "application/x-farde-too-large"
UNOPENED = {TOO_DEEP: "too_deep", TOO_LARGE: "too_large"}
_HEADERS_ONLY = ("text/rfc822-headers", "message/rfc822-headers")


@dataclass(frozen=True)
class Body:
    """Something written in a message; ``html`` or plain text."""

    text: str
    html: bool = False


@dataclass(frozen=True)
class Piece:
    """Something that came with a message: bytes, or a message forwarded in it."""

    name: str
    content_type: str
    data: bytes = b""
    message: Message | None = None
    content_id: str = ""
    inline: bool = False


@dataclass
class Letter:
    """A message as it is laid out."""

    message: Message
    bodies: list[Body] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    @property
    def subject(self) -> str:
        """What the message is about, in its sender's words."""
        return words.header(self.message, "Subject")


def opened(data: bytes) -> Message:
    """Read the bytes of a message; raises ConversionFailed for what no mail program made."""
    try:
        return message_from_bytes(data)
    except Exception as error:  # nothing is known of what strangers send
        raise ConversionFailed("broken") from error


def taken_apart(message: Message) -> Letter:
    """Return what is in a message; nothing of it is left out."""
    letter = Letter(message)
    _gather(message, letter, 0)
    return letter


def _gather(part: Message, letter: Letter, depth: int) -> None:
    kind = part.get_content_type()
    if kind == "message/rfc822" and part is not letter.message:
        letter.pieces.append(_forwarded(part))
    elif kind in _REPORTS or kind in _HEADERS_ONLY:
        letter.bodies.append(Body(_report(part)))
    elif not part.is_multipart():
        _keep(part, letter)
    elif depth >= limits.PART_DEPTH:
        letter.pieces.append(Piece("", TOO_DEEP))
    elif kind == "multipart/alternative":
        _choose(part, letter, depth + 1)
    else:
        for one in part.get_payload():
            _gather(one, letter, depth + 1)


def _choose(part: Message, letter: Letter, depth: int) -> None:
    """Of several versions of one text, the last is the best; what else came with them is kept."""
    first = len(letter.bodies)
    for one in part.get_payload():
        _gather(one, letter, depth)
    versions = [body for body in letter.bodies[first:] if body.text.strip()]
    letter.bodies[first:] = versions[-1:]


def _keep(part: Message, letter: Letter) -> None:
    kind = part.get_content_type()
    name, content_id = words.filename(part), str(part.get("Content-ID", "")).strip("<> \t\r\n")
    inline = part.get_content_disposition() != "attachment"
    if kind in ("text/plain", "text/html") and inline and not name:
        letter.bodies.append(Body(words.text(part), kind == "text/html"))
    else:
        data = words.payload(part)
        letter.pieces.append(Piece(name, kind, data, None, content_id, inline))


def _forwarded(part: Message) -> Piece:
    inside = part.get_payload()
    name = words.filename(part)
    if isinstance(inside, list) and inside:
        return Piece(name, "message/rfc822", message=inside[0])
    return Piece(name, "message/rfc822", words.payload(part))


def _report(part: Message) -> str:
    inside = part.get_payload()
    if isinstance(inside, list):
        return "\n\n".join(str(one) for one in inside)
    return words.text(part)
