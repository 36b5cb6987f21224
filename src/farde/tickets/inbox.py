"""What waits for the signed-in user, read from the catalogue alone."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from plone import api
from ZTUtils.Lazy import LazyMap

from farde.core.words import fold
from farde.dossier import transfer
from farde.dossier.errors import UnknownDossier
from farde.tickets import fallback, roles, states, waiting
from farde.tickets.escalation import escalated
from farde.tickets.rows import Row, rows, type_label, words_of
from farde.tickets.waiting import Counts

KINDS = ("Ticket", "Signal")
#: Rows that one list shows; what lies further comes up as the list is worked off.
LIMIT = 200
#: The parts of the inbox: everything that waits for me, three narrower looks at it, the team's
#: work for its supervisors, and what is settled.
MINE, SERVICE, STAND_IN, OVERDUE, TEAM, DONE = (
    *("mine", "service", "stand-in", "overdue"),
    *("team", "done"),
)
#: Stands in addresses for the dossiers that nobody holds, as on the page of transfers.
NOBODY = "-"
#: Entries that are read to say which types of document there are.
_LOOKED_AT = 300


@dataclass(frozen=True)
class Asked:
    """Which part of the inbox is looked at, and what narrows it; "" narrows nothing.

    ``of`` is, in the team's part, the caseworker or the service (``service:<id>``) looked at.
    """

    part: str = MINE
    of: str = ""
    kind: str = ""
    document_type: str = ""
    dossier: str = ""
    state: str = ""
    text: str = ""
    overdue: bool = False

    @property
    def narrowed(self) -> bool:
        """Tell whether anything narrows the part."""
        return replace(self, part=MINE, of="") != Asked()


def inbox(
    kinds: Iterable[str] = KINDS,
    wanted: Iterable[str] = states.OPEN,
    services_only: bool = False,
    dossier_uid: str = "",
) -> list[Row]:
    """Return the signals and tickets for the signed-in user, the most pressing first."""
    addressees = roles.my_services() + ([] if services_only else roles.my_circles())
    if not addressees:
        return []
    query = {"addressee": addressees, "portal_type": list(kinds), "review_state": list(wanted)}
    if dossier_uid:
        query["dossier_uid"] = dossier_uid
    return rows(_search(query, sort_on="pressing", sort_limit=LIMIT)[:LIMIT])


def counts() -> Counts:
    """Return how much waits for the signed-in user; reads a few rows, however much it is."""
    return waiting.counted(waiting.found(waiting.for_me()))


def total() -> int:
    """Return how many tickets and signals wait for the signed-in user; reads no row."""
    return waiting.how_many(waiting.for_me())


def entries(asked: Asked) -> Sequence[Any]:
    """Return the catalogue's entries that were asked for, in their order; read when used.

    What waits comes with the most pressing first, what is settled with the latest.
    """
    query = _narrowing(asked)
    if query is None:
        return ()
    if asked.part == DONE:
        return _containing(_settled(asked.kind, query), asked.text)
    found = _waiting(asked, query)
    if asked.overdue or asked.part == OVERDUE:
        found = _span(found, 0, waiting.first_in_time(found))
    if asked.kind:
        end_of_tickets = waiting.first_signal(found)
        spans = {"ticket": (0, end_of_tickets), "signal": (end_of_tickets, len(found))}
        found = _span(found, *spans.get(asked.kind, (0, 0)))
    return _containing(found, asked.text)


def types_among(found: Sequence[Any]) -> dict[str, str]:
    """Return label by slug of the document types among the first of these entries."""
    slugs = {brain.document_type for brain in found[:_LOOKED_AT]}
    return dict(sorted(((slug, type_label(slug)) for slug in slugs), key=lambda one: one[1]))


def _waiting(asked: Asked, query: dict[str, str]) -> Sequence[Any]:
    if asked.part != TEAM:
        return waiting.found(_my_circles(asked.part), **query)
    if asked.of:
        return waiting.found(_circles_of_team(asked.of), **query)
    return _unanswered(query)


def _my_circles(part: str) -> list[str]:
    narrower: dict[str, Callable[[], list[str]]] = {
        SERVICE: waiting.for_my_services,
        STAND_IN: waiting.for_absent,
    }
    return narrower.get(part, waiting.for_me)()


def _circles_of_team(of: str) -> list[str]:
    service = roles.service_of(of)
    if service:
        return waiting.for_service(service, transfer.supervised())
    return waiting.for_caseworker("" if of == NOBODY else of)


def _unanswered(query: dict[str, str]) -> Sequence[Any]:
    """What nobody else answers, and what is long overdue."""
    late = _long_overdue(**query)
    addressees = fallback.addressees()
    if not addressees:
        return late
    query = {"review_state": list(states.OPEN), **query, "addressee": addressees}
    silent = _search(query, sort_on="pressing")
    return _in_order({brain.UID: brain for brain in (*silent, *late)}) if late else silent


def _long_overdue(review_state: str = "", **query: str) -> Sequence[Any]:
    return escalated([review_state] if review_state else states.OPEN, **query)


def _in_order(found: dict[str, Any]) -> list[Any]:
    def place(brain) -> str:
        received = brain.received_on.date() if brain.received_on else None
        return waiting.rank(brain.portal_type, brain.due or None, received, brain.UID)

    return sorted(found.values(), key=place)


def _narrowing(asked: Asked) -> dict[str, str] | None:
    """What the catalogue is asked besides; None where there cannot be an answer."""
    query = {"document_type": asked.document_type, "review_state": asked.state}
    if asked.dossier:
        try:
            [query["dossier_uid"]] = transfer.uids_of([asked.dossier])
        except UnknownDossier:
            return None
    return {name: value for name, value in query.items() if value}


def _settled(kind: str, query: dict[str, str]) -> Sequence[Any]:
    addressees = roles.my_services() + roles.my_circles()
    if not addressees:
        return ()
    query = {"review_state": list(states.RECENT), **query, "addressee": addressees}
    query["portal_type"] = kind.capitalize() if kind else list(KINDS)
    return _search(query, sort_on="modified", sort_order="descending")


def _search(query: dict, **order: object) -> Sequence[Any]:
    catalog = api.portal.get_tool("portal_catalog")
    return catalog(query, show_inactive=True, **order)


def _span(found: Sequence[Any], start: int, end: int) -> Sequence[Any]:
    return LazyMap(found.__getitem__, range(start, end))


def _containing(found: Sequence[Any], text: str) -> Sequence[Any]:
    words = fold(text).split()
    if not words:
        return found
    return [brain for brain in found if all(word in words_of(brain) for word in words)]
