"""Where in a text the words stand that were asked for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from farde.consultation.page_search import find
from farde.core.words import fold

_AROUND = 110


@dataclass(frozen=True)
class Piece:
    """A piece of a snippet; ``hit`` where the words were found."""

    text: str
    hit: bool


def snippet(texts: Sequence[str], query: str) -> list[Piece]:
    """Return the surroundings of the first place where a query stands in the pages of a text.

    Falls back on the longest single word that is there, since not all stand on one page.
    """
    words = sorted(re.findall(r"\w+", fold(query)), key=len, reverse=True)
    for wanted in [query, *words]:
        for number, marks in find(list(texts), wanted).items():
            return _pieces(texts[number - 1], marks)
    return []


def _pieces(page: str, marks: list[tuple[int, int]]) -> list[Piece]:
    start, end = _window(page, *marks[0])
    pieces, at = [], start
    for opens, closes in marks:
        if opens >= at and closes <= end:
            pieces += [Piece(page[at:opens], False), Piece(page[opens:closes], True)]
            at = closes
    pieces.append(Piece(page[at:end], False))
    return [Piece(re.sub(r"\s+", " ", piece.text), piece.hit) for piece in pieces if piece.text]


def _window(page: str, opens: int, closes: int) -> tuple[int, int]:
    # From the start of a word to the end of a word.
    start, end = max(0, opens - _AROUND), min(len(page), closes + _AROUND)
    while 0 < start < opens and not page[start - 1].isspace():
        start += 1
    while closes < end < len(page) and not page[end].isspace():
        end -= 1
    return start, end
