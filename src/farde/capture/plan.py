"""Which pages of a deposit make which document: pure values, and verbs that return a new plan.

Every page that came in stands in exactly one place: in one part, or among the discarded ones with
a reason. No verb can lose or double a page.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from farde.capture.leaf import Discarded, Leaf, Page
from farde.capture.plan_errors import (
    ClosedPart,
    NothingToCut,
    UnknownLeaf,
    UnknownPart,
    UnknownReason,
    UnknownTurn,
)

#: Why a page is not filed.
REASONS = ("blank", "separator", "duplicate", "rescanned", "other")
_TURNS = (0, 90, 180, 270)


@dataclass(frozen=True)
class Part:
    """A document to be: its pages in order; a ``closed`` one is filed and stays as it is."""

    id: str
    pages: tuple[Page, ...]
    closed: bool = False

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The leaves, in order."""
        return tuple(page.leaf for page in self.pages)


@dataclass(frozen=True)
class Plan:
    """The parts in order and what is discarded; ``made`` counts the parts there ever were."""

    parts: tuple[Part, ...] = ()
    discarded: tuple[Discarded, ...] = ()
    made: int = 0

    def leaves(self) -> list[Leaf]:
        """Return every page that came in, those of parts first."""
        out = [leaf for part in self.parts for leaf in part.leaves]
        return out + [one.page.leaf for one in self.discarded]

    def part(self, part_id: str) -> Part:
        """Return a part; raises UnknownPart."""
        for part in self.parts:
            if part.id == part_id:
                return part
        raise UnknownPart

    def where(self, leaf: Leaf) -> Part | None:
        """Return the part a page is in, None if it is discarded; raises UnknownLeaf."""
        for part in self.parts:
            if leaf in part.leaves:
                return part
        if any(one.page.leaf == leaf for one in self.discarded):
            return None
        raise UnknownLeaf

    @property
    def open_parts(self) -> tuple[Part, ...]:
        """The parts that wait to be filed."""
        return tuple(part for part in self.parts if not part.closed)

    @property
    def pages_in(self) -> int:
        """How many different pages came in."""
        return len(set(self.leaves()))

    @property
    def pages_out(self) -> int:
        """How many pages are filed or to be filed."""
        return sum(len(part.pages) for part in self.parts)


def begin(leaves: Iterable[Leaf]) -> Plan:
    """Return a plan where each source is one part."""
    plan = Plan()
    by_source: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        by_source.setdefault(leaf.source, []).append(leaf)
    for group in by_source.values():
        plan = add(plan, [Page(leaf) for leaf in group])
    return plan


def add(plan: Plan, pages: Sequence[Page], after: str = "") -> Plan:
    """Put new pages in a part of their own, at the end or behind another part."""
    part = Part(f"p{plan.made + 1}", tuple(pages))
    places = [number for number, one in enumerate(plan.parts) if one.id == after]
    at = places[0] + 1 if places else len(plan.parts)
    parts = (*plan.parts[:at], part, *plan.parts[at:])
    return replace(plan, parts=parts, made=plan.made + 1)


def cut(plan: Plan, part_id: str, at: int) -> Plan:
    """Cut a part before its page ``at``, counted from zero; raises NothingToCut, ClosedPart."""
    part = _open(plan, part_id)
    if not 0 < at < len(part.pages):
        raise NothingToCut
    shortened = _with(plan, replace(part, pages=part.pages[:at]))
    return add(shortened, part.pages[at:], after=part_id)


def merge(plan: Plan, part_ids: Iterable[str]) -> Plan:
    """Join parts, in their order, into the first of them; raises UnknownPart, ClosedPart."""
    wanted = {_open(plan, part_id).id for part_id in part_ids}
    joined = [part for part in plan.parts if part.id in wanted]
    if not joined:
        raise UnknownPart
    pages = tuple(page for part in joined for page in part.pages)
    kept = tuple(part for part in plan.parts if part not in joined[1:])
    return _with(replace(plan, parts=kept), replace(joined[0], pages=pages))


def move(plan: Plan, leaves: Sequence[Leaf], part_id: str, at: int) -> Plan:
    """Move pages into a part, before the page ``at`` of those that stay there."""
    _open(plan, part_id)
    pages, rest = _taken(plan, leaves, keep=part_id)
    part = rest.part(part_id)
    at = max(0, min(at, len(part.pages)))
    return _tidy(_with(rest, replace(part, pages=(*part.pages[:at], *pages, *part.pages[at:]))))


def set_apart(plan: Plan, leaves: Sequence[Leaf]) -> Plan:
    """Make pages a part of their own, behind the part the first of them was in."""
    home = plan.where(leaves[0]) if leaves else None
    pages, rest = _taken(plan, leaves, keep=home.id if home else "")
    return _tidy(add(rest, pages, after=home.id if home else ""))


def turn(plan: Plan, leaves: Iterable[Leaf], degrees: int) -> Plan:
    """Turn pages clockwise, by a multiple of 90 degrees; raises UnknownTurn."""
    if degrees % 360 not in _TURNS:
        raise UnknownTurn
    for leaf in leaves:
        part = plan.where(leaf)
        if part is None:
            plan = _turned_aside(plan, leaf, degrees)
            continue
        pages = tuple(_turned(page, leaf, degrees) for page in _open(plan, part.id).pages)
        plan = _with(plan, replace(part, pages=pages))
    return plan


def discard(plan: Plan, leaves: Sequence[Leaf], reason: str, note: str = "") -> Plan:
    """Put pages aside, which are then not filed; raises UnknownReason, ClosedPart."""
    if reason not in REASONS:
        raise UnknownReason
    pages, rest = _taken(plan, leaves)
    aside = tuple(Discarded(page, reason, note) for page in pages)
    return _tidy(replace(rest, discarded=(*rest.discarded, *aside)))


def restore(plan: Plan, leaves: Sequence[Leaf], part_id: str = "") -> Plan:
    """Take discarded pages back: each to where it lay in the stack, or in a part of its own."""
    for leaf in leaves:
        if plan.where(leaf) is not None:
            continue
        [page], plan = _taken(plan, [leaf])
        home = _open(plan, part_id) if part_id else _neighbour(plan, leaf)
        if home is None:
            plan = add(plan, [page])
        else:
            pages = _in_order(home.pages, page)
            plan = _with(plan, replace(home, pages=pages))
    return plan


def close(plan: Plan, part_id: str) -> Plan:
    """Mark a part as filed: it stays as it is; raises ClosedPart."""
    return _with(plan, replace(_open(plan, part_id), closed=True))


def _open(plan: Plan, part_id: str) -> Part:
    part = plan.part(part_id)
    if part.closed:
        raise ClosedPart
    return part


def _with(plan: Plan, part: Part) -> Plan:
    parts = tuple(part if one.id == part.id else one for one in plan.parts)
    return replace(plan, parts=parts)


def _taken(plan: Plan, leaves: Sequence[Leaf], keep: str = "") -> tuple[list[Page], Plan]:
    """Take pages out of wherever they are, in the order asked; ``keep`` may become empty."""
    wanted = list(dict.fromkeys(leaves))
    found: dict[Leaf, Page] = {}
    for leaf in wanted:
        home = plan.where(leaf)
        pages = _open(plan, home.id).pages if home else [one.page for one in plan.discarded]
        found[leaf] = next(page for page in pages if page.leaf == leaf)
    parts = tuple(
        replace(part, pages=tuple(page for page in part.pages if page.leaf not in found))
        for part in plan.parts
    )
    aside = tuple(one for one in plan.discarded if one.page.leaf not in found)
    rest = replace(plan, parts=parts, discarded=aside)
    return [found[leaf] for leaf in wanted], _tidy(rest, keep)


def _tidy(plan: Plan, keep: str = "") -> Plan:
    parts = tuple(part for part in plan.parts if part.pages or part.id == keep)
    return replace(plan, parts=parts)


def _turned(page: Page, leaf: Leaf, degrees: int) -> Page:
    return replace(page, turn=(page.turn + degrees) % 360) if page.leaf == leaf else page


def _turned_aside(plan: Plan, leaf: Leaf, degrees: int) -> Plan:
    aside = tuple(replace(one, page=_turned(one.page, leaf, degrees)) for one in plan.discarded)
    return replace(plan, discarded=aside)


def _neighbour(plan: Plan, leaf: Leaf) -> Part | None:
    """The open part with the page that lay nearest before this one, else nearest behind it."""
    near = [
        (one.number > leaf.number, abs(one.number - leaf.number), number)
        for number, part in enumerate(plan.parts)
        if not part.closed
        for one in part.leaves
        if one.source == leaf.source
    ]
    return plan.parts[min(near)[2]] if near else None


def _in_order(pages: tuple[Page, ...], page: Page) -> tuple[Page, ...]:
    for at, one in enumerate(pages):
        if one.leaf.source == page.leaf.source and one.leaf.number > page.leaf.number:
            return (*pages[:at], page, *pages[at:])
    return (*pages, page)
