"""A proposal for one field of a document to be, and what it was drawn from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

#: The fields for which something is proposed, as the form names them.
FIELDS = ("dossier", "document_type", "document_kind", "document_date", "received_on", "sender")
#: How many proposals are shown for one field.
SHOWN = 3
#: What is as unlikely as this is not worth a look.
_FAINT = 0.05


@dataclass(frozen=True)
class Suggestion:
    """One proposal; ``confidence`` from 0 to 1, ``reason`` a code of ``wording.REASONS``.

    ``detail`` fills the words of the reason. ``value`` is what the form would send. ``leaves`` are
    the pages it was drawn from.
    """

    field: str
    value: str
    label: str
    confidence: float
    reason: str
    detail: Mapping[str, str] = field(default_factory=dict)
    leaves: tuple[str, ...] = ()


@dataclass(frozen=True)
class Material:
    """What is known of a part before anybody looked at it: words by page, codes, how it came."""

    pages: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    sender: str = ""
    dossier_uid: str = ""

    @property
    def text(self) -> str:
        """The words of all pages."""
        return "\n".join(self.pages)


def joined(evidence: Iterable[Suggestion]) -> list[Suggestion]:
    """Return one proposal for each value, best first: signs that agree count together.

    Values that speak against each other share what can be believed, by their odds.
    """
    by_value: dict[str, list[Suggestion]] = {}
    for one in evidence:
        by_value.setdefault(one.value, []).append(one)
    agreed = [_agreed(signs) for signs in by_value.values()]
    every = sum(_odds(one) for one in agreed)
    shared = [replace(one, confidence=one.confidence * _odds(one) / every) for one in agreed]
    return sorted(shared, key=lambda one: (-one.confidence, one.value))


def spoken(proposals: Iterable[Suggestion], threshold: float) -> list[Suggestion]:
    """Return what is shown of one field's proposals: nothing, unless the best is sure enough."""
    found = sorted(proposals, key=lambda one: (-one.confidence, one.value))
    if not found or found[0].confidence < threshold:
        return []
    return [one for one in found if one.confidence >= _FAINT][:SHOWN]


def _agreed(signs: list[Suggestion]) -> Suggestion:
    doubt, strongest = 1.0, max(signs, key=lambda one: one.confidence)
    for best in {one.reason: one for one in sorted(signs, key=_by_confidence)}.values():
        doubt *= 1 - best.confidence
    return replace(strongest, confidence=min(0.99, 1 - doubt))


def _by_confidence(one: Suggestion) -> float:
    return one.confidence


def _odds(one: Suggestion) -> float:
    return max(one.confidence, 1e-6) / (1 - min(one.confidence, 0.999))
