"""What lists know of a deposit's checks, of its new scans, and of how long it took."""

from collections import Counter

from plone.indexer import indexer

from farde.capture import history, work
from farde.capture.content import ICaptureBatch
from farde.capture.quality import kept
from farde.document.content import ICaseDocument

TO_CHECK, RESCAN = "to-check", "rescan"


@indexer(ICaptureBatch)
def capture_marks(batch) -> list[str]:
    """What somebody is awaited for: a check, a new scan."""
    waits = any(one.waits for one in kept.checks(batch).values())
    return [TO_CHECK] * waits + [RESCAN] * bool(kept.open_rescans(batch))


@indexer(ICaptureBatch)
def capture_checks(batch) -> tuple[tuple[str, ...], ...]:
    """Part, author, instant and type of each part that waits for a check."""
    return tuple(
        (part_id, one.by, one.at.isoformat(), str(one.values.get("document_type") or ""))
        for part_id, one in kept.checks(batch).items()
        if one.waits
    )


@indexer(ICaptureBatch)
def capture_rescans(batch) -> tuple[tuple[str, ...], ...]:
    """Pages, reason, author and instant of each new scan that is awaited."""
    return tuple(
        (" ".join(one.leaves), one.reason, one.by, one.at.isoformat())
        for one in kept.open_rescans(batch)
    )


@indexer(ICaptureBatch)
def capture_facts(batch) -> tuple[str, str, tuple[tuple[str, int], ...]]:
    """When it was prepared and last filed, and pages put aside by reason: what figures count."""
    at = {one.what: one.at.isoformat() for one in history.of(batch)}
    plan = work.of(batch).plan
    aside = Counter(one.reason for one in plan.discarded) if plan is not None else {}
    return at.get("prepared", ""), at.get("filed", ""), tuple(sorted(aside.items()))


@indexer(ICaseDocument)
def seen_at(document) -> str:
    """When those a document is for read it first, "" before."""
    steps = document.workflow_history.get("case_document_workflow", ())
    seen = next((step["time"] for step in steps if step["action"] in ("see", "handle")), None)
    return seen.asdatetime().isoformat() if seen else ""
