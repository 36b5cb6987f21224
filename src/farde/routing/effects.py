"""What a row raises, told from the actions of its rule and written to them.

An action that is kept keeps the key by which what it raised is known (see ``identity``), so that
editing a row, there and back, asks nobody again about what was filed before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from farde.routing.actions import RaiseSignal, RaiseTicket

type Action = tuple[str, dict[str, Any]]

_ROLES = {"signal": "recipient_role", "ticket": "assignee_role"}
_KINDS = {RaiseSignal.element: "signal", RaiseTicket.element: "ticket"}
_ELEMENTS = {kind: element for element, kind in _KINDS.items()}
_EITHER_OR = ("active_ri", "no_active_ri")


@dataclass(frozen=True)
class Effect:
    """A signal or a ticket for a role, due in working days, with a text in place of the usual."""

    kind: str
    role: str
    when: str = "always"
    due: int | None = None
    text: str = ""


def is_ours(action: Action) -> bool:
    """Tell whether an action is one that a row tells."""
    return action[0] in _KINDS


def effect_of(action: Action) -> Effect:
    """Return what an action of ours does."""
    kind, held = _KINDS[action[0]], action[1]
    role = held.get(_ROLES[kind]) or "caseworker"
    when, text = held.get("when") or "always", held.get("text") or ""
    return Effect(kind, role, when, held.get("due_working_days"), text)


def actions_of(
    rule: str, effects: Sequence[Effect], wording: str, before: Sequence[Action]
) -> list[Action]:
    """Return the actions of a rule that has these effects, in the places that ours had.

    Those of third parties stay where they are.
    """
    wanted = _keyed(rule, effects, [one for one in before if is_ours(one)])
    made = [_action(effect, wording, key) for effect, key in zip(effects, wanted, strict=True)]
    found: list[Action] = []
    for one in before:
        if not is_ours(one):
            found.append(one)
        elif made:
            found.append(made.pop(0))
    return found + made


def _action(effect: Effect, wording: str, key: str) -> Action:
    held: dict[str, Any] = {_ROLES[effect.kind]: effect.role, "when": effect.when, "key": key}
    held |= {"text": effect.text or None, "wording": wording or None}
    if effect.kind == "ticket":
        held["due_working_days"] = effect.due
    return _ELEMENTS[effect.kind], held


def _keyed(rule: str, effects: Sequence[Effect], before: list[Action]) -> list[str]:
    """The keys of effects: those of the actions they were, the likest first; else free ones."""
    known = list(zip(map(effect_of, before), _keys(rule, before), strict=True))
    keys: dict[int, str] = {}
    for like in (("kind", "when", "role"), ("kind", "when")):
        for i, effect in enumerate(effects):
            same = [one for one in known if i not in keys and _alike(effect, one[0], like)]
            if same:
                keys[i] = same[0][1]
                known.remove(same[0])
    for i, effect in enumerate(effects):
        if i not in keys:
            keys[i] = _free(rule, effect, [(effects[n], key) for n, key in keys.items()])
    return [keys[i] for i in range(len(effects))]


def _alike(one: Effect, other: Effect, fields: Sequence[str]) -> bool:
    return all(getattr(one, field) == getattr(other, field) for field in fields)


def _keys(rule: str, actions: list[Action]) -> list[str]:
    """The keys that actions have; one without is known by its rule and place, as ever."""
    known = [(effect_of(one), one[1]["key"]) for one in actions if one[1].get("key")]
    found = []
    for one in actions:
        key = one[1].get("key") or _free(rule, effect_of(one), known)
        known.append((effect_of(one), key))
        found.append(key)
    return found


def _free(rule: str, effect: Effect, known: Sequence[tuple[Effect, str]]) -> str:
    """The first key that no action of the kind has; two branches of an alternative share one."""
    branch = "either-or" if effect.when in _EITHER_OR else effect.when
    peers = [(one, key) for one, key in known if one.kind == effect.kind]
    mine = {key for one, key in peers if one.when == effect.when}
    other = {key for one, key in peers if {one.when, effect.when} == set(_EITHER_OR)}
    free = sorted(other - mine)
    if free:
        return free[0]
    used = {key for _, key in peers}
    places = (f"{rule}/{branch}/{n}" for n in count())
    return next(key for key in places if key not in used)
