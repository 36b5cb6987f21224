"""``GET @tickets``, ``@signals`` and ``@inbox-counts``: what waits for the caller."""

import hashlib
import json
from typing import ClassVar

from plone import api
from plone.restapi.batching import HypermediaBatch
from zope.i18n import translate

from farde.core.forms import text_of
from farde.core.rest import PathService, Service
from farde.dossier.operations import DOSSIERS_ID
from farde.tickets import errors, inbox, listing
from farde.tickets.rows import Row, rows

_YES = ("1", "true", "yes")


class _Listing(PathService):
    kind: ClassVar[str]
    #: Fields of one item, beyond those of the list: ids of what it came from and led to.
    trace: ClassVar[tuple[str, ...]]
    scope = "tickets:read"

    def answer(self) -> dict:
        if len(self.path) > 1:
            raise errors.UnknownFollowUp
        return self._one(self.path[0]) if self.path else self._list()

    def _list(self) -> dict:
        batch = HypermediaBatch(self.request, listing.listed(self._filters()))
        told = {
            "@id": batch.canonical_url,
            "items": [self._told(row) for row in rows(batch)],
            "items_total": batch.items_total,
        }
        return told | ({"batching": batch.links} if batch.links else {})

    def _one(self, uid: str) -> dict:
        brain = listing.one(self.kind, uid)
        [row] = rows([brain])
        followup = brain.getObject()
        return self._told(row) | {name: getattr(followup, name) or None for name in self.trace}

    def _filters(self) -> listing.Filters:
        asked = self.request.form
        states = asked.get("state") or []
        return listing.Filters(
            self.kind,
            tuple([states] if isinstance(states, str) else states),
            text_of(asked, "role"),
            _dossier_uid(text_of(asked, "dossier")),
            text_of(asked, "queue"),
            text_of(asked, "overdue").lower() in _YES,
        )

    def _told(self, row: Row) -> dict:
        site = api.portal.get().absolute_url()
        return {
            "@id": f"{site}/@{self.kind.lower()}s/{row.uid}",
            "uid": row.uid,
            "state": row.state,
            "role": row.role,
            "reason": translate(row.what, context=self.request),
            "note": translate(row.why, context=self.request) or None,
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
    """Lists the caller's tickets, or tells of one; see ``docs/reference/rest.md`` for filters."""

    kind = "Ticket"
    trace = ("signal", "handed_from", "handed_to")

    def _told(self, row: Row) -> dict:
        return super()._told(row) | {
            "due": row.due.isoformat() if row.due else None,
            "overdue": row.overdue,
            "taken_by": row.taken_by or None,
            "outcome": row.outcome or None,
        }


class SignalsGet(_Listing):
    """Lists the caller's signals, or tells of one; the same filters."""

    kind = "Signal"
    trace = ("ticket",)


class CountsGet(Service):
    """``GET @inbox-counts``: how much waits; cheap to ask again with ``If-None-Match``."""

    scope = "tickets:read"

    def answer(self) -> dict | object:
        counts = inbox.counts()
        told = {
            "@id": f"{api.portal.get().absolute_url()}/@inbox-counts",
            "tickets": counts.tickets,
            "overdue": counts.overdue,
            "signals": counts.signals,
            "total": counts.total,
        }
        tag = _tag(told)
        response = self.request.response
        response.setHeader("ETag", tag)
        response.setHeader("Cache-Control", "private, no-cache")
        response.setHeader("Vary", "Authorization, Cookie")
        known = (self.request.getHeader("If-None-Match") or "").split(",")
        if tag in {one.strip().removeprefix("W/") for one in known}:
            return self.reply_no_content(status=304)
        return told


def _tag(told: dict) -> str:
    return f'"{hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]}"'


def _dossier_uid(asked: str) -> str:
    # Asked for by number or UID; one the caller has nothing in lists nothing, as any other does.
    dossier = api.portal.get()[DOSSIERS_ID].get(asked) if asked else None
    return api.content.get_uuid(dossier) if dossier is not None else asked
