"""Two stacks from a scanner that sees one side: the fronts, then the backs of the same sheets."""

from collections.abc import Sequence

from farde.capture import plan as plans
from farde.capture.cutting.errors import UnequalStacks, UnknownOrder
from farde.capture.plan import Page, Plan

#: How the backs lie: the stack was turned over whole, so that its last sheet comes first, or each
#: sheet was turned by itself.
ORDERS = ("reversed", "same")


def collate(plan: Plan, fronts: str, backs: str, order: str = "reversed") -> Plan:
    """Lay the backs of part ``backs`` between the fronts of part ``fronts``, which takes them all.

    Raises UnequalStacks, UnknownOrder, UnknownPart and ClosedPart.
    """
    if order not in ORDERS:
        raise UnknownOrder
    odd, even = _stack(plan, fronts), _stack(plan, backs)
    if fronts == backs or len(odd) != len(even):
        raise UnequalStacks(fronts=len(odd), backs=len(even))
    merged = plans.merge(plan, [fronts, backs])
    home = next(part for part in merged.parts if part.id in (fronts, backs))
    laid = interleaved(odd, even[::-1] if order == "reversed" else even)
    return plans.move(merged, [leaf for leaf in laid if leaf in home.leaves], home.id, 0)


def _stack(plan: Plan, part_id: str) -> tuple[Page, ...]:
    """Return the pages of a part, and the blank ones set aside among them, each a side of a sheet.

    Of a source that makes several parts, nobody knows to which of them a blank page belongs.
    """
    part = plan.part(part_id)
    sources = {leaf.source for leaf in part.leaves}
    makers = [one for one in plan.parts if sources & {leaf.source for leaf in one.leaves}]
    blanks = [
        one.page
        for one in plan.discarded
        if one.reason == "blank" and {one.page.leaf.source} == sources and len(makers) == 1
    ]
    return tuple(sorted((*part.pages, *blanks), key=_place)) if blanks else part.pages


def _place(page: Page) -> int:
    return page.leaf.number


def one_stack[Seen: tuple](fronts_then_backs: Sequence[Seen], order: str) -> list[Seen]:
    """Return what was seen of two sides as one stack, sheet by sheet; each begins with its leaf.

    Nothing is returned unless there are two sources with as many pages: a person has to look.
    """
    sides: dict[str, list[Seen]] = {}
    for one in fronts_then_backs:
        sides.setdefault(one[0].source, []).append(one)
    if order not in ORDERS or len(sides) != 2:
        return []
    fronts, backs = sides.values()
    turned = backs[::-1] if order == "reversed" else backs
    pairs = zip(fronts, turned, strict=True) if len(fronts) == len(backs) else ()
    return [side for sheet in pairs for side in sheet]


def interleaved(fronts: tuple[Page, ...], backs: tuple[Page, ...]) -> list[plans.Leaf]:
    """Return the leaves of two stacks of one length as they follow each other in the document."""
    return [page.leaf for sheet in zip(fronts, backs, strict=True) for page in sheet]
