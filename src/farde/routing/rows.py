"""A row of the signal table: what a rule asks and raises, told from its state and written to it."""

import re
from dataclasses import dataclass
from typing import Any

from farde.core import ids
from farde.routing import logic
from farde.routing.conditions import (
    ActiveRiCondition,
    ChannelCondition,
    DirectionCondition,
    DocumentTypeCondition,
)
from farde.routing.effects import Effect, actions_of, effect_of, is_ours
from farde.routing.errors import UnknownLogic
from farde.routing.rulestates import State, switched_on
from farde.routing.wording import type_label

_NUMBER = re.compile(r"^signal-row-(\d+)(-[0-9a-z]+)?$")
#: Our conditions: the field of a row, the element and the attribute that holds it.
_CONDITIONS = {
    "types": (DocumentTypeCondition.element, "types"),
    "directions": (DirectionCondition.element, "directions"),
    "channels": (ChannelCondition.element, "channels"),
    "active_ri": (ActiveRiCondition.element, "active_ri"),
}


@dataclass(frozen=True)
class Row:
    """What a rule asks of a document and what it raises; an empty field asks for nothing."""

    rule: str
    types: tuple[str, ...] = ()
    directions: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    active_ri: bool | None = None
    effects: tuple[Effect, ...] = ()
    remark: str = ""
    enabled: bool = True
    wording: str = ""

    @property
    def number(self) -> int | None:
        """The number in the client's table; None for a rule made by hand."""
        match = _NUMBER.match(self.rule)
        return int(match[1]) if match else None

    @property
    def added(self) -> bool:
        """Whether the row is not one of the client's table: it may be taken away."""
        match = _NUMBER.match(self.rule)
        return match is None or match[2] is not None

    @property
    def as_worded(self) -> bool:
        """Whether the effects are what the client's wording asks for."""
        try:
            wanted = logic.asked({"row": self.rule, "logique": self.wording})
        except UnknownLogic:
            return not self.wording
        return [(e.kind, e.role, e.when) for e in self.effects] == [
            (one.kind, one.role, one.when) for one in wanted
        ]


def row_of(rule: str, state: State) -> Row:
    """Return a rule's state as a row; what third parties added to it is left out."""
    actions = [one for one in state["actions"] if is_ours(one)]
    return Row(
        rule,
        types=tuple(_held(state, "types") or ()),
        directions=tuple(_held(state, "directions") or ()),
        channels=tuple(_held(state, "channels") or ()),
        active_ri=_held(state, "active_ri"),
        effects=tuple(map(effect_of, actions)),
        remark=state["description"],
        enabled=switched_on(state),
        wording=next((data["wording"] for _, data in actions if data.get("wording")), ""),
    )


def foreign(state: State, kind: str) -> list[tuple[str, State]]:
    """Return the conditions or actions that the row does not tell, a second one of ours too."""
    own = set(map(id, _own(state, kind)))
    return [one for one in state[kind] if id(one) not in own]


def state_of(row: Row, before: State | None) -> State:
    """Return the state of a rule that says what the row says; all else of it stays as it was."""
    state = dict(before) if before else _blank(row)
    known = row_of(row.rule, state)
    if known.types != row.types and row.number is not None:
        state["title"] = _title(row)
    state["description"] = row.remark
    if row.enabled != known.enabled:
        _switch(state, row.enabled)
    for field, (element, attribute) in _CONDITIONS.items():
        if getattr(known, field) != getattr(row, field):
            _set_condition(state, element, attribute, getattr(row, field))
    if (known.effects, known.wording) != (row.effects, row.wording):
        state["actions"] = actions_of(row.rule, row.effects, row.wording, state["actions"])
    return state


def new_rule_id(number: int) -> str:
    """Return the id of an added row; never one of a row that was removed, which old work names."""
    return ids.opaque_id(f"signal-row-{number:02d}", 6)


def _own(state: State, kind: str) -> list[tuple[str, State]]:
    if kind == "actions":
        return [one for one in state["actions"] if is_ours(one)]
    found: dict[str, tuple[str, State]] = {}
    for one in state["conditions"]:
        if one[0] in {element for element, _ in _CONDITIONS.values()}:
            found.setdefault(one[0], one)
    return list(found.values())


def _held(state: State, field: str) -> Any:
    element, attribute = _CONDITIONS[field]
    data = next((data for name, data in state["conditions"] if name == element), None)
    # What was never set stands at the default of the element: only the RI's is not empty.
    return None if data is None else data.get(attribute, attribute == "active_ri")


def _switch(state: State, on: bool) -> None:
    state["enabled"] = on
    if on:
        state["assigned"] = {"enabled": True, "bubbles": True}


def _set_condition(state: State, element: str, attribute: str, value: Any) -> None:
    conditions = list(state["conditions"])
    at = next((i for i, (name, _) in enumerate(conditions) if name == element), len(conditions))
    wanted = [] if value in ((), None) else [(element, {attribute: _plain(value)})]
    state["conditions"] = conditions[:at] + wanted + conditions[at + 1 :]


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _blank(row: Row) -> State:
    return {
        "title": _title(row),
        "description": "",
        "enabled": row.enabled,
        "stop": False,
        "cascading": False,
        "conditions": [],
        "actions": [],
        "assigned": {"enabled": True, "bubbles": True},
    }


def _title(row: Row) -> str:
    types = ", ".join(type_label(one) for one in row.types)
    return f"{row.number:02d} · {types}"
