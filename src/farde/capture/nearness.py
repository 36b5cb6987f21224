"""How near two texts are to being two scans of one document: pure, and fast on a few pages.

Two letters of one form share their words and differ where days, amounts and numbers stand; two
scans of one letter share both, but for what the machine misread.
"""

import re

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from farde.core.words import fold

#: Fewer words are no text to compare.
_LEAST_WORDS = 8
#: Of one text; what comes after tells nothing more.
_MOST_WORDS = 3000
_WORD = re.compile(r"[^\W\d_]{2,}")
#: Of its own: a digit in the middle of a word is a letter that was misread.
_NUMBER = re.compile(r"(?<![^\W_])\d+(?![^\W_])")


def nearness(one: str, other: str) -> float:
    """Return from 0 to 1 how near two texts are: the lesser of their words and their numbers."""
    words = _found(_WORD, one), _found(_WORD, other)
    if min(map(len, words)) < _LEAST_WORDS:
        return 0.0
    # Numbers in their order: the same ones on other lines are another document.
    numbers = Indel.normalized_similarity(_found(_NUMBER, one), _found(_NUMBER, other))
    return min(numbers, fuzz.ratio(*(" ".join(found) for found in words)) / 100)


def is_text(text: str) -> bool:
    """Whether there are words enough to compare."""
    return len(_found(_WORD, text)) >= _LEAST_WORDS


def _found(kind: re.Pattern, text: str) -> list[str]:
    return kind.findall(fold(text))[:_MOST_WORDS]
