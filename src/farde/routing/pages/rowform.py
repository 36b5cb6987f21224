"""The form of a row: its fields as they were given, and as the checking of drafts reads them."""

from collections.abc import Mapping
from itertools import count, takewhile
from typing import Any

from farde.core.forms import text_of
from farde.routing.rows import Row

#: The place for one more effect.
NO_EFFECT = {"kind": "", "role": "caseworker", "when": "always", "due": "", "text": ""}
_TEXTS = ("number", "active_ri", "remark", "why", "by", "since", "until", "names")
_LISTS = ("types", "directions", "channels")
_RI = {"": None, "yes": True, "no": False}


def of_row(row: Row) -> dict[str, Any]:
    """Return what the fields hold for a row."""
    effects = [
        {
            "kind": one.kind,
            "role": one.role,
            "when": one.when,
            "due": str(one.due or ""),
            "text": one.text,
        }
        for one in row.effects
    ]
    active_ri = next(name for name, value in _RI.items() if value is row.active_ri)
    lists = {name: list(getattr(row, name)) for name in _LISTS}
    held = dict.fromkeys(_TEXTS, "") | lists
    return held | {
        "number": str(row.number or ""),
        "active_ri": active_ri,
        "effects": effects,
        "remark": row.remark,
        "enabled": row.enabled,
    }


def given(form: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the fields hold after a form was sent; effects without a kind are left out."""
    held: dict[str, Any] = {name: text_of(form, name) for name in _TEXTS}
    held |= {name: _texts(form.get(name)) for name in _LISTS}
    places = takewhile(lambda i: f"effects.{i}.kind" in form, count())
    effects = [{name: text_of(form, f"effects.{i}.{name}") for name in NO_EFFECT} for i in places]
    held["effects"] = [one for one in effects if one["kind"]]
    return held | {"enabled": bool(text_of(form, "enabled"))}


def values(held: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields as ``drafts.read_row`` takes them."""
    effects = [{**one, "due_working_days": one["due"]} for one in held["effects"]]
    active_ri = _RI.get(held["active_ri"], held["active_ri"])
    return {**held, "effects": effects, "active_ri": active_ri}


def _texts(value: Any) -> list[str]:
    found = [value] if isinstance(value, str) else value or []
    return [one for one in found if isinstance(one, str) and one]
