"""What the inbox is asked, by its address and its forms, and how it answers its script."""

import hashlib
import json
from typing import Any

from farde.access import operations as access
from farde.access.teams import SUPERVISORS
from farde.core import clock, days
from farde.core.forms import text_of
from farde.core.visitor import current_user_id
from farde.dossier.errors import InvalidDay
from farde.tickets import inbox, roles, states
from farde.tickets.inbox import Asked
from farde.tickets.waiting import Counts

_PARTS = (inbox.MINE, inbox.SERVICE, inbox.STAND_IN, inbox.OVERDUE, inbox.TEAM, inbox.DONE)
#: Rows of one page of the list.
PAGE_SIZE = 50
_MOST_PAGES = 10_000
_KINDS = ("ticket", "signal")


def asked(request) -> Asked:
    """Return what the address asks for; what it may not mean is passed over."""
    part, kind, state = (text(request, name) for name in ("show", "kind", "state"))
    return Asked(
        part=part if part in _PARTS else inbox.MINE,
        of=text(request, "of") if part == inbox.TEAM else "",
        kind=kind if kind in _KINDS else "",
        document_type=text(request, "type"),
        dossier=text(request, "dossier"),
        state=state if state in states.STATE_TITLES else "",
        text=text(request, "q"),
        overdue=bool(text(request, "overdue")),
    )


def query(asked: Asked) -> dict[str, str]:
    """Return the part of the address that asks for this."""
    fields = {
        "show": asked.part if asked.part != inbox.MINE else "",
        "of": asked.of,
        "kind": asked.kind,
        "type": asked.document_type,
        "dossier": asked.dossier,
        "state": asked.state,
        "q": asked.text,
        "overdue": "1" if asked.overdue else "",
    }
    return {name: value for name, value in fields.items() if value}


def parts_offered() -> list[str]:
    """Return the parts that the signed-in user has use for."""
    groups = access.current_groups()
    absences, now = access.absences().of_stand_in(current_user_id()), clock.now()
    hidden = {
        inbox.SERVICE: not roles.my_services(),
        inbox.STAND_IN: not any(one.live(now) for one in absences),
        inbox.TEAM: SUPERVISORS not in groups,
    }
    return [part for part in _PARTS if not hidden.get(part)]


def first_row(request) -> int:
    """Return how many rows stand before the page that the address names."""
    page = text(request, "page")
    return (int(page) - 1) * PAGE_SIZE if page.isdecimal() and 0 < int(page) < _MOST_PAGES else 0


def given(request) -> dict[str, Any]:
    """Return what an answer comes with; raises InvalidDay."""
    due = text(request, "due")
    day = days.parsed_day(due)
    if due and day is None:
        raise InvalidDay
    return {name: text(request, name) for name in ("outcome", "reason", "role")} | {"due": day}


def text(request, name: str) -> str:
    """Return a field of a form or address, "" where it is missing or no text."""
    return text_of(request.form, name)


def texts(request, name: str) -> list[str]:
    """Return the values of a field that may come several times, each once."""
    value = request.form.get(name, [])
    found = [value] if isinstance(value, str) else value
    return list(dict.fromkeys(one for one in found if isinstance(one, str) and one))


def wants_json(request) -> bool:
    """Tell whether the script of the page asks, not a form."""
    return request.getHeader("Accept", "").startswith("application/json")


def told(counts: Counts) -> dict[str, int]:
    """Return counts as the script reads them."""
    return {
        "tickets": counts.tickets,
        "signals": counts.signals,
        "overdue": counts.overdue,
        "total": counts.total,
    }


def as_json(request, answer: dict) -> str:
    """Return an answer as JSON; nothing where the browser has the same already."""
    response, body = request.response, json.dumps(answer)
    tag = f'"{hashlib.sha256(body.encode()).hexdigest()[:32]}"'
    response.setHeader("Content-Type", "application/json; charset=utf-8")
    response.setHeader("Cache-Control", "private, no-cache")
    response.setHeader("Vary", "Cookie, Accept")
    response.setHeader("ETag", tag)
    if request.method == "GET" and tag in request.getHeader("If-None-Match", ""):
        response.setStatus(304)
        return ""
    return body
