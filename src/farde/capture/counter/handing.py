"""A form of what is handed in, read and checked as a whole."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from farde.capture.counter.errors import (
    InvalidAddress,
    NothingHandedIn,
    UnknownLanguage,
    UnknownPiece,
    WrongCount,
)
from farde.capture.counter.pieces import MAX_COUNT, Piece
from farde.capture.counter.receipts import LANGUAGES
from farde.core import clock
from farde.core.errors import Refusal
from farde.thesaurus import operations as thesaurus

_ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")

_LONGEST_NAME = 120


@dataclass(frozen=True)
class Row:
    """One line of the form as it was typed, and how many files came with it."""

    number: int
    document_type: str = ""
    count: str = ""
    files: int = 0

    @property
    def empty(self) -> bool:
        """Whether the line says nothing."""
        return not (self.document_type or self.files)


def read_pieces(rows: Sequence[Row], faults: list[Refusal]) -> tuple[tuple[int, Piece], ...]:
    """Return the pieces with the number of their line; what is wrong is added to the faults."""
    filled = [row for row in rows if not row.empty]
    if not filled:
        faults.append(NothingHandedIn())
    return tuple((row.number, _piece(row, faults)) for row in filled)


def read_language(given: str, usual: str, faults: list[Refusal]) -> str:
    """Return the language of the receipt: the one chosen, else that of the dossier."""
    if given and given not in LANGUAGES:
        faults.append(UnknownLanguage())
    return given if given in LANGUAGES else usual


def read_address(given: str, faults: list[Refusal]) -> str:
    """Return an address that a mail can be sent to, "" for none."""
    if given and not _ADDRESS.fullmatch(given):
        faults.append(InvalidAddress())
    return given


def _piece(row: Row, faults: list[Refusal]) -> Piece:
    term = thesaurus.document_type(row.document_type) if row.document_type else None
    if row.document_type and (term is None or not term.offered(clock.today())):
        faults.append(UnknownPiece(f"type.{row.number}"))
    piece = Piece(row.document_type, 1, row.files)
    if not row.count:
        return piece
    if not (row.count.isascii() and row.count.isdecimal() and 1 <= int(row.count) <= MAX_COUNT):
        faults.append(WrongCount(f"count.{row.number}", most=MAX_COUNT))
        return piece
    return replace(piece, count=int(row.count))


def read_name(given: str) -> str:
    """Return a name as it was told, of a length that names have."""
    return " ".join(given.split())[:_LONGEST_NAME]
