"""Search over dossiers and documents, always as the signed-in reader."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from AccessControl import Unauthorized
from Products.ZCTextIndex.ParseTree import ParseError

from farde.consultation import operations
from farde.consultation.operations import DocumentRow, DossierRow
from farde.consultation.page_search import find
from farde.core.words import fold
from farde.document import text
from farde.dossier.errors import InvalidNiss
from farde.dossier.niss import normalise

#: Hits on one page; only these are woken, for their snippets.
PAGE_SIZE = 20
#: Beyond this, nobody reads on: the count says "more than".
MANY = 1000
_AROUND = 110


@dataclass(frozen=True)
class Piece:
    """A piece of a snippet; ``hit`` where the words were found."""

    text: str
    hit: bool


@dataclass(frozen=True)
class DocumentHit:
    """A document that was found, with where in its text; the name only of a dossier one views."""

    row: DocumentRow
    beneficiary: str
    snippet: list[Piece]


def dossiers(query: str) -> list[DossierRow]:
    """Return the dossiers found by number, name or NISS in any spelling."""
    brains = _ask(portal_type="Dossier", lookup=_lookup(query))
    rows = [operations.dossier_row(brain) for brain in brains[:MANY]]
    return sorted(rows, key=lambda row: (fold(row.beneficiary), row.number))


def documents(query: str) -> Sequence[Any]:
    """Return the catalogue's entries of documents that have all the words, the best first."""
    return _ask(portal_type="CaseDocument", SearchableText=_prefixes(query))


def with_snippets(brains: Sequence[Any], query: str) -> list[DocumentHit]:
    """Return documents with where the words stand in them; wakes them, so for one page only."""
    labels, shown = operations.type_labels(), brains[:PAGE_SIZE]
    names = _beneficiaries({brain.dossier_uid for brain in shown})
    return [
        DocumentHit(
            operations.document_row(brain, labels),
            names.get(brain.dossier_uid, ""),
            _snippet_of(brain, query),
        )
        for brain in shown
    ]


def snippet(texts: Sequence[str], query: str) -> list[Piece]:
    """Return the surroundings of the first place where a query stands in the pages of a text.

    Falls back on the longest single word that is there, since not all stand on one page.
    """
    words = sorted(fold(query).split(), key=len, reverse=True)
    for wanted in [query, *words]:
        for number, marks in find(list(texts), wanted).items():
            return _pieces(texts[number - 1], marks)
    return []


def _beneficiaries(dossier_uids: set[str]) -> dict[str, str]:
    brains = _ask(portal_type="Dossier", UID=list(dossier_uids))
    return {brain.UID: operations.dossier_row(brain).beneficiary for brain in brains}


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


def _snippet_of(brain, query: str) -> list[Piece]:
    try:
        document = brain.getObject()
    except (Unauthorized, KeyError, AttributeError):
        return []
    status = text.recognition(document) if document is not None else None
    return snippet(status.texts, query) if status else []


def _lookup(query: str) -> str:
    try:
        return normalise(query) or _prefixes(query)
    except InvalidNiss:
        return _prefixes(query)


def _prefixes(query: str) -> str:
    # The lexicon cuts at anything that is no letter and no digit; an asterisk stays ours.
    return " AND ".join(f"{word}*" for word in re.findall(r"\w+", query))


def _ask(**query) -> Sequence[Any]:
    if not all(query.values()):
        return []
    try:
        return operations.search(**query)
    except ParseError:
        return []
