"""How much work lies where: per caseworker and per service, in the dossiers one supervises.

Asked of the catalogue and the memberships alone, when the page is opened: one search and one pass
over what it finds, however many caseworkers there are.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from plone import api

from farde.access import operations as access
from farde.access.absences import Absence
from farde.core import clock
from farde.dossier import absence, transfer
from farde.dossier.holders import CASEWORKER
from farde.tickets import roles, states
from farde.tickets.inbox import KINDS, NOBODY
from farde.tickets.waiting import Counts

_NOTHING = Counts(tickets=0, signals=0)


@dataclass(frozen=True)
class Load:
    """What waits for one caseworker or service; ``oldest`` is the day of the oldest document."""

    key: str
    counts: Counts = _NOTHING
    oldest: date | None = None
    dossiers: int = 0
    away: Absence | None = None


def of_caseworkers() -> list[Load]:
    """Return the load of each caseworker that the signed-in user supervises, the fullest first.

    Dossiers that nobody holds are under NOBODY.
    """
    mine = transfer.supervised()
    holders = access.holders(mine, CASEWORKER)
    held = Counter(holders.get(uid, NOBODY) for uid in mine)

    def whose(brain) -> str:
        return holders.get(brain.dossier_uid, NOBODY) if brain.assignee_role == CASEWORKER else ""

    found = _weighed(_open_in(mine), whose)
    loads = [
        replace(found.get(key, Load(key)), dossiers=held[key], away=away(key))
        for key in {*absence.caseworkers(), *held}
    ]
    return sorted(loads, key=lambda one: (one.key == NOBODY, -one.counts.tickets, one.key))


def of_services() -> list[Load]:
    """Return what waits for each service in the dossiers that the signed-in user supervises."""
    found = _weighed(_open_in(transfer.supervised()), lambda brain: _service(brain.assignee_role))
    return [found[role] for role in roles.ROLE_TITLES if role in found]


def away(user_id: str) -> Absence | None:
    """Return the absence that a caseworker is in now."""
    now = clock.now()
    return next((one for one in access.absences().of_absent(user_id) if one.live(now)), None)


def _open_in(dossier_uids: Iterable[str]) -> Sequence[Any]:
    # Unrestricted: the dossiers are the reader's own to supervise, and all that is told are sums.
    return api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type=KINDS, review_state=states.OPEN, dossier_uid=sorted(dossier_uids)
    )


def _weighed(brains: Iterable[Any], key_of: Callable[[Any], str]) -> dict[str, Load]:
    """What waits under each key; what is under "" is left out."""
    by_key = groupby(sorted(brains, key=key_of), key_of)
    return {key: _load(key, list(found)) for key, found in by_key if key}


def _load(key: str, brains: list[Any]) -> Load:
    tickets = [brain for brain in brains if brain.portal_type == "Ticket"]
    overdue = sum(bool(brain.due and brain.due < clock.today()) for brain in tickets)
    received = [brain.received_on.date() for brain in brains if brain.received_on]
    counts = Counts(len(tickets), len(brains) - len(tickets), overdue)
    return Load(key, counts, min(received, default=None))


def _service(role: str) -> str:
    service = roles.shared_with(role)
    return roles.of_service(service) if service else ""
