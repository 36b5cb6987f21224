"""Which terms of the thesaurus a text is like: a linear model over words, read from arrays. Pure.

The words were chosen and weighed by ``training``; here they are only counted, so that a text is
answered in about a millisecond and nothing that was stored is ever executed.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from zipfile import is_zipfile

import numpy as np

from farde.core.words import fold

_WORD = re.compile(r"[^\W\d_]{2,25}")
#: Words of a text that are looked at: its beginning says what it is.
_WORDS = 1500
#: Between the term of a type and that of its inventory entry in a label.
BETWEEN = "|"
_ARRAYS = ("idf", "weights", "offsets", "centres", "floors", "ceilings")


@dataclass(frozen=True)
class Likely:
    """A label, with how probable it is and how many texts of it were learned from."""

    label: str
    confidence: float
    examples: int


@dataclass(frozen=True)
class Model:
    """Labels are ``<type>|<inventory entry>``, the entry empty where there is none.

    ``weights``, ``centres``: one row for each label, one column for each word. ``floors``: how
    near to its centre a text of the label mostly is; ``ceilings``: as sure as the trials of the
    label allow, which a dozen examples do not make perfect. ``warmth`` softens what the model says
    to what it got right.
    """

    words: Mapping[str, int]
    labels: tuple[str, ...]
    examples: tuple[int, ...]
    idf: np.ndarray
    weights: np.ndarray
    offsets: np.ndarray
    centres: np.ndarray
    floors: np.ndarray
    ceilings: np.ndarray
    warmth: float = 1.0

    def likely(self, text: str) -> list[Likely]:
        """Return the labels by falling probability; none for a text without a known word."""
        columns, values = self._vector(text)
        if not len(columns):
            return []
        scores = (self.weights[:, columns] @ values + self.offsets) / self.warmth
        nearness = self.centres[:, columns] @ values
        certain = certainty(scores, nearness, self.floors) * self.ceilings
        found = zip(self.labels, certain, self.examples, strict=True)
        ranked = [Likely(label, round(float(sure), 4), many) for label, sure, many in found]
        return sorted(ranked, key=lambda one: (-one.confidence, one.label))

    def stored(self) -> bytes:
        """Return the model as arrays and JSON."""
        about = {
            "words": sorted(self.words, key=self.words.__getitem__),
            "labels": self.labels,
            "examples": self.examples,
            "warmth": self.warmth,
        }
        stream = BytesIO()
        arrays = {name: getattr(self, name).astype(np.float32) for name in _ARRAYS}
        text = np.frombuffer(json.dumps(about).encode(), dtype=np.uint8)
        np.savez_compressed(stream, about=text, **arrays)
        return stream.getvalue()

    def _vector(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        counts = Counter(self.words[one] for one in tokens(text) if one in self.words)
        columns = np.array(sorted(counts), dtype=int)
        if not counts:
            return columns, columns.astype(float)
        values = np.array([1 + np.log(counts[one]) for one in columns.tolist()]) * self.idf[columns]
        return columns, values / np.linalg.norm(values)


def restored(data: bytes) -> Model:
    """Read what ``stored`` wrote; raises ValueError or KeyError for anything else."""
    if not is_zipfile(BytesIO(data)):
        raise ValueError("These are no arrays")
    with np.load(BytesIO(data), allow_pickle=False) as arrays:
        about = json.loads(arrays["about"].tobytes())
        given = {name: arrays[name].astype(np.float32) for name in _ARRAYS}
    return Model(
        words={word: number for number, word in enumerate(about["words"])},
        labels=tuple(about["labels"]),
        examples=tuple(about["examples"]),
        warmth=float(about["warmth"]),
        **given,
    )


def tokens(text: str) -> list[str]:
    """Return the words of a text and its pairs of words, without case, accents and numbers."""
    words = _WORD.findall(fold(text))[:_WORDS]
    return words + [f"{first} {second}" for first, second in pairwise(words)]


def certainty(scores: np.ndarray, nearness: np.ndarray, floors: np.ndarray) -> np.ndarray:
    """Return how probable labels are: less, the further a text is from all that was learned."""
    return softmax(scores) * np.minimum(1.0, nearness / np.maximum(floors, 1e-6))


def softmax(scores: np.ndarray) -> np.ndarray:
    """Return scores as probabilities, along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)
