"""How good the proposals are, by field and by type: counted, with nothing of anybody in it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from farde.capture.suggesting import learned
from farde.capture.suggesting.settings import threshold
from farde.capture.suggesting.suggestion import FIELDS
from farde.thesaurus import operations as thesaurus


@dataclass(frozen=True)
class Measure:
    """Of so many documents, for how many something was proposed, and how often it was right."""

    documents: int = 0
    offered: int = 0
    right: int = 0

    @property
    def precision(self) -> float | None:
        """Which share of the proposals was right; None when nothing was proposed."""
        return self.right / self.offered if self.offered else None

    @property
    def coverage(self) -> float | None:
        """For which share of the documents something was proposed."""
        return self.offered / self.documents if self.documents else None


@dataclass(frozen=True)
class FieldReport:
    """One field: its threshold, how it did on documents held out, and how it does at the desk."""

    field: str
    threshold: float
    trial: Measure
    live: Measure


@dataclass(frozen=True)
class TypeReport:
    """One type of document, by its label of today."""

    label: str
    trial: Measure


@dataclass(frozen=True)
class State:
    """What was learned, when, and whether something went wrong."""

    trained_at: datetime | None
    examples: int
    counted_at: datetime | None
    failure: str
    broken: bool
    wanted: bool


def state() -> State:
    """Return what was learned and when."""
    stored = learned.record()
    return State(
        stored.trained_at,
        stored.examples,
        stored.counted_at,
        stored.failure,
        learned.current().broken,
        stored.wanted,
    )


def fields() -> list[FieldReport]:
    """Return how proposals do, field by field, at the thresholds of today."""
    trials, live = learned.current().facts.trials, learned.record().live
    return [
        FieldReport(
            field,
            threshold(field),
            measured(trials.get(field, ()), threshold(field)),
            Measure(*live.get(field, (0, 0, 0))),
        )
        for field in FIELDS
    ]


def types() -> list[TypeReport]:
    """Return how types were told, by the type that was meant, in the order of their labels."""
    by_type: dict[str, list[Sequence]] = defaultdict(list)
    for trial in learned.current().facts.trials.get("document_type", ()):
        by_type[trial[0]].append(trial)
    labels = _labels(by_type)
    sure = threshold("document_type")
    found = [TypeReport(labels[slug], measured(by_type[slug], sure)) for slug in by_type]
    return sorted(found, key=lambda one: one.label)


def measured(trials: Sequence[Sequence], sure: float) -> Measure:
    """Count trials (meant, said, how sure) as they would be proposed at a threshold."""
    offered = [one for one in trials if one[1] and one[2] >= sure]
    return Measure(len(trials), len(offered), sum(one[0] == one[1] for one in offered))


def _labels(slugs: Mapping[str, object]) -> dict[str, str]:
    terms = {slug: thesaurus.resolve("DocumentType", slug) for slug in slugs}
    return {slug: term.label if term else slug for slug, term in terms.items()}
