"""What applications ask of the signals and tickets of a person: one kind, filtered, in an order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from plone import api

from farde.core import clock
from farde.tickets import errors, fallback, roles, states
from farde.tickets.escalation import escalated
from farde.tickets.rows import Row, rows

#: Besides what is for the caller: what nobody else of their team answers, what is long overdue.
QUEUES = ("team", "escalated")
_STATES = {"Ticket": states.TICKET_STATES, "Signal": states.SIGNAL_STATES}


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed down by; "" and () narrow nothing, open ones are meant."""

    kind: str
    wanted: tuple[str, ...] = ()
    role: str = ""
    dossier_uid: str = ""
    queue: str = ""
    overdue: bool = False


def checked(filters: Filters) -> Filters:
    """Return the filters; raises UnknownState, UnknownRole or UnknownQueue."""
    if any(state not in _STATES[filters.kind] for state in filters.wanted):
        raise errors.UnknownState
    if filters.role:
        roles.checked(filters.role)
    if filters.queue and filters.queue not in QUEUES:
        raise errors.UnknownQueue
    return filters


def listed(filters: Filters) -> Sequence[Any]:
    """Return the catalogue's entries for the signed-in user; read when used, but for a role."""
    query = _query(checked(filters))
    if filters.queue == "escalated":
        found = _escalated(query)
    else:
        query["addressee"] = fallback.addressees() if filters.queue else _mine()
        found = _search(query, filters.wanted) if query["addressee"] else ()
    if filters.role:
        return [brain for brain in found if brain.assignee_role == filters.role]
    return found


def one(kind: str, uid: str) -> Any:
    """Return the catalogue's entry of a signal or ticket that the signed-in user may see.

    Raises UnknownFollowUp.
    """
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog(UID=uid, portal_type=kind, show_inactive=True) if uid else ()
    if not found:
        raise errors.UnknownFollowUp
    return found[0]


def of_document(document) -> list[Row]:
    """Return what a document raised, as far as the signed-in user may see it, the oldest first."""
    catalog = api.portal.get_tool("portal_catalog")
    document_uid = api.content.get_uuid(document)
    kinds = list(_STATES)
    found = catalog(document_uid=document_uid, portal_type=kinds, show_inactive=True)
    return rows(sorted(found, key=lambda brain: brain.created))


def _query(filters: Filters) -> dict[str, object]:
    query: dict[str, object] = {
        "portal_type": filters.kind,
        "review_state": list(filters.wanted or states.OPEN),
    }
    if filters.dossier_uid:
        query["dossier_uid"] = filters.dossier_uid
    if filters.overdue:
        query["review_state"] = [one for one in query["review_state"] if one in states.OPEN]
        # A place in the order of what presses begins with the day due.
        query["pressing"] = {"query": clock.today().isoformat(), "range": "max"}
    return query


def _escalated(query: dict[str, object]) -> Sequence[Any]:
    if query["portal_type"] != "Ticket":
        return ()
    dossiers = {name: query[name] for name in ("dossier_uid",) if name in query}
    return escalated(query["review_state"], **dossiers)


def _mine() -> list[str]:
    return roles.my_services() + roles.my_circles()


def _search(query: dict[str, object], wanted: tuple[str, ...]) -> Sequence[Any]:
    over = wanted and not set(wanted) & set(states.OPEN)
    order = {"sort_on": "modified", "sort_order": "descending"} if over else {"sort_on": "pressing"}
    return api.portal.get_tool("portal_catalog")(query, show_inactive=True, **order)
