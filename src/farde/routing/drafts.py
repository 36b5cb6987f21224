"""A row as a person or program gives it, checked as a whole before anything is believed."""

from collections.abc import Iterable, Mapping
from typing import Any

from farde.core.errors import Refusal, Refusals
from farde.document.vocabularies import CHANNEL_TITLES, DIRECTION_TITLES
from farde.routing import errors
from farde.routing.effects import Effect
from farde.routing.rows import Row, foreign, new_rule_id, row_of
from farde.routing.rulestates import State, Table
from farde.routing.wording import WHEN
from farde.thesaurus import operations as thesaurus
from farde.tickets.roles import ROLE_TITLES

#: Largest delay and number that make sense to anybody.
_LARGEST = 999
_KINDS = {"signal", "ticket"}


def read_row(raw: Mapping[str, Any], rule: str, table: Table) -> Row:
    """Read a row from form or REST values; without a rule it is a new one, with a number.

    Raises Refusals naming every field at fault; an effect's are ``effects.0.role`` and so on.
    """
    if rule and rule not in table:
        raise errors.UnknownRow
    faults: list[Refusal] = []
    before = table.get(rule)
    known = row_of(rule, before) if before else Row(rule)
    row = Row(
        rule or _new_id(raw.get("number"), table, faults),
        types=_types(raw, known, faults),
        directions=_chosen(raw, "directions", DIRECTION_TITLES, known.directions, faults),
        channels=_chosen(raw, "channels", CHANNEL_TITLES, known.channels, faults),
        active_ri=_active_ri(raw, known, faults),
        effects=_effects(raw, known, before, faults),
        remark=_remark(raw.get("remark", known.remark)),
        enabled=_flag(raw, "enabled", known.enabled, faults),
        wording=known.wording,
    )
    if faults:
        raise Refusals(faults)
    return row


def _new_id(given: Any, table: Table, faults: list[Refusal]) -> str:
    number = _whole(given)
    if number is None or number in {Row(name).number for name in table}:
        faults.append(errors.InvalidNumber())
    return new_rule_id(number or 0)


def _types(raw: Mapping[str, Any], known: Row, faults: list[Refusal]) -> tuple[str, ...]:
    titles = {term.id: term.label for term in thesaurus.types()} | dict.fromkeys(known.types)
    found = _chosen(raw, "types", titles, known.types, faults)
    # A rule made by hand may be about every type; a row that is emptied by mistake may not.
    if not found and "types" in raw and (known.types or not known.rule):
        faults.append(errors.MissingTypes())
    return found


def _chosen(
    raw: Mapping[str, Any],
    field: str,
    titles: Iterable[str],
    known: tuple[str, ...],
    faults: list[Refusal],
) -> tuple[str, ...]:
    given = raw.get(field, known)
    values = list(given) if isinstance(given, list | tuple) else [given]
    if not all(isinstance(one, str) and one in titles for one in values):
        faults.append(errors.UnknownValue(field))
        return known
    return tuple(dict.fromkeys(values))


def _active_ri(raw: Mapping[str, Any], known: Row, faults: list[Refusal]) -> bool | None:
    if raw.get("active_ri", known.active_ri) is None:
        return None
    return _flag(raw, "active_ri", bool(known.active_ri), faults)


def _flag(raw: Mapping[str, Any], field: str, known: bool, faults: list[Refusal]) -> bool:
    value = raw.get(field, known)
    if not isinstance(value, bool):
        faults.append(errors.UnknownValue(field))
    return value is True


def _effects(
    raw: Mapping[str, Any], known: Row, before: State | None, faults: list[Refusal]
) -> tuple[Effect, ...]:
    given = raw.get("effects")
    if "effects" not in raw:
        found = known.effects
    elif not isinstance(given, list) or not all(isinstance(one, Mapping) for one in given):
        faults.append(errors.UnknownValue("effects"))
        return known.effects
    else:
        found = tuple(_effect(f"effects.{i}", one, faults) for i, one in enumerate(given))
    if not found and not (before and foreign(before, "actions")):
        faults.append(errors.MissingEffects())
    return found


def _effect(place: str, given: Mapping[str, Any], faults: list[Refusal]) -> Effect:
    values = {"kind": given.get("kind"), "role": given.get("role")}
    values["when"] = given.get("when") or "always"
    for (name, value), known in zip(values.items(), (_KINDS, ROLE_TITLES, WHEN), strict=True):
        if not isinstance(value, str) or value not in known:
            faults.append(errors.UnknownValue(f"{place}.{name}"))
    delay, due = given.get("due_working_days"), None
    if delay not in (None, ""):
        due = _whole(delay)
        if due is None or values["kind"] != "ticket":
            faults.append(errors.InvalidDelay(f"{place}.due_working_days"))
    return Effect(**values, due=due, text=_text(given.get("text")))


def _whole(value: Any) -> int | None:
    text = str(value).strip() if isinstance(value, int | str) else ""
    number = int(text) if text.isascii() and text.isdecimal() and len(text) <= 4 else 0
    return number if 1 <= number <= _LARGEST else None


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _remark(value: Any) -> str:
    return "\n".join(value.strip().splitlines()) if isinstance(value, str) else ""
