"""The rules on filed documents as plain values: read from Plone's rule storage, laid out there.

A table is a mapping of rule ids to states, in the order in which the rules run. A state holds
everything of a rule, conditions and actions of third parties too, so that one version of the
table can be compared with another and laid out again as it was.
"""

import json
from collections.abc import Iterator
from copy import deepcopy
from hashlib import sha256
from typing import Any

from Acquisition import aq_base
from plone import api
from plone.app.contentrules.api import assign_rule, unassign_rule
from plone.app.contentrules.rule import Rule, get_assignments
from plone.contentrules.engine.interfaces import IRuleAssignmentManager, IRuleStorage
from plone.contentrules.rule.interfaces import IRuleAction, IRuleCondition, IRuleElementData
from zope.component import getUtility, queryUtility

from farde.document.events import IDocumentFiled
from farde.routing.errors import MissingElement

type State = dict[str, Any]
type Table = dict[str, State]

_PLAIN = ("title", "description", "enabled", "stop", "cascading")
_KINDS = {"conditions": IRuleCondition, "actions": IRuleAction}
#: What the container writes on an element, and no choice of anybody.
_PLACE = {"__parent__", "__name__", "id"}


def photograph() -> Table:
    """Return the table as it stands."""
    return {rule.__name__: _state(rule) for rule in filing_rules()}


def filing_rules() -> Iterator[Rule]:
    """Yield the rules that listen to filed documents, in the order of the storage."""
    for rule in getUtility(IRuleStorage).values():
        if rule.event is IDocumentFiled:
            yield rule


def switched_on(state: State) -> bool:
    """Tell whether a rule is switched on, and assigned to the site and all that is in it."""
    assigned = state["assigned"]
    return bool(state["enabled"] and assigned and assigned["enabled"] and assigned["bubbles"])


def running(state: State) -> bool:
    """Tell whether a rule works: switched on, and rules are not halted altogether."""
    return getUtility(IRuleStorage).active and switched_on(state)


def mark_of(state: State | None) -> str:
    """Return what is the same only while the state of a rule is."""
    return sha256(json.dumps(state, sort_keys=True, default=str).encode()).hexdigest()[:16]


def lay_out(table: Table) -> None:
    """Make the rules what the table says, and nothing else; unchanged ones are not written.

    Raises MissingElement before anything is written.
    """
    before = photograph()
    built = {
        name: {kind: [rebuilt(kind, one) for one in state[kind]] for kind in _KINDS}
        for name, state in table.items()
        if before.get(name) != state
    }
    for name in before.keys() - table.keys():
        remove(name)
    for name, elements in built.items():
        _write(name, table[name], elements)
    _order(list(table))


def remove(name: str) -> None:
    """Take a rule away, from wherever it is assigned."""
    storage = getUtility(IRuleStorage)
    for path in list(get_assignments(storage[name])):
        unassign_rule(api.portal.get().unrestrictedTraverse(path), name)
    del storage[name]


def element_state(element: Any) -> tuple[str, State]:
    """Return an element of a rule as its registered name and what it holds."""
    known = aq_base(element).__getstate__() or {}
    held = {name: value for name, value in known.items() if name not in _PLACE}
    return IRuleElementData(element).element, deepcopy(held)


def rebuilt(kind: str, told: tuple[str, State]) -> Any:
    """Return a new element as it was told; raises MissingElement when nobody registers it now."""
    name, held = told
    registered = queryUtility(_KINDS[kind], name=name)
    if registered is None:
        raise MissingElement(element=name)
    element = registered.factory()
    vars(element).update(deepcopy(held))
    return element


def _state(rule: Rule) -> State:
    state: State = {name: getattr(rule, name) for name in _PLAIN}
    state["title"], state["description"] = rule.title or "", rule.description or ""
    for kind in _KINDS:
        state[kind] = [element_state(one) for one in getattr(rule, kind)]
    assignment = IRuleAssignmentManager(api.portal.get()).get(rule.__name__)
    names = ("enabled", "bubbles")
    state["assigned"] = assignment and {name: bool(getattr(assignment, name)) for name in names}
    return state


def _write(name: str, state: State, elements: dict[str, list]) -> None:
    storage = getUtility(IRuleStorage)
    if name not in storage:
        rule = Rule()
        rule.event = IDocumentFiled
        storage[name] = rule
    rule = storage[name]
    for field in _PLAIN:
        setattr(rule, field, state[field])
    for kind, wanted in elements.items():
        getattr(rule, kind)[:] = wanted
    _assign(name, state["assigned"])


def _assign(name: str, wanted: dict[str, bool] | None) -> None:
    portal = api.portal.get()
    if wanted is not None:
        assign_rule(portal, name, **wanted)
    elif name in IRuleAssignmentManager(portal):
        unassign_rule(portal, name)


def _order(names: list[str]) -> None:
    for container in (getUtility(IRuleStorage), IRuleAssignmentManager(api.portal.get())):
        keys = list(container.keys())
        ours = iter([name for name in names if name in keys])
        wanted = [next(ours) if key in names else key for key in keys]
        if wanted != keys:
            container.updateOrder(wanted)
