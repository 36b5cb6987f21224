"""The terms as they hang under each other, from the snapshot alone, in one pass."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from plone import api

from farde.thesaurus import operations
from farde.thesaurus.operations import THESAURUS_ID
from farde.thesaurus.terms import LEVELS, Term

#: How many documents there are, by level and slug.
Counts = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Node:
    """A term with its address, what hangs under it, and how many documents are filed there."""

    term: Term
    url: str
    documents: int = 0
    children: list["Node"] = field(default_factory=list)


def nodes(counts: Counts | None = None) -> list[Node]:
    """Return the profiles with all that hangs under them, each level by label."""
    below: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in [*operations.types(), *operations.kinds()]:
        below[LEVELS[LEVELS.index(term.level) - 1], term.parent].append(term)
    base = f"{api.portal.get().absolute_url()}/{THESAURUS_ID}"
    return _grown(operations.profiles(), base, below, counts or {})


def narrowed(found: Iterable[Node], wanted: Callable[[Node], bool]) -> list[Node]:
    """Return the nodes that are wanted, with what they hang under."""
    kept = []
    for node in found:
        children = narrowed(node.children, wanted)
        if children or wanted(node):
            kept.append(replace(node, children=children))
    return kept


def flat(found: Iterable[Node]) -> Iterable[Node]:
    """Yield nodes and all that hangs under them, from top to bottom."""
    for node in found:
        yield node
        yield from flat(node.children)


def address(term: Term) -> str:
    """Return the address of a term."""
    parts = [term.id]
    if term.level != "ThesaurusProfile":
        parts.insert(0, term.parent)
    if term.level == "DocumentKind" and (above := operations.document_type(term.parent)):
        parts.insert(0, above.parent)
    return "/".join((api.portal.get().absolute_url(), THESAURUS_ID, *parts))


def _grown(terms: Iterable[Term], base: str, below, counts: Counts) -> list[Node]:
    found = []
    for term in terms:
        url = f"{base}/{term.id}"
        children = _grown(below[term.level, term.id], url, below, counts)
        own = counts.get((term.level, term.id), 0)
        if term.level == "ThesaurusProfile":
            own = sum(child.documents for child in children)
        found.append(Node(term, url, own, children))
    return found
