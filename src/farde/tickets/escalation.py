"""Tickets long overdue, which their supervisor sees too; worked out when read, never stored."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from plone import api

from farde.core import clock
from farde.dossier import transfer
from farde.tickets import states
from farde.tickets.deadlines import working_days
from farde.tickets.settings import setting


def escalated(wanted: Iterable[str] = states.OPEN, **narrowed: object) -> Sequence[Any]:
    """Return the long overdue tickets of the dossiers that the signed-in user supervises.

    They are catalogue entries, the most pressing first; none where the centre gave no delay.
    """
    delay = setting("escalation_days")
    mine = transfer.supervised() if delay else ()
    open_ones = [state for state in wanted if state in states.OPEN]
    if not mine or not open_ones:
        return ()
    # A place in the order of what presses begins with the day due.
    first_spared = working_days().before(clock.today(), delay) + timedelta(days=1)
    query = {
        "dossier_uid": sorted(mine),
        **narrowed,
        "portal_type": "Ticket",
        "review_state": open_ones,
        "pressing": {"query": first_spared.isoformat(), "range": "max"},
    }
    return api.portal.get_tool("portal_catalog")(query, show_inactive=True, sort_on="pressing")
