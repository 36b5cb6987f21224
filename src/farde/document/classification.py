"""How a document is classified: what the signal table looks at, and every correction of it.

Each correction that the rules would see begins a new generation of the classification: what is
raised belongs to one generation, so that going back to an earlier type raises anew, once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations

from farde.core import clock
from farde.core.visitor import current_user_id
from farde.thesaurus import operations as thesaurus

_ANNOTATION = "farde.classification"
#: What rules ask of a document, and what the delay of a ticket counts from.
RULED = ("document_type", "direction", "channel", "received_on")


@dataclass(frozen=True)
class Correction:
    """Who corrected a document, when and why; ``before`` and ``after`` hold what changed."""

    at: datetime
    by: str
    reason: str
    before: Mapping[str, object]
    after: Mapping[str, object]


class Classification(Persistent):
    """The generation of a document's classification, and its corrections, the first one first."""

    def __init__(self, document) -> None:
        self.document = api.content.get_uuid(document)
        self.generation = 0
        self.ruled = _ruled(document)
        self.corrections: tuple[Correction, ...] = ()


def begin(document) -> None:
    """Begin the classification of a document that is filed here."""
    IAnnotations(document)[_ANNOTATION] = Classification(document)


def is_copy(document) -> bool:
    """Tell whether what is kept on a document was kept of another one, which it is a copy of."""
    kept = IAnnotations(document).get(_ANNOTATION)
    return kept is not None and kept.document != api.content.get_uuid(document)


def generation(document) -> int:
    """Return the generation of the classification: 0 as it was filed."""
    kept = IAnnotations(document).get(_ANNOTATION)
    return kept.generation if kept is not None else 0


def corrections(document) -> tuple[Correction, ...]:
    """Return the corrections of a document, the first one first."""
    kept = IAnnotations(document).get(_ANNOTATION)
    return kept.corrections if kept is not None else ()


def correct(document, fields: Mapping[str, object], reason: str) -> Correction | None:
    """Change what is said of a document and note it; None where nothing changes."""
    before = {name: getattr(document, name) for name in fields}
    changed = [name for name, value in fields.items() if before[name] != value]
    if not changed:
        return None
    kept = _kept(document)
    for name in changed:
        setattr(document, name, fields[name])
    return _note(document, kept, reason, _only(before, changed), _only(fields, changed))


def catch_up(document) -> Correction | None:
    """Note a change that came by another door; None where the rules would see none.

    A term that was merged into another one in the thesaurus is the same classification.
    """
    kept = _kept(document)
    before, after = kept.ruled, _ruled(document)
    changed = [n for n in RULED if _present(n, before[n]) != _present(n, after[n])]
    if not changed:
        kept.ruled = after if before != after else before
        return None
    return _note(document, kept, "", _only(before, changed), _only(after, changed))


def take_over(document) -> None:
    """Take the terms that a document has now for those it had: the thesaurus renamed them."""
    kept = _kept(document)
    kept.ruled = {**kept.ruled, "document_type": document.document_type}


def forget_corrections(document) -> None:
    """Keep no longer what a document was corrected from and to."""
    _kept(document).corrections = ()


def is_ruled(correction: Correction) -> bool:
    """Tell whether the rules would see a correction."""
    return not correction.after.keys().isdisjoint(RULED)


def _note(document, kept: Classification, reason: str, before: dict, after: dict) -> Correction:
    correction = Correction(clock.now(), current_user_id(), reason, before, after)
    kept.corrections += (correction,)
    kept.ruled = _ruled(document)
    if is_ruled(correction):
        kept.generation += 1
    return correction


def _kept(document) -> Classification:
    annotations = IAnnotations(document)
    if _ANNOTATION not in annotations:
        annotations[_ANNOTATION] = Classification(document)
    return annotations[_ANNOTATION]


def _ruled(document) -> dict[str, object]:
    return {name: getattr(document, name) for name in RULED}


def _present(name: str, value: object) -> object:
    if name != "document_type":
        return value
    term = thesaurus.resolve("DocumentType", str(value))
    return term.id if term is not None else value


def _only(values: Mapping[str, object], names: Iterable[str]) -> dict[str, object]:
    return {name: values[name] for name in names}
