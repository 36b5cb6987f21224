"""How much work lies where: per caseworker and per service, in the dossiers one supervises.

Asked of the catalogue and the memberships alone, when the page is opened.
"""

from dataclasses import dataclass, replace
from datetime import date

from plone import api

from farde.access import operations as access
from farde.access.absences import Absence
from farde.core import clock
from farde.dossier import absence, transfer
from farde.tickets import roles, waiting
from farde.tickets.inbox import NOBODY
from farde.tickets.waiting import Counts


@dataclass(frozen=True)
class Load:
    """What waits for one caseworker or service; ``oldest`` is the day of the oldest document."""

    key: str
    counts: Counts
    oldest: date | None
    dossiers: int = 0
    away: Absence | None = None


def of_caseworkers() -> list[Load]:
    """Return the load of each caseworker that the signed-in user supervises, the fullest first.

    Dossiers that nobody holds are under NOBODY.
    """
    held = transfer.held_counts()
    users = {*absence.caseworkers(), *(user for user in held if user)}
    if held[""]:
        users.add("")
    loads = [_of_caseworker(user, held[user]) for user in users]
    return sorted(loads, key=lambda one: (one.key == NOBODY, -one.counts.tickets, one.key))


def of_services() -> list[Load]:
    """Return what waits for each service in the dossiers that the signed-in user supervises."""
    uids = transfer.supervised()
    services = {role: roles.service_of(role) for role in roles.ROLE_TITLES}
    loads = [
        _load(role, waiting.for_service(service, uids))
        for role, service in services.items()
        if service
    ]
    return [one for one in loads if one.counts.total]


def away(user_id: str) -> Absence | None:
    """Return the absence that a caseworker is in now."""
    now = clock.now()
    return next((one for one in access.absences().of_absent(user_id) if one.live(now)), None)


def _of_caseworker(user_id: str, dossiers: int) -> Load:
    load = _load(user_id or NOBODY, waiting.for_caseworker(user_id))
    return replace(load, dossiers=dossiers, away=away(user_id))


def _load(key: str, circles: list[str]) -> Load:
    counts = waiting.counted(waiting.found(circles))
    return Load(key, counts, _oldest(circles) if counts.total else None)


def _oldest(circles: list[str]) -> date:
    [brain] = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        waiting=circles, sort_on="received_on", sort_limit=1
    )[:1]
    return brain.received_on.date()
