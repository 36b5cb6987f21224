"""Where one document ends and the next begins, as the sheets between them say.

Nothing is dropped: separators and blank pages are proposed for discard, and a person sees them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from farde.capture import plan as plans
from farde.capture.cutting.collate import one_stack
from farde.capture.cutting.separators import Cover, Separator, Sheet, document_number, parse
from farde.capture.looking import PATCH_T, SAME_PAGE, Sight, alike
from farde.capture.plan import Discarded, Leaf, Page, Plan

#: What other tools print as text on a sheet with the bars of patch code T.
_PATCH_TEXT = "PATCHT"
_UNSEALED = "unsealed"
# Pages compared with each page: a copy lies near, and a stack of 2,000 is still cut in seconds.
_COMPARED = 300

type Seen = Sequence[tuple[Leaf, Sight]]


@dataclass(frozen=True)
class Proposal:
    """A plan, what separators say of its parts, and what is odd about pages.

    ``given`` holds form fields by part id, ``sealed`` the sheet of those whose sheet is ours beyond
    doubt; ``marks`` says by leaf ``duplicate:<leaf>``, or ``unsealed`` of the first page behind a
    sheet that anybody may have made.
    """

    plan: Plan
    given: Mapping[str, Mapping[str, object]]
    marks: Mapping[str, str]
    sealed: Mapping[str, Sheet]


@dataclass
class _Group:
    pages: list[Leaf] = field(default_factory=list)
    said: dict[str, object] = field(default_factory=dict)
    sheet: Sheet | None = None


def _nothing_known(_sheet: Sheet) -> bool:
    return False


def propose(
    sights: Seen,
    blanks: bool = True,
    backs: bool = True,
    sides: str = "",
    is_sealed: Callable[[Sheet], bool] = _nothing_known,
) -> Proposal:
    """Cut a stack at its separators; each source begins a part of its own.

    ``blanks``: blank pages are proposed for discard; ``backs``: the empty back of a separator
    goes with it; ``sides``: the order of the backs where two sources are the sides of one stack;
    ``is_sealed`` tells our own sheets from what somebody else made.
    """
    stack = one_stack(sights, sides)
    groups, discarded = _sorted_out(stack or sights, blanks, backs, bool(stack))
    plan, given, sealed = Plan(), {}, {}
    marks = _copies([one for one in sights if one[0] not in discarded])
    for group in groups:
        plan = plans.add(plan, [Page(leaf) for leaf in group.pages])
        part = plan.parts[-1]
        if group.said:
            given[part.id] = group.said
        if group.sheet and is_sealed(group.sheet):
            sealed[part.id] = group.sheet
        elif group.sheet:
            marks[str(part.leaves[0])] = _UNSEALED
    aside = tuple(Discarded(Page(leaf), reason) for leaf, reason in discarded.items())
    plan = Plan(plan.parts, aside, plan.made)
    return Proposal(plan, given, marks, sealed)


def is_separator(sight: Sight) -> bool:
    """Whether a page is a sheet laid between documents: ours, or one with patch code T."""
    return bool(_sheets(sight)) or any(_is_patch(code) for code in sight.codes)


def _sorted_out(sights, blanks, backs, together) -> tuple[list[_Group], dict[Leaf, str]]:
    groups: list[_Group] = []
    discarded: dict[Leaf, str] = {}
    source, after_separator = "", False
    for leaf, sight in sights:
        if leaf.source != source and not (together and groups):
            source, after_separator, group = leaf.source, False, _Group()
            groups.append(group)
        if is_separator(sight):
            discarded[leaf] = "separator"
            group = _next(groups, _agreed(_sheets(sight)))
        elif sight.blank and after_separator and backs:
            discarded[leaf] = "separator"
        elif sight.blank and blanks:
            discarded[leaf] = "blank"
        else:
            group.pages.append(leaf)
            group.said |= _numbered(sight)
        after_separator = is_separator(sight)
    return [one for one in groups if one.pages], discarded


def _next(groups, sheet) -> _Group:
    """Begin a group; two sheets in a row make no empty part, the last that speaks counts."""
    if groups[-1].pages:
        groups.append(_Group())
    last, said = groups[-1], _said(sheet)
    if said:
        last.said, last.sheet = said, sheet
    return last


def _sheets(sight) -> list[Sheet]:
    found = [parse(code.text) for code in sight.codes if code.format == "QRCode"]
    return [sheet for sheet in found if sheet]


def _is_patch(code):
    return code.format == PATCH_T or code.text == _PATCH_TEXT


def _agreed(sheets) -> Sheet | None:
    """Return the sheet that a page is; codes that contradict each other say nothing."""
    return sheets[0] if len({_fields(sheet) for sheet in sheets}) == 1 else None


def _said(sheet) -> dict[str, object]:
    return {name: value for name, value in _fields(sheet) if value} if sheet else {}


def _fields(sheet) -> tuple[tuple[str, str], ...]:
    match sheet:
        case Separator(dossier, document_type, station):
            return ("dossier", dossier), ("document_type", document_type), ("station", station)
        case Cover(receipt, station):
            return ("receipt", receipt), ("station", station)


def _numbered(sight) -> dict[str, object]:
    numbers = [document_number(code.text) for code in sight.codes]
    found = next((number for number in numbers if number), "")
    return {"number": found} if found else {}


def _copies(seen: Seen) -> dict[str, str]:
    marks = {}
    for place, (leaf, sight) in enumerate(seen):
        for earlier, before in seen[max(0, place - _COMPARED) : place]:
            if alike(sight.fingerprint, before.fingerprint) >= SAME_PAGE:
                marks[str(leaf)] = f"duplicate:{earlier}"
                break
    return marks
