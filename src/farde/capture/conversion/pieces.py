"""What becomes of a message and of each piece in it: pages, or a page that says why there is none.

No piece is dropped without a word: what gives no pages is named on the letter it came with.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from email.message import Message

from farde.capture.conversion import (
    archives,
    cleaning,
    kinds,
    letterpaper,
    limits,
    message,
    office,
    pictures,
    words,
)
from farde.capture.conversion.errors import ConversionFailed
from farde.capture.conversion.letterpaper import Named
from farde.capture.conversion.message import Body, Letter, Piece
from farde.capture.conversion.results import Converted
from farde.capture.conversion.tray import Tray
from farde.document import errors as refusals
from farde.document import inspection

#: Invitations, visiting cards and signatures of the message itself: named, not shown.
_ASIDE = {
    *("text/calendar", "application/ics", "text/vcard", "text/x-vcard", "text/directory"),
    *("application/pkcs7-signature", "application/x-pkcs7-signature"),
    *("application/pgp-signature", "application/pgp-keys"),
}
_ASIDE_NAMES = (".ics", ".vcf", ".p7s", ".asc")
_WHY = {
    refusals.EncryptedFile: "encrypted",
    refusals.TooManyPages: "too_large",
    refusals.TooLargeImage: "too_large",
}


@dataclass(frozen=True)
class Outcome:
    """What a piece gave; ``mark`` is an outcome of ``wording.OUTCOMES``, "" for pages."""

    made: list[Converted] = field(default_factory=list)
    mark: str = ""


class Unshown(Exception):
    """A piece gives no pages; ``why`` is a key of ``wording.WHY``."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def whole(data: bytes, kind: str, tray: Tray) -> list[Converted]:
    """Convert what was received itself; raises ConversionFailed."""
    if kind == "eml":
        return of_message(message.opened(data), tray, 0)
    return [_office(data, "", tray)]


def of_message(received: Message, tray: Tray, depth: int) -> list[Converted]:
    """Convert a message: its letter, then what came with it."""
    letter = message.taken_apart(received)
    bodies = [cleaning.cleaned(body.text) for body in letter.bodies if body.html]
    shown = set().union(*map(cleaning.images_of, bodies)) if bodies else set()
    named, made = _of_all(letter.pieces, shown, tray, depth)
    paper = letterpaper.letter(letter, named, _images(letter, shown))
    return [tray.put(paper, "pdf", letter.subject), *made]


def _of_all(
    found: Iterable[Piece], shown: set[str], tray: Tray, depth: int
) -> tuple[list[Named], list[Converted]]:
    """Convert pieces one by one; those beyond the limits are named together on one page."""
    named, made, left = [], [], []
    for piece in found:
        outcome = _of_piece(piece, shown, tray, depth)
        named.append(Named(_name(piece), len(piece.data), outcome.mark))
        made += outcome.made
        if outcome.mark == "closed" and not outcome.made:
            left.append(_name(piece))
    if left:
        made.append(tray.put(letterpaper.notice("", "too_many", left), "pdf", ""))
    return named, made


def _of_piece(piece: Piece, shown: set[str], tray: Tray, depth: int) -> Outcome:
    mark = _mark(piece, shown, tray)
    if mark:
        return Outcome(mark=mark)
    try:
        return Outcome(_pages(piece, tray, depth))
    except Unshown as unshown:
        why = unshown.why
    except ConversionFailed as failure:
        why = failure.reason
    except refusals.FileRefusal as refusal:
        why = _WHY.get(type(refusal), "broken")
    except MemoryError:
        why = "memory"
    except Exception:  # nothing is known of what strangers send; the other pieces go on
        why = "broken"
    paper = letterpaper.notice(_name(piece), why)
    return Outcome([tray.put(paper, "pdf", _name(piece))], "closed")


def _pages(piece: Piece, tray: Tray, depth: int) -> list[Converted]:
    if piece.content_type in message.UNOPENED:
        raise Unshown(message.UNOPENED[piece.content_type])
    if piece.message is not None or kinds.is_message(piece.data, _announced(piece)):
        return _of_holder(piece, tray, depth + 1)
    if archives.is_archive(piece.data) and not kinds.format_of(piece.data):
        return _of_holder(piece, tray, depth + 1)
    return [_sheets(piece, tray)]


def _sheets(piece: Piece, tray: Tray) -> Converted:
    data, title = piece.data, piece.name
    if inspection.kind_of(data):
        return tray.put(data, _sound(data), title)
    if kinds.format_of(data):
        return _office(data, title, tray)
    if pictures.is_picture(data):
        return tray.put(*pictures.to_known(data), title)
    if _is_text(piece):
        html = piece.content_type == "text/html" or piece.name.lower().endswith((".htm", ".html"))
        paper = letterpaper.text(Body(words.decoded(data), html), title)
        return tray.put(paper, "pdf", title)
    raise Unshown("unknown" if data else "broken")


def _of_holder(piece: Piece, tray: Tray, depth: int) -> list[Converted]:
    """Convert a message or an archive that came as a piece."""
    if depth > limits.DEPTH:
        raise Unshown("too_deep")
    if piece.message is None and archives.is_archive(piece.data):
        return _of_all(archives.pieces(piece.data, tray), set(), tray, depth)[1]
    return of_message(piece.message or message.opened(piece.data), tray, depth)


def _office(data: bytes, title: str, tray: Tray) -> Converted:
    known = kinds.format_of(data)
    if known == "heic":
        return tray.put(*pictures.to_known(data, heic=True), title)
    paper = office.to_pdf(data, known, tray)
    _sound(paper)
    return tray.put(paper, "pdf", title)


def _sound(data: bytes) -> str:
    """Return the kind of a file that can be opened; raises the refusal that fits."""
    kind = inspection.kind_of(data)
    # Not ``inspect``: this is a process of its own already.
    inspection.examine(data, kind)
    return kind


def _name(piece: Piece) -> str:
    subject = words.header(piece.message, "Subject") if piece.message is not None else ""
    return piece.name or subject


def _mark(piece: Piece, shown: set[str], tray: Tray) -> str:
    """Return why a piece is not opened at all, "" where it is."""
    if piece.content_type in _ASIDE or piece.name.lower().endswith(_ASIDE_NAMES):
        return "aside"
    mark = _image_mark(piece, shown)
    if mark or _is_twice(piece, tray):
        return mark or "twice"
    return "" if tray.may_open() else "closed"


def _image_mark(piece: Piece, shown: set[str]) -> str:
    """Logos are no pages; what the letter shows is one where it may be a photographed sheet."""
    width, height = pictures.size(piece.data)
    if not width or min(width, height) >= limits.SHEET_SIDE:
        return ""
    if piece.content_id in shown:
        return "shown"
    return "logo" if max(width, height) < limits.LOGO_SIDE else ""


def _is_twice(piece: Piece, tray: Tray) -> bool:
    if not piece.data:
        return False
    digest = hashlib.sha256(piece.data).digest()
    known = digest in tray.seen
    tray.seen.add(digest)
    return known


def _images(letter: Letter, shown: set[str]) -> dict[str, bytes]:
    return {
        piece.content_id: piece.data
        for piece in letter.pieces
        if piece.content_id in shown and pictures.size(piece.data) != (0, 0)
    }


def _announced(piece: Piece) -> bool:
    return piece.content_type == "message/rfc822" or piece.name.lower().endswith(".eml")


def _is_text(piece: Piece) -> bool:
    named = piece.name.lower().endswith((".txt", ".csv", ".htm", ".html", ".md", ".log"))
    return bool(piece.data.strip()) and (piece.content_type.startswith("text/") or named)
