"""The client's signal table as content rules: loading it, and reading it back as it works."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from plone import api
from plone.app.contentrules.api import assign_rule, unassign_rule
from plone.app.contentrules.rule import Rule, get_assignments
from plone.contentrules.engine.interfaces import IRuleAssignmentManager, IRuleStorage
from zope.component import getUtility

from farde.document.events import IDocumentFiled
from farde.document.vocabularies import DIRECTION_TITLES
from farde.routing import wording
from farde.routing.actions import RaiseSignal, RaiseTicket
from farde.routing.conditions import DirectionCondition, DocumentTypeCondition
from farde.routing.logic import Asked, asked

_ROW = re.compile(r"^signal-row-(\d+)$")
#: The client's *Genre* as our directions.
_DIRECTIONS = {title.default: name for name, title in DIRECTION_TITLES.items()}


@dataclass(frozen=True)
class TableRow:
    """A rule that listens to filed documents, told as a row of the client's table."""

    number: int | None
    rule: str
    title: str
    types: tuple[str, ...]
    directions: tuple[str, ...]
    logic: str
    effects: tuple[str, ...]
    other_conditions: tuple[str, ...]
    enabled: bool
    remark: str
    edit_url: str


def install_signal_table(rows: Iterable[Mapping[str, str]]) -> int:
    """Create the rules of the rows that are not there yet, in order; return how many.

    Rows have the columns of ``signals.csv`` and may have ``remarque``. A rule that exists is
    left as the centre has made it. Raises UnknownLogic before anything is created.
    """
    storage = getUtility(IRuleStorage)
    planned = [(rule_id(int(row["row"])), row, asked(row)) for row in rows]
    missing = [plan for plan in planned if plan[0] not in storage]
    for name, row, wanted in missing:
        storage[name] = _rule(row, wanted)
        assign_rule(api.portal.get(), name, enabled=True, bubbles=True)
    return len(missing)


def remove_signal_table() -> None:
    """Take away every rule that listens to filed documents, from wherever it is assigned."""
    storage = getUtility(IRuleStorage)
    for rule in list(_filing_rules()):
        for path in list(get_assignments(rule)):
            unassign_rule(api.portal.get().unrestrictedTraverse(path), rule.__name__)
        del storage[rule.__name__]


def signal_table() -> list[TableRow]:
    """Return every rule that listens to filed documents, in the order in which they run."""
    return [_table_row(rule) for rule in _filing_rules()]


def rule_id(number: int) -> str:
    """Return the id of a row's rule, which never changes."""
    return f"signal-row-{number:02d}"


def _rule(row: Mapping[str, str], wanted: tuple[Asked, ...]) -> Rule:
    rule = Rule()
    rule.title = f"{int(row['row']):02d} · {row['type_de_document']}"
    rule.description = row.get("remarque", "")
    rule.event = IDocumentFiled
    types = DocumentTypeCondition()
    types.types = [row["type_id"]]
    direction = DirectionCondition()
    direction.directions = [_DIRECTIONS[row["genre"]]]
    rule.conditions.extend([types, direction])
    rule.actions.extend(_action(one, row["logique"]) for one in wanted)
    return rule


def _action(one: Asked, logic: str) -> RaiseSignal | RaiseTicket:
    action = RaiseSignal() if one.kind == "signal" else RaiseTicket()
    setattr(action, "recipient_role" if one.kind == "signal" else "assignee_role", one.role)
    action.when = one.when
    action.wording = logic
    return action


def _filing_rules() -> Iterator[Rule]:
    for rule in getUtility(IRuleStorage).values():
        if rule.event is IDocumentFiled:
            yield rule


def _table_row(rule: Rule) -> TableRow:
    match = _ROW.match(rule.__name__)
    types, directions, others = _conditions(rule)
    logics = [logic for a in rule.actions if (logic := getattr(a, "wording", None))]
    return TableRow(
        number=int(match[1]) if match else None,
        rule=rule.__name__,
        title=rule.title,
        types=types,
        directions=directions,
        logic=logics[0] if logics else "",
        effects=tuple(wording.spoken(action.summary) for action in rule.actions),
        other_conditions=others,
        enabled=_runs(rule),
        remark=rule.description or "",
        edit_url=f"{api.portal.get().absolute_url()}/++rule++{rule.__name__}/@@manage-elements",
    )


def _conditions(rule: Rule) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    summaries: dict[str, list[str]] = {"type": [], "direction": [], "other": []}
    for condition in rule.conditions:
        kind = {
            DocumentTypeCondition.element: "type",
            DirectionCondition.element: "direction",
        }.get(condition.element, "other")
        summaries[kind].append(wording.spoken(condition.summary))
    return tuple(summaries["type"]), tuple(summaries["direction"]), tuple(summaries["other"])


def _runs(rule: Rule) -> bool:
    """Tell whether the rule works: switched on, assigned to the site, and rules not halted."""
    assignment = IRuleAssignmentManager(api.portal.get()).get(rule.__name__)
    active = getUtility(IRuleStorage).active
    return bool(active and rule.enabled and assignment is not None and assignment.enabled)
