"""Names that are written with one mistake: a letter too many, missing, wrong, or two swapped."""

from collections.abc import Callable, Iterable

from rapidfuzz.distance import DamerauLevenshtein

from farde.consultation.search import words
from farde.core.words import fold

#: Names compared at most; somebody who may see more of them writes the name as it is.
MOST_NAMES = 5000
#: Below this, one letter makes another name.
_SHORTEST = 4


def near[Named](query: str, named: Iterable[Named], name_of: Callable[[Named], str]) -> list[Named]:
    """Return those whose names have all words of a query, each with one mistake at most."""
    asked = [word for term in words.terms(query) for word in term.words]
    if not any(len(word) >= _SHORTEST and word.isalpha() for word in asked):
        return []
    known = [(one, fold(name_of(one)).replace("-", " ").split()) for one in named]
    among = {part for _one, parts in known for part in parts}
    meant = [{part for part in among if _is_near(word, part)} for word in asked]
    return [one for one, parts in known if all(wanted.intersection(parts) for wanted in meant)]


def _is_near(word: str, part: str) -> bool:
    if part.startswith(word):
        return True
    if min(len(word), len(part)) < _SHORTEST:
        return False
    return DamerauLevenshtein.distance(word, part, score_cutoff=1) <= 1
