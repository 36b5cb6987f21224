"""Finding words in the pages of a document, whatever their case, their accents and their form."""

import re
from collections.abc import Sequence

from farde.consultation.search import stems, words
from farde.consultation.search.words import Term
from farde.core.words import fold

#: Places marked on one page; more would only colour it.
_MOST_MARKS = 200
_LONGEST_QUERY = 200
# A word cut at the end of a line is still that word.
_CUT = r"(?:[-\u00ad]\s*\n\s*|\u00ad)?"
_BETWEEN_DIGITS = r"[\s.\-/]?"

Marks = list[tuple[int, int]]


def find(texts: list[str], query: str) -> dict[int, Marks]:
    """Return, by page number from 1, where a query occurs in the page's text (start, end).

    The query is sought as it is written; when no page has it, what it asks for, all on one page:
    its words in any form, its phrases, its national number however spelled.
    """
    written = [_pattern(word) for word in fold(query[:_LONGEST_QUERY]).split()]
    if not written:
        return {}
    folded = [fold(text) for text in texts]
    asked = words.terms(query)
    return (
        _pages(texts, folded, [r"\s+".join(written)])
        or _pages(texts, folded, written)
        or _pages(texts, folded, [_asked(term, folded) for term in asked])
    )


def _pattern(word: str) -> str:
    return _CUT.join(re.escape(char) for char in word)


def _asked(term: Term, folded: Sequence[str]) -> str:
    if term.kind == words.NISS:
        return rf"(?<!\d){_BETWEEN_DIGITS.join(term.words[0])}(?!\d)"
    if term.kind == words.PHRASE:
        return rf"\b{r'\W+'.join(map(_pattern, term.words))}\b"
    word = term.words[0]
    whole = [rf"\b{re.escape(form)}\b" for form in _forms(word, folded)]
    return "|".join([_pattern(word), *whole] if term.kind == words.WORD else [_pattern(word)])


def _forms(word: str, folded: Sequence[str]) -> list[str]:
    beginning = stems.beginning(word)
    if not beginning:
        return []
    begun = re.compile(rf"\b{re.escape(beginning)}\w*")
    among = {found for text in folded for found in begun.findall(text)}
    return sorted(stems.forms(word, among), key=len, reverse=True)


def _pages(texts: list[str], folded: list[str], patterns: list[str]) -> dict[int, Marks]:
    compiled = [re.compile(pattern) for pattern in patterns]
    found = {}
    for number, (text, plain) in enumerate(zip(texts, folded, strict=True), 1):
        spans = [[match.span() for match in one.finditer(plain)] for one in compiled]
        if compiled and all(spans):
            found[number] = _marks(text, plain, sorted(set().union(*spans))[:_MOST_MARKS])
    return found


def _marks(text: str, folded: str, spans: Marks) -> Marks:
    if len(text) == len(folded):
        return spans
    origin = [i for i, char in enumerate(text) for _ in fold(char)] + [len(text)]
    return [(origin[start], origin[end - 1] + 1) for start, end in spans]
