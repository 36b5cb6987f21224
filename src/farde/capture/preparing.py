"""The background task that makes a deposit ready for the desk: a recipe of steps.

Each step commits what it made, and is not done again after a kill. What was filed meanwhile is
left alone: whoever files need not wait for the machine.
"""

import shutil
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import batched
from pathlib import Path

from plone import api
from zope.interface import implementer

from farde.capture import conversion, cutting, history, looking, readings, sources, work
from farde.capture.conversion import Converted
from farde.capture.counter import arrivals
from farde.capture.cutting import automatic, copies, seals
from farde.capture.operations import Given, inspected, stored, to_state
from farde.capture.plan import Leaf, Page, Plan, add
from farde.capture.quality import rescanning
from farde.capture.quality import settings as quality
from farde.capture.recognition.recipe import recognise
from farde.capture.recognition_task import by_uid, work_folder
from farde.capture.suggesting import operations as suggesting
from farde.core.background import committing
from farde.core.errors import Refusal
from farde.core.interfaces import ISlowTask

# Why a page has no words that anybody looks for.
_WORDLESS = ("blank", "separator")
#: Pages looked at between two commits.
_AT_A_TIME = 16
_LOOKERS = 2


def prepare(batch) -> None:
    """Run the steps that are not done yet."""
    for name, step in STEPS:
        if batch.file is None:
            return
        if _done(work.of(batch).stage, name):
            continue
        step(batch)
        committing(lambda name=name: _note(batch, name))


def convert_sources(batch) -> None:
    """Make pages of messages and office files; what cannot be is left to a person."""
    folder = work_folder(batch.UID())
    for source in sources.of(batch):
        made = any(one.made_from == source.id for one in sources.of(batch))
        if source.kind in sources.CONVERTED and not made:
            found = conversion.convert(source.path, source.kind, folder / source.id)
            committing(lambda source=source, found=found: _keep_converted(batch, source, found))


def look(batch) -> None:
    """See codes, blanks and likeness on every page."""
    scratch = _fresh(work_folder(batch.UID()) / "looking")
    waiting = [leaf for leaf in _leaves(batch) if str(leaf) not in work.of(batch).sights]
    found = {source.id: source for source in sources.of(batch)}
    orders = [(found[leaf.source].path, found[leaf.source].kind, leaf) for leaf in waiting]
    with ThreadPoolExecutor(_LOOKERS, thread_name_prefix="looking") as pool:
        for group in batched(orders, _AT_A_TIME):
            sights = dict(pool.map(lambda order: _seen(*order, scratch), group))
            committing(lambda sights=sights: _keep_sights(batch, sights))


def propose(batch) -> None:
    """Propose where one document ends and the next begins, and which pages are blank."""
    state = work.of(batch)
    signed = {source.id for source in sources.of(batch) if source.signed}
    seen = [(leaf, state.sights[str(leaf)]) for leaf in _leaves(batch)]
    unsigned = [one for one in seen if one[0].source not in signed]
    backs = batch.about.marks.get("backs", "")
    proposal = cutting.propose(unsigned, sides=backs, is_sealed=seals.is_sealed)
    plan = _with_signed(proposal.plan, [leaf for leaf, _ in seen if leaf.source in signed])

    def keep() -> None:
        state = work.begin(batch)
        if state.plan is None:
            state.plan, state.version = plan, state.version + 1
            state.marks = dict(proposal.marks)
            state.drafts = _with_typed(proposal.given, state.drafts)
            batch.page_count = plan.pages_in
            history.note(batch, "prepared", pages=plan.pages_in, parts=len(plan.parts))
            arrivals.join(batch)
            rescanning.join(batch)
        if api.content.get_state(batch) == "received":
            to_state(batch, "prepare")

    committing(keep)
    committing(lambda: automatic.file(batch, proposal))


def read(batch) -> None:
    """Read the words of the pages once: documents take over what was read.

    Not those of blanks and separators: restored by a person, they are read when they are filed.
    """
    folder, needless = work_folder(batch.UID()), _needless(batch)
    for source in sources.of(batch):
        known, leaves = work.of(batch).read, work.leaves(source)
        if all(leaf in needless or str(leaf) in known for leaf in leaves):
            continue
        left_out = [leaf.number for leaf in leaves if leaf in needless]
        room = folder / f"read-{source.id}"
        room.mkdir(exist_ok=True)
        result = recognise(source.path, source.kind, True, room, left_out=left_out)
        committing(lambda s=source, r=result, f=room: _keep_read(batch, s.id, r.pages, f))


def compare(batch) -> None:
    """Mark as copies no longer what looked alike, and says something else."""
    least = quality.setting("near_percent") / 100

    def keep() -> None:
        state = work.begin(batch)
        state.marks = copies.judged(state.marks, state.read, least)

    committing(keep)


def suggest(batch) -> None:
    """Suggest person, type and dates for each part, from what was read and seen."""

    def keep() -> None:
        state = work.begin(batch)
        parts = state.plan.open_parts if state.plan else ()
        state.suggestions = {part.id: suggesting.suggest(batch, part) for part in parts}

    committing(keep)


#: The recipe, in its order.
STEPS: tuple[tuple[str, Callable], ...] = (
    ("converted", convert_sources),
    ("looked", look),
    ("proposed", propose),
    ("read", read),
    ("compared", compare),
    ("suggested", suggest),
)


@implementer(ISlowTask)
class PrepareDeposit:
    """Prepares one deposit; safe to run again after a kill."""

    def __call__(self, uid: str) -> None:
        batch = by_uid(uid)
        if batch is None:
            return
        try:
            prepare(batch)
        except Refusal as refusal:
            fault = refusal
            committing(lambda: block(batch, type(fault).__name__, fault.message))
        shutil.rmtree(work_folder(uid), ignore_errors=True)

    def give_up(self, uid: str, error: Exception) -> None:
        """Leave the deposit to a person; its files are kept as they came."""
        batch = by_uid(uid)
        if batch is not None:
            block(batch, type(error).__name__)
        shutil.rmtree(work_folder(uid), ignore_errors=True)


def block(batch, reason: str, why: str = "") -> None:
    """Leave a deposit that cannot be prepared to a person: the reason, and ``why`` in words.

    One whose pages are known stays at the desk: it can be filed without having been read.
    """
    state = work.begin(batch)
    state.reason, state.why = reason, why
    if state.plan is None and api.content.get_state(batch) == "received":
        history.note(batch, "blocked", reason=reason)
        to_state(batch, "block")


def _done(stage: str, name: str) -> bool:
    names = [step for step, _ in STEPS]
    return stage in names and names.index(stage) >= names.index(name)


def _note(batch, name: str) -> None:
    state = work.begin(batch)
    state.stage, state.reason, state.why = name, "", ""


def _leaves(batch) -> list[Leaf]:
    return [leaf for source in sources.of(batch) for leaf in work.leaves(source)]


def _needless(batch) -> set[Leaf]:
    plan = work.of(batch).plan
    discarded = plan.discarded if plan else ()
    return {one.page.leaf for one in discarded if one.reason in _WORDLESS}


def _seen(path: Path, kind: str, leaf: Leaf, scratch: Path) -> tuple[str, object]:
    return str(leaf), looking.look(path, kind, leaf.number, scratch)


def _keep_sights(batch, sights: dict) -> None:
    work.begin(batch).sights.update(sights)


def _keep_converted(batch, source, found: Sequence[Converted]) -> None:
    if any(one.made_from == source.id for one in sources.of(batch)):
        return  # by another worker, who took over what seemed to be left
    for one in found:
        given = Given(one.path.read_bytes(), "", "", one.title)
        inspection = inspected(given)
        sources.add(batch, stored(given.data, inspection), inspection, one.title, source.id)
    history.note(batch, "converted", files=len(found))


def _keep_read(batch, source_id: str, pages: list, folder: Path) -> None:
    if batch.file is not None:
        readings.keep(batch, source_id, pages, folder)


def _with_typed(given: Mapping[str, Mapping], typed: Mapping[str, Mapping]) -> dict[str, dict]:
    """What a person typed before the pages were known stands, over what sheets say."""
    told = {key: {n: v for n, v in one.items() if v} for key, one in typed.items()}
    return {key: {**given.get(key, {}), **told.get(key, {})} for key in {*given, *told}}


def _with_signed(plan: Plan, leaves: list[Leaf]) -> Plan:
    for source in dict.fromkeys(leaf.source for leaf in leaves):
        plan = add(plan, [Page(leaf) for leaf in leaves if leaf.source == source])
    return plan


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
