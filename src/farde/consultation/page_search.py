"""Finding words in the pages of a document, whatever their case and accents."""

import re

from farde.core.words import fold

#: Places marked on one page; more would only colour it.
_MOST_MARKS = 200
_LONGEST_QUERY = 200
# A word cut at the end of a line is still that word.
_CUT = r"(?:[-\u00ad]\s*\n\s*|\u00ad)?"

Marks = list[tuple[int, int]]


def find(texts: list[str], query: str) -> dict[int, Marks]:
    """Return, by page number from 1, where a query occurs in the page's text (start, end).

    The query is sought as one phrase; when no page has it, each of its words, all on one page.
    """
    words = [_pattern(word) for word in fold(query[:_LONGEST_QUERY]).split()]
    if not words:
        return {}
    return _pages(texts, [r"\s+".join(words)]) or _pages(texts, words)


def _pattern(word: str) -> str:
    return _CUT.join(re.escape(char) for char in word)


def _pages(texts: list[str], patterns: list[str]) -> dict[int, Marks]:
    compiled = [re.compile(pattern) for pattern in patterns]
    found = {}
    for number, text in enumerate(texts, 1):
        folded = fold(text)
        spans = [[match.span() for match in one.finditer(folded)] for one in compiled]
        if all(spans):
            found[number] = _marks(text, folded, sorted(set().union(*spans))[:_MOST_MARKS])
    return found


def _marks(text: str, folded: str, spans: Marks) -> Marks:
    if len(text) == len(folded):
        return spans
    origin = [i for i, char in enumerate(text) for _ in fold(char)] + [len(text)]
    return [(origin[start], origin[end - 1] + 1) for start, end in spans]
