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
    odd, even = plan.part(fronts), plan.part(backs)
    if odd is even or len(odd.pages) != len(even.pages):
        raise UnequalStacks(fronts=len(odd.pages), backs=len(even.pages))
    turned = even.pages[::-1] if order == "reversed" else even.pages
    merged = plans.merge(plan, [fronts, backs])
    home = next(part.id for part in merged.parts if part.id in (fronts, backs))
    return plans.move(merged, interleaved(odd.pages, turned), home, 0)


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
