"""What a person decides of a deposit that cannot simply be filed: none stays without a way on."""

from collections.abc import Sequence

from plone import api

from farde.capture import filing, history, operations, work
from farde.capture import plan as plans
from farde.capture.desk import queue
from farde.capture.desk.errors import NotBlocked, NothingWaiting, ReasonlessDiscard
from farde.capture.plan import Leaf, Plan
from farde.capture.plan_errors import NotPrepared
from farde.capture.quality import operations as quality


def retry(batch) -> None:
    """Have a deposit that could not be prepared tried once more; raises NotBlocked."""
    if api.content.get_state(batch) != "blocked":
        raise NotBlocked
    operations.retry(batch)


def ask_rescan(batch, leaves: Sequence[Leaf], reason: str, version: int | None = None) -> None:
    """Have pages scanned again, all that wait where none are named.

    Raises what ``quality.ask_rescan`` raises.
    """
    waiting = [page.leaf for part in plan_or_none(batch).open_parts for page in part.pages]
    quality.ask_rescan(batch, list(leaves) or waiting, reason, version)


def discard(batch, reason: str) -> None:
    """Discard all that waits of a deposit; what was filed of it stays filed.

    Where nothing was filed its files stay with it. Raises ReasonlessDiscard and NothingWaiting.
    """
    if not reason.strip():
        raise ReasonlessDiscard
    if api.content.get_state(batch) not in queue.STATES:
        raise NothingWaiting
    waiting = [page.leaf for part in plan_or_none(batch).open_parts for page in part.pages]
    if waiting:
        work.change(batch, None, lambda plan: plans.discard(plan, waiting, "other", reason.strip()))
    history.note(batch, "emptied", pages=len(waiting))
    plan = plan_or_none(batch)
    if plan.parts:
        filing.finish(batch, plan)
        batch.reindexObject()
        return
    operations.to_state(batch, "discard", reason.strip())


def plan_or_none(batch) -> Plan:
    """Return the plan of a deposit, an empty one before its pages are known."""
    try:
        return work.planned(batch)
    except NotPrepared:
        return Plan()


def ways(batch, state: str) -> list[str]:
    """Return what can be decided now, the way that leads back to work first."""
    if state not in queue.STATES:
        return []
    found = ["retry"] if state == "blocked" else []
    found += ["withdraw"] if quality.open_rescans(batch) else []
    found += ["rescan"] if state in ("prepared", "blocked") else []
    return [*found, "discard"]
