"""What somebody asks of the journal, as a form or an address says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from plone import api

from farde.access.audience import oversees
from farde.access.journal import actions
from farde.access.journal.errors import UnknownAction, UnknownMark, UnreadableDay
from farde.access.journal.interfaces import IAccessSubject
from farde.access.journal.query import Query
from farde.core import days
from farde.core.errors import Refusal, Refusals
from farde.core.forms import text_of

#: Of the number of a row: databases count no further.
_DIGITS = 18


@dataclass(frozen=True)
class Asked:
    """The filters as they were given; days are of the centre, both included."""

    agent: str = ""
    action: str = ""
    since: str = ""
    until: str = ""
    before: str = ""

    def query(self, subject: IAccessSubject | None = None, without: tuple[str, ...] = ()) -> Query:
        """Return the query, of one dossier or person if told; raises Refusals."""
        refused: list[Refusal] = []
        since = _read(refused, _day, self.since, "since")
        until = _read(refused, _day, self.until, "until")
        _read(refused, _action, self.action, "action")
        if refused:
            raise Refusals(refused)
        return Query(
            who=self.agent,
            action=self.action,
            without=without,
            dossier_uid=subject.dossier_uid if subject is not None else "",
            person_id=subject.person_id if subject is not None else "",
            since=days.start_of(since) if since else None,
            until=days.end_of(until) if until else None,
        )

    def mark(self) -> int | None:
        """Return the number below which the list goes on; raises UnknownMark."""
        if not self.before:
            return None
        if not self.before.isdecimal() or len(self.before) > _DIGITS:
            raise UnknownMark
        return int(self.before)


def asked_of(form: Mapping[str, Any]) -> Asked:
    """Return what a form or an address asks for; what is no text is left out."""
    return Asked(**{name: text_of(form, name) for name in Asked.__dataclass_fields__})


def discreet(dossier) -> tuple[str, ...]:
    """Return the actions that the visitor of a dossier is not told of: who is kept out of it."""
    keeps_out = api.user.has_permission("farde: Protect dossier", obj=dossier)
    return () if keeps_out or oversees() else actions.DISCREET


def _read(refused: list[Refusal], read, text: str, field: str):
    try:
        return read(text, field) if text else None
    except Refusal as refusal:
        refused.append(refusal)
        return None


def _day(text: str, field: str) -> date:
    day = days.parsed_day(text)
    if day is None:
        raise UnreadableDay(field)
    return day


def _action(text: str, field: str) -> str:
    if text not in actions.TITLES:
        raise UnknownAction(field)
    return text
