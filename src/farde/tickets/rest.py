"""``@tickets`` and ``@signals``: what waits for the caller, and answering it."""

from typing import ClassVar

from plone import api
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from zope.i18n import translate
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from farde.core.rest import Service
from farde.dossier.operations import DOSSIERS_ID
from farde.tickets import inbox, operations, states
from farde.tickets.errors import UnknownAction


class _Listing(Service):
    kind: ClassVar[str]
    scope = "tickets:read"

    def answer(self) -> dict:
        asked = self.request.form
        wanted = [asked["state"]] if asked.get("state") else list(states.OPEN)
        uid = _dossier_uid(asked.get("dossier", ""))
        rows = inbox.inbox([self.kind], wanted, dossier_uid=uid)
        role = asked.get("role") or ""
        items = [self._told(row) for row in rows if role in ("", row.role)]
        return {"@id": self.request.getURL(), "items": items, "items_total": len(items)}

    def _told(self, row: inbox.Row) -> dict:
        return {
            "uid": row.uid,
            "state": row.state,
            "role": row.role,
            "reason": translate(row.what, context=self.request),
            "document": {
                "@id": row.document_url,
                "UID": row.document_uid,
                "document_type": row.document_type,
                "label": row.type_label,
                "received_on": row.received_on.isoformat() if row.received_on else None,
            },
            "dossier": {
                "@id": row.dossier_url,
                "UID": row.dossier_uid,
                "number": row.dossier_number,
            },
        }


class TicketsGet(_Listing):
    """Lists the caller's tickets; filters ``state``, ``role``, ``dossier`` (number or UID)."""

    kind = "Ticket"

    def _told(self, row: inbox.Row) -> dict:
        return super()._told(row) | {
            "due": row.due.isoformat() if row.due else None,
            "taken_by": row.taken_by or None,
            "outcome": row.outcome or None,
        }


class SignalsGet(_Listing):
    """Lists the caller's signals; the same filters."""

    kind = "Signal"


@implementer(IPublishTraverse)
class _Answering(Service):
    writes = True
    scope = "tickets:write"
    actions: ClassVar[tuple[str, ...]]

    def __init__(self, context, request) -> None:
        super().__init__(context, request)
        self.path: list[str] = []

    def publishTraverse(self, request, name: str) -> "_Answering":
        self.path.append(name)
        return self

    def answer(self) -> dict:
        uid, action = (*self.path, "", "")[:2]
        if action not in self.actions or len(self.path) != 2:
            raise UnknownAction
        followup = operations.answer(uid, action, outcome=_outcome(self.request))
        return {"uid": uid, "state": api.content.get_state(followup)}


class TicketsPost(_Answering):
    """``POST @tickets/<uid>/take`` and ``POST @tickets/<uid>/finish`` with an ``outcome``."""

    actions = ("take", "finish")


class SignalsPost(_Answering):
    """``POST @signals/<uid>/read``."""

    actions = ("read",)


def _outcome(request) -> str:
    try:
        outcome = json_body(request).get("outcome", "")
    except DeserializationError:
        return ""
    return outcome if isinstance(outcome, str) else ""


def _dossier_uid(asked: str) -> str:
    # Asked for by number or UID; one the caller has nothing in lists nothing, as any other does.
    dossier = api.portal.get()[DOSSIERS_ID].get(asked) if asked else None
    return api.content.get_uuid(dossier) if dossier is not None else asked
