"""Types guessed from the thesaurus' own words, while the centre has filed too little. Pure.

A label, a synonym or an inventory entry whose rare words all stand in a text says something of its
type. It is a guess, and never said to be more.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from farde.capture.suggesting.classifier import tokens
from farde.core.words import fold

#: A guess is never surer than this, however many words agree.
CEILING = 0.6
#: The words of a document's head say what it is.
_HEAD = 120
_SMALL = frozenset(("des", "les", "aux", "van", "het", "een", "der", "den", "the", "and"))


@dataclass(frozen=True)
class Phrase:
    """Words that the thesaurus has for a label (``<type>|<inventory entry>``)."""

    label: str
    words: str


class Prior:
    """The phrases of one version of the thesaurus, with how rare their words are in it."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._phrases: list[tuple[str, tuple[str, ...]]] = []
        for one in phrases:
            stems = _stems(tokens(one.words))
            if stems:
                self._phrases.append((one.label, stems))
        labels: dict[str, set[str]] = {}
        for label, stems in self._phrases:
            for stem in stems:
                labels.setdefault(stem, set()).add(label.partition("|")[0])
        many = len({label.partition("|")[0] for label, _stems in self._phrases})
        self._rarity = {stem: math.log(1 + many / len(of)) for stem, of in labels.items()}

    def likely(self, text: str) -> list[tuple[str, float]]:
        """Return the labels that a text's words suggest, with how sure, the surest first."""
        head = set(_stems(fold(text).replace("_", " ").split()[:_HEAD]))
        found: dict[str, float] = {}
        for label, stems in self._phrases:
            covered = self._covered(stems, head)
            found[label] = max(found.get(label, 0.0), covered)
        return _shared(found)

    def _covered(self, stems: Sequence[str], head: set[str]) -> float:
        weights = [self._rarity[stem] for stem in stems]
        seen = [weight for stem, weight in zip(stems, weights, strict=True) if stem in head]
        return sum(seen) / sum(weights)


def _shared(found: Mapping[str, float]) -> list[tuple[str, float]]:
    """Let labels that are suggested as much share what can be believed."""
    strong = Counter({label: covered**4 for label, covered in found.items() if covered > 0.5})
    every = strong.total()
    sure = [(label, CEILING * found[label] * share / every) for label, share in strong.items()]
    return sorted(sure, key=lambda one: (-one[1], one[0]))


def _stems(words: Iterable[str]) -> tuple[str, ...]:
    cleaned = (word.strip(".,;:()'\"«»") for word in words)
    single = (word.split("'")[-1] for word in cleaned if " " not in word)
    kept = [word for word in single if len(word) > 2 and word not in _SMALL]
    return tuple(dict.fromkeys(word.rstrip("sx") if len(word) > 4 else word for word in kept))
