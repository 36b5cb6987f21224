"""The steps of the desk, as programs send them: each names a verb and the pages it is about."""

from collections.abc import Callable, Mapping, Sequence

import transaction

from farde.capture import history, work
from farde.capture import plan as plans
from farde.capture.cutting import collate
from farde.capture.desk.errors import UnknownStep
from farde.capture.plan import Leaf, Plan
from farde.capture.plan_errors import ClosedPart
from farde.core.errors import Refusal

_TAKING_BACK = {"undo": work.undo, "redo": work.redo}


def do(batch, version: int | None, steps: Sequence[Mapping]) -> work.Work:
    """Do the steps one after the other, all of them or none; each can be taken back alone.

    Raises UnknownStep, and what the plan refuses.
    """
    state = work.begin(batch)
    work.check_version(state, version)
    before = len(work.planned(batch).open_parts)
    start = transaction.savepoint(optimistic=True)
    try:
        for step in steps:
            _do(batch, step)
    except Refusal:
        # A refusal is an answer, which commits.
        start.rollback()
        raise
    if len(work.planned(batch).open_parts) != before:
        batch.reindexObject(idxs=["channel"])  # the column of parts in the queue
    return state


def _do(batch, step: Mapping) -> None:
    name = step.get("verb") if isinstance(step, Mapping) else None
    if name in _TAKING_BACK:
        _TAKING_BACK[name](batch, None)
        return
    if name not in _VERBS:
        raise UnknownStep
    verb, noted = _VERBS[name]
    work.change(batch, None, lambda plan: verb(plan, step))
    history.note(batch, noted, pages=len(step.get("leaves") or [name]))


def _cut(plan: Plan, step: Mapping) -> Plan:
    leaf = _leaf(step)
    part = _home(plan, leaf)
    return plans.cut(plan, part.id, part.leaves.index(leaf))


def _merge(plan: Plan, step: Mapping) -> Plan:
    return plans.merge(plan, [_home(plan, leaf).id for leaf in _leaves(step)])


def _move(plan: Plan, step: Mapping) -> Plan:
    """Before the page named, or behind it with ``after``."""
    leaf, leaves = _leaf(step), _leaves(step)
    part = _home(plan, leaf)
    if leaf in leaves:
        raise UnknownStep
    staying = [one for one in part.leaves if one not in leaves]
    return plans.move(plan, leaves, part.id, staying.index(leaf) + bool(step.get("after")))


def _collate(plan: Plan, step: Mapping) -> Plan:
    """Of two parts, each named by a page: the fronts, and the backs in their ``order``."""
    parts = [_home(plan, leaf).id for leaf in _leaves(step)]
    if len(parts) != 2:
        raise UnknownStep
    return collate.collate(plan, *parts, str(step.get("order") or "reversed"))


def _apart(plan: Plan, step: Mapping) -> Plan:
    return plans.set_apart(plan, _leaves(step))


def _turn(plan: Plan, step: Mapping) -> Plan:
    degrees = step.get("degrees")
    if not isinstance(degrees, int):
        raise UnknownStep
    return plans.turn(plan, _leaves(step), degrees)


def _discard(plan: Plan, step: Mapping) -> Plan:
    note = step.get("note") or ""
    return plans.discard(plan, _leaves(step), str(step.get("reason")), str(note))


def _restore(plan: Plan, step: Mapping) -> Plan:
    return plans.restore(plan, _leaves(step))


def _home(plan: Plan, leaf: Leaf) -> plans.Part:
    part = plan.where(leaf)
    if part is None:
        raise UnknownStep
    if part.closed:
        raise ClosedPart
    return part


def _leaf(step: Mapping) -> Leaf:
    return Leaf.parse(str(step.get("leaf")))


def _leaves(step: Mapping) -> list[Leaf]:
    given = step.get("leaves")
    if not isinstance(given, list) or not given:
        raise UnknownStep
    return [Leaf.parse(str(one)) for one in given]


#: Each verb with what the history of the deposit calls it.
_VERBS: Mapping[str, tuple[Callable[[Plan, Mapping], Plan], str]] = {
    "cut": (_cut, "cut"),
    "merge": (_merge, "merged"),
    "collate": (_collate, "collated"),
    "move": (_move, "moved"),
    "apart": (_apart, "set-apart"),
    "turn": (_turn, "turned"),
    "discard": (_discard, "discarded"),
    "restore": (_restore, "restored"),
}
