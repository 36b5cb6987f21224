"""Other forms of a word, French or Dutch: plurals, feminines, what is built on the same stem.

The words of the index stay as they were written, so that an exact phrase stays exact; the forms
are looked for when somebody asks.
"""

import re
from collections.abc import Iterable

from Stemmer import Stemmer

#: Shorter words have too many neighbours to have forms.
_SHORTEST = 4
#: What no rule of endings tells.
_IRREGULAR = {"baux": "bail", "travaux": "travail", "yeux": "oeil"}
#: Letters that two forms share at least. Dutch doubles vowels: huur, huren.
_SHARED = {"french": 3, "dutch": 2}


def beginning(word: str) -> str:
    """Return what every form of a folded word begins with, "" for a word without other forms."""
    if len(word) < _SHORTEST or not word.isalpha():
        return ""
    word = _IRREGULAR.get(word, word)
    shortest = min(len(word), *(len(stem) for stem in _stems(word, _stemmers()).values()))
    return word[: max(2, shortest - 2)]


def forms(word: str, among: Iterable[str]) -> set[str]:
    """Return those of some folded words that are forms of a folded word."""
    if not beginning(word):
        return set()
    stemmers = _stemmers()
    wanted = _stems(word, stemmers)
    return {
        other
        for other in among
        if len(other) >= _SHORTEST and _same(word, wanted, other, _stems(other, stemmers))
    }


def _same(word: str, wanted: dict[str, str], other: str, found: dict[str, str]) -> bool:
    word, other = _IRREGULAR.get(word, word), _IRREGULAR.get(other, other)
    return any(
        stem == found[name] and other.startswith(word[: _SHARED[name]])
        for name, stem in wanted.items()
    )


def _stems(word: str, stemmers: dict[str, Stemmer]) -> dict[str, str]:
    word = _IRREGULAR.get(word, word)
    # The French stemmer wants accents, which the index has not: what they tell is said here.
    plain = {"french": re.sub(r"(?<=[aiou])s$", "", re.sub(r"ees?$", "e", word)), "dutch": word}
    return {name: stemmer.stemWord(plain[name]) for name, stemmer in stemmers.items()}


def _stemmers() -> dict[str, Stemmer]:
    # They keep what they are at: no two threads may share one.
    return {name: Stemmer(name, 0) for name in _SHARED}
