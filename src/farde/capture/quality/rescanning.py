"""Pages that have to be scanned again: asked for, awaited, and put in the place of the old ones."""

from collections.abc import Sequence

from plone import api

from farde.capture import deposits, history, operations, readings, sources, work
from farde.capture import plan as plans
from farde.capture.errors import AlreadyFiled, UnknownBatch
from farde.capture.plan import Leaf, Page, Plan
from farde.capture.plan_errors import ClosedPart, NotPrepared, SignedWhole
from farde.capture.quality import kept
from farde.capture.quality.errors import NoFreshPages, NoPagesChosen, NotWaiting, ReasonlessReturn
from farde.capture.quality.kept import Rescan
from farde.core import clock, outbox
from farde.core.errors import Refusal
from farde.core.visitor import current_user_id
from farde.document.twins import same_bytes

#: What is known of a deposit before its new pages are looked at.
_BEFORE_LOOKING = "converted"
_MAY_WAIT = ("received", "prepared", "blocked", "awaiting")


def ask_rescan(batch, leaves: Sequence[Leaf], reason: str, version: int | None = None) -> None:
    """Ask the station to scan pages again; the deposit waits for them.

    No page is named of a file that could not be made into pages: all of it is scanned.
    Raises NoPagesChosen, ReasonlessReturn, UnknownLeaf, ClosedPart, StalePlan, SignedWhole and
    AlreadyFiled.
    """
    if api.content.get_state(batch) not in _MAY_WAIT or not sources.of(batch):
        raise AlreadyFiled
    if not leaves and _shows_pages(batch):
        raise NoPagesChosen
    if not reason.strip():
        raise ReasonlessReturn
    work.check_version(work.of(batch), version)
    if leaves:
        _require_open(work.planned(batch), leaves)
    else:
        work.begin(batch).plan = Plan()
    _require_unsigned(batch, leaves)
    names = tuple(str(leaf) for leaf in leaves)
    kept.add_rescan(batch, Rescan(names, reason.strip(), current_user_id(), clock.now()))
    history.note(batch, "rescan-asked", pages=len(names))
    _lead(batch, "await")


def withdraw(batch) -> None:
    """Wait no longer: the pages will do as they are; raises NotWaiting."""
    if not kept.open_rescans(batch):
        raise NotWaiting
    kept.settle_rescans(batch, "withdrawn")
    state = work.begin(batch)
    if state.plan is not None and not state.plan.leaves():
        state.plan = None
    _lead(batch, "arrive")
    _prepare_again(batch)


def replace(batch, fresh) -> None:
    """Put the pages of a new deposit in the place of those that were to be scanned again.

    The old pages are put aside as rescanned, the new deposit keeps its trace alone. Raises
    NotWaiting and NoFreshPages.
    """
    waiting = kept.open_rescans(batch)
    if not waiting:
        raise NotWaiting
    found = [one for one in sources.of(fresh) if one.pages]
    if not found or fresh.getId() == batch.getId() or _is_begun(fresh):
        raise NoFreshPages
    old = [Leaf.parse(name) for one in waiting for name in one.leaves]
    _require_open(work.planned(batch), old)
    added = [sources.add(batch, same_bytes(one.file), one.inspection, one.title) for one in found]
    pages = [Page(leaf) for source in added for leaf in work.leaves(source)]
    signed = any(one.signed for one in added)
    note = fresh.getId()
    if not work.planned(batch).leaves():
        # What could not be converted is not tried again: its pages came from the scanner.
        work.begin(batch).stage = _BEFORE_LOOKING
    work.change(batch, None, lambda plan: replaced(plan, old, pages, note, apart=signed))
    kept.settle_rescans(batch, fresh.getId())
    batch.page_count = work.planned(batch).pages_in
    history.note(batch, "rescanned", pages=len(pages), arrived=fresh.getId())
    _empty(fresh, batch.getId())
    _lead(batch, "arrive")
    _prepare_again(batch)


def replaced(
    plan: Plan, old: Sequence[Leaf], pages: Sequence[Page], note: str, apart: bool = False
) -> Plan:
    """Return the plan with new pages where the first of the old ones lay; those are put aside.

    ``apart`` keeps the new pages a document of their own, as what is signed has to be.
    """
    home = next((part for part in map(plan.where, old) if part is not None), None)
    at = min((n for n, leaf in enumerate(home.leaves) if leaf in old), default=0) if home else 0
    plan = plans.add(plan, pages, after=home.id if home else "")
    if home is not None and not apart:
        plan = plans.move(plan, [page.leaf for page in pages], home.id, at)
    return plans.discard(plan, old, "rescanned", note)


def join(batch) -> bool:
    """Bring a deposit that says what it replaces to where it is awaited; tell whether it was."""
    if not batch.about.replaces:
        return False
    try:
        replace(_awaiting(batch.about.replaces), batch)
    except Refusal:
        # It stays a deposit of its own, for a person to look at.
        return False
    return True


def deposit_for(batch_id: str):
    """Return a deposit whose pages can be taken over; raises NoFreshPages."""
    try:
        return operations.batch(batch_id.strip())
    except UnknownBatch as error:
        raise NoFreshPages from error


def _awaiting(batch_id: str):
    found = deposits.queue().get(batch_id)
    if found is None:
        raise NotWaiting
    return found


def _shows_pages(batch) -> bool:
    """Whether there are pages to choose from."""
    try:
        return bool(work.planned(batch).leaves())
    except NotPrepared:
        return False


def _is_begun(fresh) -> bool:
    """Tell whether pages of a deposit are filed already."""
    plan = work.of(fresh).plan
    return plan is not None and any(part.closed for part in plan.parts)


def _require_open(plan: Plan, leaves: Sequence[Leaf]) -> None:
    for leaf in leaves:
        part = plan.where(leaf)
        if part is not None and part.closed:
            raise ClosedPart


def _require_unsigned(batch, leaves: Sequence[Leaf]) -> None:
    signed = {one.id for one in sources.of(batch) if one.signed}
    if any(leaf.source in signed for leaf in leaves):
        raise SignedWhole


def _empty(fresh, to: str) -> None:
    leaves = [page.leaf for part in work.planned(fresh).open_parts for page in part.pages]
    work.change(fresh, None, lambda plan: plans.discard(plan, leaves, "rescanned", to))
    history.note(fresh, "emptied", moved=to)
    sources.let_go(fresh)
    readings.let_go(fresh)
    operations.to_state(fresh, "discard")


def _lead(batch, transition: str) -> None:
    wanted = {"await": ("received", "prepared", "blocked"), "arrive": ("awaiting",)}[transition]
    if api.content.get_state(batch) in wanted:
        operations.to_state(batch, transition)
    else:
        batch.reindexObject()


def _prepare_again(batch) -> None:
    """What is new is looked at and read; what was done for the old pages stays."""
    state = work.begin(batch)
    if state.stage not in ("", "blocked"):
        state.stage = _BEFORE_LOOKING
    outbox.enqueue(operations.PREPARE, batch.UID())
