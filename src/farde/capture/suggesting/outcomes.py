"""What had been proposed for a part against what a person filed: right or not, no value kept."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from DateTime import DateTime
from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations

from farde.capture import deposits
from farde.capture.suggesting.senders import plain
from farde.capture.suggesting.suggestion import FIELDS, Suggestion
from farde.core import clock
from farde.document.profile import Profile

_ANNOTATION = "farde.suggesting.outcomes"
#: How far back, and for how many deposits, it is counted how the machine does.
PERIOD, _DEPOSITS = timedelta(days=90), 5000


@dataclass(frozen=True)
class Outcome:
    """One field of a filed part: whether it was filled, whether something was proposed, rightly."""

    field: str
    offered: bool
    right: bool
    reason: str = ""


def compared(
    offered: Iterable[Suggestion], profile: Profile, numbers: Sequence[str]
) -> tuple[Outcome, ...]:
    """Return how the first proposal for each field fared; fields left empty without one are out."""
    best: dict[str, Suggestion] = {}
    for one in offered:
        best.setdefault(one.field, one)
    filed = _filed(profile, numbers)
    return tuple(
        _outcome(field, best.get(field), filed[field])
        for field in FIELDS
        if filed[field] or field in best
    )


def note(batch, part_id: str, found: tuple[Outcome, ...]) -> None:
    """Keep how proposals fared beside the deposit, which stays when its pages are gone."""
    annotations = IAnnotations(batch)
    if _ANNOTATION not in annotations:
        annotations[_ANNOTATION] = PersistentMapping()
    annotations[_ANNOTATION][part_id] = found


def of(batch) -> tuple[Outcome, ...]:
    """Return how proposals for all filed parts of a deposit fared."""
    kept = IAnnotations(batch).get(_ANNOTATION, {})
    return tuple(one for part_id in sorted(kept) for one in kept[part_id])


def counted() -> dict[str, tuple[int, int, int]]:
    """Return by field how many were filed, proposed, and rightly so, in the latest deposits."""
    since = DateTime((clock.now() - PERIOD).isoformat())
    brains = deposits.of_all(
        modified={"query": since, "range": "min"},
        sort_on="modified",
        sort_order="descending",
    )
    found = (of(brain._unrestrictedGetObject()) for brain in islice(brains, _DEPOSITS))
    return _summed(one for outcomes in found for one in outcomes)


def _summed(found: Iterable[Outcome]) -> dict[str, tuple[int, int, int]]:
    filed, offered, right = Counter(), Counter(), Counter()
    for one in found:
        filed[one.field] += 1
        offered[one.field] += one.offered
        right[one.field] += one.right
    return {field: (filed[field], offered[field], right[field]) for field in FIELDS}


def _outcome(field: str, best: Suggestion | None, filed: set[str]) -> Outcome:
    if best is None:
        return Outcome(field, offered=False, right=False)
    value = plain(best.value) if field == "sender" else best.value
    return Outcome(field, offered=True, right=value in filed, reason=best.reason)


def _filed(profile: Profile, numbers: Sequence[str]) -> Mapping[str, set[str]]:
    given = {
        "document_type": profile.document_type,
        "document_kind": profile.document_kind or "",
        "document_date": profile.document_date.isoformat() if profile.document_date else "",
        "received_on": profile.received_on.isoformat(),
        "sender": plain(profile.sender or ""),
    }
    return {field: {value} - {""} for field, value in given.items()} | {"dossier": set(numbers)}
