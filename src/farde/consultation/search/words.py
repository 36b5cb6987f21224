"""What was typed into the box, read as people mean it: words, "exact phrases", begin*, numbers."""

import re
from dataclasses import dataclass

from farde.core.words import fold
from farde.dossier.errors import InvalidNiss
from farde.dossier.niss import normalise

#: A word and its other forms, the beginning of a word, words side by side, a national number.
WORD, BEGINNING, PHRASE, NISS = "word", "beginning", "phrase", "niss"
_LONGEST = 200
_TYPED = re.compile(r'["“”„«»]([^"“”„«»]+)["“”„«»]|([^\s"“”„«»]+)')
_WITHIN_NUMBERS = r"[\s.\-/+()]"


@dataclass(frozen=True)
class Term:
    """One of the things that a document must have; its words are folded."""

    kind: str
    words: tuple[str, ...]


def terms(query: str) -> list[Term]:
    """Return what a query asks for; single letters (l'avis, d'un) ask only when they are alone."""
    query = query[:_LONGEST]
    number = niss(query)
    if number:
        return [Term(NISS, (number,))]
    found = [term for match in _TYPED.finditer(query) for term in _terms(*match.groups())]
    longer = [term for term in found if len("".join(term.words)) > 1]
    return longer or found


def niss(query: str) -> str:
    """Return the eleven digits of a national number in any spelling, "" for anything else."""
    try:
        return normalise(query)
    except InvalidNiss:
        return ""


def digits(query: str) -> str:
    """Return the digits of a query that is one long number however it is spaced, else ""."""
    bare = re.sub(_WITHIN_NUMBERS, "", query)
    return bare if bare.isdecimal() and len(bare) >= 6 else ""


def _terms(phrase: str | None, word: str | None) -> list[Term]:
    parts = re.findall(r"\w+", fold(phrase or word or ""))
    if phrase:
        return [Term(PHRASE, tuple(parts))] if parts else []
    kind = BEGINNING if word and word.endswith("*") else WORD
    return [Term(WORD, (part,)) for part in parts[:-1]] + [Term(kind, (p,)) for p in parts[-1:]]
