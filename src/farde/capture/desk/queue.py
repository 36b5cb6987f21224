"""The queue as the desk shows it: from the catalogue alone, the oldest deposit first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from plone import api

from farde.capture import deposits
from farde.capture.desk import leases
from farde.core.visitor import current_user_id

#: Where a deposit still wants something from the capture team.
STATES = ("prepared", "received", "blocked", "awaiting")
FILTERS = ("channel", "state", "station")
#: As many rows as a person scrolls through; the number of all is told beside them.
_MOST_ROWS = 200


@dataclass(frozen=True)
class Row:
    """One deposit that waits; ``holder`` is the user who has it now, ``station`` its scanner.

    ``checks`` are the documents of it that a colleague of their author is to confirm.
    """

    id: str
    url: str
    channel: str
    state: str
    deposited_at: datetime
    pages: int
    parts: int
    checks: int
    station: str
    holder: str


def filters(given: Mapping[str, object]) -> dict[str, str]:
    """Return the filters among what was given."""
    return {name: str(given[name]) for name in FILTERS if given.get(name)}


def waiting(chosen: Mapping[str, str]) -> tuple[list[Row], int]:
    """Return the deposits that wait, the oldest first, and how many there are in all."""
    found = _brains(chosen)
    shown = found[:_MOST_ROWS]
    held = leases.held(deposits.queue(), [one.getId for one in shown])
    return [_row(one, held.get(one.getId)) for one in shown], len(found)


def stations() -> list[str]:
    """Return the stations that something waits from."""
    return sorted({one.capture_station for one in _brains({}) if _station(one)})


def next_free(chosen: Mapping[str, str], besides: str = "") -> str:
    """Return the id of the oldest deposit ready for the desk that no colleague has, "" if none."""
    queue, mine = deposits.queue(), current_user_id()
    for brain in _brains({**chosen, "state": "prepared"}):
        lease = leases.of(queue, brain.getId)
        if brain.getId != besides and (lease is None or lease.user == mine):
            return brain.getId
    return ""


def _brains(chosen: Mapping[str, str]) -> list:
    query = {"portal_type": "CaptureBatch", "sort_on": "created"}
    query["review_state"] = chosen.get("state") or list(STATES)
    if chosen.get("channel"):
        query["channel"] = chosen["channel"]
    found = api.portal.get_tool("portal_catalog")(**query)
    station, mine = chosen.get("station"), current_user_id()
    return [
        one
        for one in found
        if (not station or _station(one) == station) and not _is_handed_over(one, mine)
    ]


def _is_handed_over(brain, user_id: str) -> bool:
    """Whether nothing of it waits but what a colleague of this person is to confirm."""
    own = [one for one in brain.capture_checks or () if one[1] == user_id]
    return bool(own) and len(own) >= (brain.open_parts or 0)


def _row(brain, lease: leases.Lease | None) -> Row:
    return Row(
        id=brain.getId,
        url=brain.getURL(),
        channel=brain.channel or "",
        state=brain.review_state,
        deposited_at=brain.created.asdatetime(),
        pages=brain.page_count or 0,
        parts=brain.open_parts or 0,
        checks=len(brain.capture_checks or ()),
        station=_station(brain),
        holder=lease.user if lease else "",
    )


def _station(brain) -> str:
    return brain.capture_station or ""
