"""Learning from texts and where they were filed, in a process of its own. Pure.

``python -m farde.capture.suggesting.training`` reads JSON from its standard input and writes a
trained model to its standard output: nothing of what it reads is ever on a disk. A word is kept
only if it stands in several dossiers, so that no model holds what is said of one person.
"""

import json
import resource
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from threadpoolctl import threadpool_limits

from farde.capture.suggesting.classifier import BETWEEN, Model, certainty, softmax, tokens

#: A word that fewer dossiers have could tell of a person.
_DOSSIERS = 3
#: An inventory entry, or a type, with fewer examples is not learned.
_EXAMPLES = 3
_WORDS = 20_000
_FOLDS = 4
#: Bounds of the process: address space in bytes, seconds of processor time.
MEMORY, SECONDS = 4 << 30, 1200


@dataclass(frozen=True)
class Example:
    """A text with its label, and the dossier it lies in as a mere number."""

    text: str
    label: str
    dossier: int


@dataclass(frozen=True)
class Trial:
    """What a model that had not seen a text said of it: label meant, label said, how sure."""

    meant: str
    said: str
    confidence: float


@threadpool_limits.wrap(limits=1)
def trained(examples: Sequence[Example]) -> tuple[Model | None, list[Trial]]:
    """Return a model, and its trial on texts held out; None where there is too little to learn."""
    kept = _enough(examples)
    labels = sorted({one.label for one in kept})
    folds = min(_FOLDS, len({one.dossier for one in kept}))
    if len(labels) < 2 or folds < 2:
        return None, []
    meant = np.array([labels.index(one.label) for one in kept])
    scores, nearness = _held_out(kept, labels, meant, folds)
    warmth = _warmth(scores, meant)
    floors = _floors(nearness, meant, len(labels))
    sure = certainty(scores / warmth, nearness, floors)
    said = sure.argmax(axis=1)
    ceilings = _ceilings(meant, said, len(labels))
    sure = sure * ceilings
    model = _fitted(kept, labels, meant, (warmth, floors, ceilings))
    trials = [
        Trial(labels[right], labels[one], round(float(row[one]), 4))
        for right, one, row in zip(meant, said, sure, strict=True)
    ]
    return model, trials


def _enough(examples: Sequence[Example]) -> list[Example]:
    """Leave rare entries to their type, and rare types out."""
    entries = Counter(one.label for one in examples)
    known = [
        one
        if entries[one.label] >= _EXAMPLES
        else Example(one.text, one.label.partition(BETWEEN)[0] + BETWEEN, one.dossier)
        for one in examples
    ]
    counts = Counter(one.label for one in known)
    return [one for one in known if counts[one.label] >= _EXAMPLES]


def _held_out(
    kept: Sequence[Example], labels: Sequence[str], meant: np.ndarray, folds: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return scores and nearness of each text by a model that saw no text of its dossier."""
    scores = np.full((len(kept), len(labels)), -20.0)
    nearness = np.zeros_like(scores)
    dossiers = [one.dossier for one in kept]
    for seen, unseen in GroupKFold(folds).split(kept, groups=dossiers):
        vectors, matrix = _vectors([kept[one] for one in seen])
        if matrix is None or len(set(meant[seen])) < 2:
            continue
        linear = _linear().fit(matrix, meant[seen])
        tried = vectors.transform([kept[one].text for one in unseen])
        scores[np.ix_(unseen, linear.classes_)] = _scores(linear, tried)
        nearness[unseen] = tried @ _centres(matrix, meant[seen], len(labels)).T
    return scores, nearness


def _fitted(
    kept: Sequence[Example],
    labels: Sequence[str],
    meant: np.ndarray,
    tried: tuple[float, np.ndarray, np.ndarray],
) -> Model | None:
    vectors, matrix = _vectors(kept)
    if matrix is None:
        return None
    linear = _linear().fit(matrix, meant)
    weights, offsets = _rows(linear)
    counts, (warmth, floors, ceilings) = Counter(meant.tolist()), tried
    return Model(
        words={word: int(number) for word, number in vectors.vocabulary_.items()},
        labels=tuple(labels),
        examples=tuple(counts[number] for number in range(len(labels))),
        idf=vectors.idf_,
        weights=weights,
        offsets=offsets,
        centres=_centres(matrix, meant, len(labels)),
        floors=floors,
        ceilings=ceilings,
        warmth=warmth,
    )


def _vectors(kept: Sequence[Example]) -> tuple[TfidfVectorizer, csr_matrix | None]:
    dossiers: dict[int, set[str]] = {}
    for one in kept:
        dossiers.setdefault(one.dossier, set()).update(tokens(one.text))
    spread = Counter(word for words in dossiers.values() for word in words)
    chosen = [word for word, many in spread.most_common(_WORDS) if many >= _DOSSIERS]
    if not chosen:
        return TfidfVectorizer(), None
    vectors = TfidfVectorizer(analyzer=tokens, vocabulary=sorted(chosen), sublinear_tf=True)
    return vectors, vectors.fit_transform([one.text for one in kept])


def _linear() -> LogisticRegression:
    return LogisticRegression(C=10.0, max_iter=300)


def _scores(linear: LogisticRegression, matrix: csr_matrix) -> np.ndarray:
    weights, offsets = _rows(linear)
    return matrix @ weights.T + offsets


def _rows(linear: LogisticRegression) -> tuple[np.ndarray, np.ndarray]:
    """Two labels share one row in scikit-learn: here each has its own."""
    if len(linear.classes_) > 2:
        return linear.coef_, linear.intercept_
    weights, offsets = linear.coef_ / 2, linear.intercept_ / 2
    return np.vstack([-weights, weights]), np.concatenate([-offsets, offsets])


def _centres(matrix: csr_matrix, meant: np.ndarray, many: int) -> np.ndarray:
    centres = np.zeros((many, matrix.shape[1]))
    for number in set(meant.tolist()):
        centre = np.asarray(matrix[meant == number].mean(axis=0)).ravel()
        centres[number] = centre / max(np.linalg.norm(centre), 1e-9)
    return centres


def _warmth(scores: np.ndarray, meant: np.ndarray) -> float:
    """How much scores have to be divided by, for them to be as sure as they are right."""
    rows = np.arange(len(meant))
    tried = np.geomspace(0.5, 10, 60)
    lost = [-np.log(softmax(scores / one)[rows, meant] + 1e-9).mean() for one in tried]
    return float(tried[int(np.argmin(lost))])


def _floors(nearness: np.ndarray, meant: np.ndarray, many: int) -> np.ndarray:
    """How near to its centre nineteen in twenty texts of a label are."""
    own = nearness[np.arange(len(meant)), meant]
    usual = float(np.quantile(own, 0.05))
    floors = [own[meant == number] for number in range(many)]
    return np.array([float(np.quantile(one, 0.05)) if len(one) > 4 else usual for one in floors])


def _ceilings(meant: np.ndarray, said: np.ndarray, many: int) -> np.ndarray:
    """How sure each label may be said, as its trials went: the rule of succession of Laplace."""
    right = np.bincount(meant[meant == said], minlength=many)
    return (right + 1) / (np.bincount(said, minlength=many) + 2)


def main() -> None:
    """Train on what comes in, within bounds of memory and time; nothing comes out on failure."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    examples = [Example(*row) for row in json.load(sys.stdin)]
    model, trials = trained(examples)
    answer = {"trials": [[one.meant, one.said, one.confidence] for one in trials]}
    stream = BytesIO()
    stored = np.frombuffer(model.stored() if model else b"", dtype=np.uint8)
    told = np.frombuffer(json.dumps(answer).encode(), dtype=np.uint8)
    np.savez(stream, model=stored, told=told)
    sys.stdout.buffer.write(stream.getvalue())


if __name__ == "__main__":
    main()
