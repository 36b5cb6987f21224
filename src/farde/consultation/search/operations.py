"""Search over persons, dossiers and documents, always as the signed-in reader."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Any

from AccessControl import Unauthorized
from plone import api
from Products.ZCTextIndex.ParseTree import ParseError

from farde.consultation import operations
from farde.consultation.operations import DocumentRow, DossierRow
from farde.consultation.search import spelling, stems, words
from farde.consultation.search.asked import Asked
from farde.consultation.search.snippets import Piece, snippet
from farde.consultation.search.words import Term
from farde.core.words import fold
from farde.document import text
from farde.dossier.phones import dialled

#: Hits on one page; only these are woken, for their snippets.
PAGE_SIZE = 20
#: Beyond this, nobody reads on: the count says "more than".
MANY = 1000
#: Personal notes: found by those who may read them, and never shown in a list.
_WITHOUT_SNIPPET = "c3"
_MOST_FORMS = 50
#: Words of the index that are looked at for the forms of one word, in their order.
_MOST_WORDS = 5_000


@dataclass(frozen=True)
class DocumentHit:
    """A document that was found, with where in its text; the name only of a dossier one views."""

    row: DocumentRow
    beneficiary: str
    snippet: list[Piece]


def dossiers(query: str) -> list[DossierRow]:
    """Return the dossiers found by number, name, NISS or telephone, in any spelling."""
    return _by_name(_ask(portal_type="Dossier", lookup=_lookup(query))[:MANY])


def nearly(query: str) -> list[DossierRow]:
    """Return the dossiers of those whose name is written with one mistake."""
    brains = operations.search(portal_type="Dossier")[: spelling.MOST_NAMES]
    return _by_name(spelling.near(query, brains, lambda brain: brain.beneficiary_name or ""))


def persons(query: str) -> list[tuple[str, str]]:
    """Return name and address of the persons found whose page the reader may view."""
    brains = _ask(portal_type="Person", lookup=_lookup(query))[:MANY]
    return sorted(((brain.Title, brain.getURL()) for brain in brains), key=lambda p: fold(p[0]))


def documents(asked: Asked) -> Sequence[Any]:
    """Return the catalogue's entries of documents that have all that is asked, the best first."""
    return _ask(portal_type="CaseDocument", SearchableText=_text(asked.query), **asked.criteria())


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


def _by_name(brains: Iterable[Any]) -> list[DossierRow]:
    rows = map(operations.dossier_row, brains)
    return sorted(rows, key=lambda row: (fold(row.beneficiary), row.number))


def _beneficiaries(dossier_uids: set[str]) -> dict[str, str]:
    brains = _ask(portal_type="Dossier", UID=list(dossier_uids))
    return {brain.UID: operations.dossier_row(brain).beneficiary for brain in brains}


def _snippet_of(brain, query: str) -> list[Piece]:
    if brain.confidentiality == _WITHOUT_SNIPPET:
        return []
    try:
        document = brain.getObject()
    except (Unauthorized, KeyError, AttributeError):
        return []
    status = text.recognition(document) if document is not None else None
    return snippet(status.texts, query) if status else []


def _lookup(query: str) -> str:
    numbers = {words.niss(query) or words.digits(query), dialled(words.digits(query))} - {""}
    asked = " AND ".join(f"{word}*" for term in words.terms(query) for word in term.words)
    # Numbers are one word in the index, however they were spaced by who asks.
    return " OR ".join(
        [*(f"{number}*" for number in sorted(numbers)), *([f"({asked})"] * bool(asked))]
    )


def _text(query: str) -> str:
    return " AND ".join(f"({_any_of(term)})" for term in words.terms(query))


def _any_of(term: Term) -> str:
    """One term in the language of the index, whose lexicon cuts at anything but \\w."""
    if term.kind == words.PHRASE:
        return f'"{" ".join(term.words)}"'
    if term.kind == words.NISS:
        return " OR ".join(f'"{spelling}"' for spelling in _spelled(*term.words))
    word = term.words[0]
    # The beginnings of very short words are half the dictionary.
    begun = f"{word}*" if len(word) > 2 or term.kind == words.BEGINNING else f'"{word}"'
    forms = _forms(word) if term.kind == words.WORD else []
    return " OR ".join([begun, *(f'"{form}"' for form in forms)])


def _spelled(niss: str) -> list[str]:
    birth, serial, check = niss[:6], niss[6:9], niss[9:]
    dotted = " ".join(re.findall("..", birth))
    return [
        niss,
        f"{dotted} {serial} {check}",
        f"{birth} {serial} {check}",
        f"{birth} {serial}{check}",
    ]


def _forms(word: str) -> list[str]:
    beginning = stems.beginning(word)
    if not beginning:
        return []
    lexicon = api.portal.get_tool("portal_catalog")["plone_lexicon"]
    # Its own globbing reads all that begins so; two letters begin a good part of a dictionary.
    begun = takewhile(lambda one: one.startswith(beginning), lexicon._wids.keys(beginning))
    return sorted(stems.forms(word, islice(begun, _MOST_WORDS)))[:_MOST_FORMS]


def _ask(**query) -> Sequence[Any]:
    if not all(query.values()):
        return []
    try:
        return operations.search(**query)
    except ParseError:
        return []
