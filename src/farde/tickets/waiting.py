"""What waits for whom: open signals and tickets alone, listed under the circles they are for.

Circles are what access hangs on, deny lists and absences included: whoever is in one of these
circles may see what waits there, and nobody else is told of it. One index is asked, which holds
nothing that is settled; it costs what waits for the reader, however much waits in the site.

The order is kept in an index too: tickets by their day due, then tickets without one and signals
by the day their document was received. What is overdue is thus at the beginning, and signals are
at the end: both are counted by bisection, with no list read.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from plone import api

from farde.access import operations as access
from farde.access.causes import stand_in
from farde.access.circles import circle_id, function_of
from farde.access.roles import SERVICES, service_function, told_function
from farde.core import clock
from farde.core.visitor import current_user_id
from farde.dossier import transfer
from farde.dossier.holders import CASEWORKER
from farde.tickets import roles, states
from farde.tickets.opening import role_of

#: No day is due after it; sorts what has none behind all that has one.
_NEVER = date.max
_OF_SERVICES = {*map(service_function, SERVICES), *map(told_function, SERVICES)}


@dataclass(frozen=True)
class Counts:
    """How much waits; ``overdue`` are among the tickets."""

    tickets: int
    signals: int
    overdue: int = 0

    @property
    def total(self) -> int:
        """Tickets and signals together."""
        return self.tickets + self.signals


def circles_waited_for(followup, state: str, dossier_uid: str) -> list[str]:
    """Return the circles that a signal or ticket waits for; none once it is settled."""
    if state not in states.OPEN:
        return []
    functions = roles.functions(role_of(followup), followup.portal_type)
    return [circle_id(dossier_uid, function) for function in functions]


def rank(portal_type: str, due: date | None, received_on: date | None, uid: str) -> str:
    """Return the place in the order of what presses most, as text that sorts.

    The UID lets those who file at the same time write to different places of the index.
    """
    kind = 1 if portal_type == "Signal" else 0
    return f"{due or _NEVER} {kind} {received_on or _NEVER} {uid}"


def found(circles: Iterable[str], **narrowed: object) -> Sequence[Any]:
    """Return what waits for these circles, the most pressing first; nothing is read before use.

    The circles SHALL be the reader's own, or of dossiers that the reader supervises.
    """
    circles = list(circles)
    if not circles:
        return ()
    catalog = api.portal.get_tool("portal_catalog")
    return catalog.unrestrictedSearchResults(waiting=circles, sort_on="pressing", **narrowed)


def how_many(circles: Iterable[str]) -> int:
    """Return how much waits for these circles: one look into one index."""
    circles = list(circles)
    if not circles:
        return 0
    return len(api.portal.get_tool("portal_catalog").unrestrictedSearchResults(waiting=circles))


def counted(waiting: Sequence[Any]) -> Counts:
    """Count what ``found`` returned, by bisection."""
    tickets = first_signal(waiting)
    return Counts(tickets, len(waiting) - tickets, overdue=first_in_time(waiting))


def first_signal(waiting: Sequence[Any]) -> int:
    """Return how many of them are tickets, which come first."""
    return bisect_left(waiting, True, key=lambda brain: brain.portal_type == "Signal")


def first_in_time(waiting: Sequence[Any]) -> int:
    """Return how many of them are overdue, which come first: due before today."""
    return bisect_left(waiting, clock.today(), key=lambda brain: brain.due or _NEVER)


def for_me() -> list[str]:
    """Return all circles of the signed-in user."""
    return roles.my_circles()


def for_my_services() -> list[str]:
    """Return the circles that the signed-in user is in for a service."""
    return [circle for circle in roles.my_circles() if function_of(circle) in _OF_SERVICES]


def for_absent() -> list[str]:
    """Return the circles that the signed-in user is in for an absent colleague alone."""
    user = current_user_id()
    causes = {stand_in(one.absent) for one in access.absences().of_stand_in(user) if _now(one)}
    if not causes:
        return []
    members = access.causes_for(user)
    own = {member.circle for member in members if member.cause not in causes}
    return sorted({member.circle for member in members} - own)


def for_caseworker(user_id: str) -> list[str]:
    """Return the circles of a caseworker ("" for nobody) in dossiers that the reader supervises."""
    return [circle_id(uid, CASEWORKER) for uid in transfer.held_by(user_id)]


def for_service(service: str, dossier_uids: Iterable[str]) -> list[str]:
    """Return the circles of a service in these dossiers, which the reader SHALL supervise."""
    functions = (service_function(service), told_function(service))
    return [circle_id(uid, function) for uid in dossier_uids for function in functions]


def _now(absence) -> bool:
    return absence.live(clock.now())
