"""``POST @tickets`` and ``@signals``: answering one, or several at once."""

from datetime import date
from typing import ClassVar

from plone import api

from farde.core.days import parsed_day
from farde.core.forms import text_of
from farde.core.rest import PathService, body_if_any, envelope
from farde.tickets import errors, operations
from farde.tickets.answering import Answered

#: What became of it, where something did: a field of the signal or ticket.
_LEADS_TO = ("handed_to", "ticket")


class _Answering(PathService):
    writes = True
    scope = "tickets:write"
    actions: ClassVar[tuple[str, ...]]

    def answer(self) -> dict:
        body = body_if_any(self.request)
        if not self.path:
            return self._all(body)
        uid, action = (*self.path, "")[:2]
        if action not in self.actions or len(self.path) != 2:
            raise errors.UnknownAction
        return _told(operations.answer(uid, action, **_given(body)))

    def _all(self, body: dict) -> dict:
        action, uids = text_of(body, "action"), body.get("uids")
        if action not in self.actions:
            raise errors.UnknownAction
        if not isinstance(uids, list) or not uids or not all(isinstance(u, str) for u in uids):
            raise errors.NothingChosen
        answers = operations.answer_all(uids, action, **_given(body))
        items = [self._one_of_all(one) for one in answers]
        return {"items": items, "done": sum(one.done for one in answers), "items_total": len(items)}

    def _one_of_all(self, answered: Answered) -> dict:
        if answered.refusal is None:
            return _told(answered.followup)
        return {"uid": answered.uid, "refusal": envelope(answered.refusal, self.request)}


class TicketsPost(_Answering):
    """``POST @tickets/<uid>/<action>``, or ``POST @tickets`` with ``uids`` and ``action``."""

    actions = ("take", "finish", "hand-over", "cancel")


class SignalsPost(_Answering):
    """``POST @signals/<uid>/<action>``, or ``POST @signals`` with ``uids`` and ``action``."""

    actions = ("read", "make-ticket")


def _told(followup) -> dict:
    told = {"uid": api.content.get_uuid(followup), "state": api.content.get_state(followup)}
    led_to = {name: getattr(followup, name, None) for name in _LEADS_TO}
    return told | {name: uid for name, uid in led_to.items() if uid}


def _given(body: dict) -> dict:
    return {name: text_of(body, name) for name in ("outcome", "reason", "role")} | {
        "due": _due(body.get("due"))
    }


def _due(asked: object) -> date | None:
    if asked in (None, ""):
        return None
    day = parsed_day(asked if isinstance(asked, str) else None)
    if day is None:
        raise errors.UnreadableDue
    return day
