"""What is being done with a deposit: its plan, what was seen and read, what was typed so far."""

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from zope.annotation.interfaces import IAnnotations

from farde.capture import plan as plans
from farde.capture import sources
from farde.capture.plan import Plan
from farde.capture.plan_errors import NotPrepared, SignedWhole, StalePlan

_ANNOTATION = "farde.capture.work"
#: How many changes of the plan can be taken back.
_REMEMBERED = 50


@dataclass(frozen=True)
class ReadPage:
    """What was read on a page, held ``turn`` degrees clockwise; ``confidence`` from 0 to 1."""

    text: str
    turn: int = 0
    skew: float = 0.0
    language: str = ""
    confidence: float = 0.0


class Work(Persistent):
    """Changed by one worker while it prepares, then by the person at the desk.

    ``stage`` is the last step of preparation that was finished; ``version`` grows by one with
    each change of the plan. Keys are leaves as written (``s1-3``) and ids of parts.
    """

    #: What a person is told of ``reason``, the fault that preparation ended with.
    why = ""

    def __init__(self) -> None:
        self.stage = ""
        self.reason = ""
        self.plan: Plan | None = None
        self.version = 0
        self.past: tuple[Plan, ...] = ()
        self.undone: tuple[Plan, ...] = ()
        self.marks: Mapping[str, str] = {}
        self.drafts: Mapping[str, Mapping[str, object]] = {}
        self.suggestions: Mapping[str, tuple] = {}
        self.filed: Mapping[str, tuple[str, ...]] = {}
        # In trees of their own: a change of the plan does not write the words of 500 pages again.
        self.sights: MutableMapping[str, object] = OOBTree()
        self.read: MutableMapping[str, ReadPage] = OOBTree()
        self.pictures = OOBTree()


def of(batch) -> Work:
    """Return the work on a deposit; what was deposited before there was any has a fresh one."""
    annotations = IAnnotations(batch)
    return annotations[_ANNOTATION] if _ANNOTATION in annotations else Work()


def begin(batch) -> Work:
    """Return the work on a deposit, kept with it."""
    annotations = IAnnotations(batch)
    if _ANNOTATION not in annotations:
        annotations[_ANNOTATION] = Work()
    return annotations[_ANNOTATION]


def planned(batch) -> Plan:
    """Return the plan, or that of a deposit not yet looked at: each file one document.

    Raises NotPrepared where the pages are not known before a file is converted.
    """
    plan = of(batch).plan
    if plan is not None:
        return plan
    found = sources.of(batch)
    if any(one.kind in sources.CONVERTED for one in found):
        raise NotPrepared
    return plans.begin(leaf for one in found for leaf in leaves(one))


def leaves(source) -> list[plans.Leaf]:
    """Return the pages of a source."""
    return [plans.Leaf(source.id, number) for number in range(1, source.pages + 1)]


def change(batch, version: int | None, verb: Callable[[Plan], Plan]) -> Work:
    """Change the plan; raises StalePlan when it is no longer the one that was seen.

    Also raises SignedWhole, NotPrepared and what the verb refuses.
    """
    work = begin(batch)
    check_version(work, version)
    before = planned(batch)
    after = verb(before)
    _check_signed(batch, after)
    if after != before:
        # Who took back what was done before new pages came would take these away.
        same = set(before.leaves()) == set(after.leaves())
        work.past = (*work.past[-_REMEMBERED + 1 :], before) if same else ()
        work.undone = ()
        _settle(work, after)
    return work


def undo(batch, version: int | None) -> Work:
    """Take the last change of the plan back; nothing happens when there is none."""
    return _swap(batch, version, "past", "undone")


def redo(batch, version: int | None) -> Work:
    """Do again what was taken back last."""
    return _swap(batch, version, "undone", "past")


def check_version(work: Work, version: int | None) -> None:
    """Raise StalePlan when the plan is no longer the one that was seen; None asks nothing."""
    if version is not None and version != work.version:
        raise StalePlan


def close(batch, part_id: str, uids: tuple[str, ...]) -> Work:
    """Note that a part is filed as these documents: it, and what was before, is settled."""
    work = begin(batch)
    _settle(work, plans.close(planned(batch), part_id))
    work.past = work.undone = ()
    work.filed = {**work.filed, part_id: uids}
    work.drafts = {key: one for key, one in work.drafts.items() if key != part_id}
    work.suggestions = {key: one for key, one in work.suggestions.items() if key != part_id}
    return work


def keep_draft(batch, part_id: str, values: Mapping[str, object]) -> None:
    """Keep what was typed for a part, so that a closed window does not lose it."""
    planned(batch).part(part_id)
    work = begin(batch)
    work.drafts = {**work.drafts, part_id: dict(values)}


def _settle(work: Work, plan: Plan) -> None:
    work.plan = plan
    work.version += 1


def _swap(batch, version: int | None, source: str, target: str) -> Work:
    work = begin(batch)
    check_version(work, version)
    stack = getattr(work, source)
    if stack:
        setattr(work, target, (*getattr(work, target), planned(batch)))
        setattr(work, source, stack[:-1])
        _settle(work, stack[-1])
    return work


def _check_signed(batch, plan: Plan) -> None:
    for source in sources.of(batch):
        if source.signed and source.pages and not _is_whole(source, plan):
            raise SignedWhole


def _is_whole(source, plan: Plan) -> bool:
    wanted = tuple(plans.Page(leaf) for leaf in leaves(source))
    if any(part.pages == wanted for part in plan.parts):
        return True
    aside = {one.page.leaf for one in plan.discarded}
    return all(page.leaf in aside for page in wanted)
