"""People of the registry by name, found in a text that may be misread. Pure.

A word of the text is looked up as it stands and with one letter left out, so that a name with one
wrong, missing or doubled letter is still found, in a few milliseconds among ten thousand people.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from farde.core.words import fold

_WORD = re.compile(r"[^\W\d_]+")
#: Shorter words are too common to tell people apart, and too short to be misread safely.
_SHORTEST, _MENDABLE = 3, 5
#: Words of one name stand together; a title or an initial may stand between them.
_SPREAD = 2
_LIKE = 0.75
#: Longer texts than this name everybody.
_WORDS = 4000


@dataclass(frozen=True)
class Known:
    """A dossier by its number and UID, with the name and year of birth of its person."""

    uid: str
    number: str
    name: str
    birth_year: str = ""


@dataclass(frozen=True)
class NameHit:
    """A dossier whose person seems named; ``likeness`` from 0 to 1, 1 for the very letters."""

    known: Known
    likeness: float


class NameIndex:
    """The names of the registry, made once and then only read."""

    def __init__(self, people: Iterable[Known]) -> None:
        self.people = tuple(people)
        self.by_uid = {one.uid: one for one in self.people}
        self.by_number = {one.number: one for one in self.people}
        self._words = [tuple(dict.fromkeys(_words(one.name))) for one in self.people]
        self._bearers: dict[str, list[int]] = defaultdict(list)
        for place, words in enumerate(self._words):
            for word in words:
                self._bearers[word].append(place)
        self._misread: dict[str, list[str]] = defaultdict(list)
        for word in self._bearers:
            for variant in _shortened(word):
                self._misread[variant].append(word)

    def find(self, text: str) -> list[NameHit]:
        """Return the dossiers whose person a text seems to name, the likest first."""
        places: dict[int, list[tuple[int, str, float]]] = defaultdict(list)
        for at, word in enumerate(_words(text)[:_WORDS]):
            for known, likeness in self._like(word):
                for bearer in self._bearers[known]:
                    places[bearer].append((at, known, likeness))
        found = ((one, self._likeness(one, seen)) for one, seen in places.items() if len(seen) > 1)
        hits = [NameHit(self.people[one], round(like, 4)) for one, like in found if like >= _LIKE]
        return sorted(hits, key=lambda hit: (-hit.likeness, hit.known.number))

    def bears(self, word: str) -> bool:
        """Tell whether a folded word is part of somebody's name."""
        return word in self._bearers

    def _like(self, word: str) -> Iterator[tuple[str, float]]:
        if word in self._bearers:
            yield word, 1.0
            return
        variants = (word, *_shortened(word))
        for known in sorted(
            {one for variant in variants for one in self._misread.get(variant, ())}
        ):
            if DamerauLevenshtein.distance(word, known) == 1:
                yield known, 1 - 1 / len(known)

    def _likeness(self, bearer: int, seen: list[tuple[int, str, float]]) -> float:
        words = self._words[bearer]
        reach = len(words) + _SPREAD
        return max(self._together(words, at, seen, reach) for at, _word, _like in seen)

    def _together(self, words: tuple[str, ...], start: int, seen: list, reach: int) -> float:
        """How much of a name stands in a stretch of text: its rare words weigh most."""
        best = dict.fromkeys(words, 0.0)
        for at, word, likeness in seen:
            if start <= at < start + reach:
                best[word] = max(best[word], likeness)
        if len(words) < 2 or not best[words[-1]] or sum(map(bool, best.values())) < 2:
            return 0.0
        weights = {word: self._rarity(word) for word in words}
        return sum(best[word] * weights[word] for word in words) / sum(weights.values())

    def _rarity(self, word: str) -> float:
        return 1 + math.log(len(self.people) / len(self._bearers[word]))


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(fold(text)) if len(word) >= _SHORTEST]


def _shortened(word: str) -> Iterator[str]:
    if len(word) >= _MENDABLE:
        yield word
        for at in range(len(word)):
            yield word[:at] + word[at + 1 :]
