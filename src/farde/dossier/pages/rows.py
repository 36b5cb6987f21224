"""What the pages of the room show in their lists."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from plone import api

from farde.core.people import display_name
from farde.dossier import states
from farde.dossier.transfer import Transfer

#: Rows that a list shows.
LIMIT = 200


@dataclass(frozen=True)
class Colleague:
    """A caseworker to choose: by name, with a number of dossiers."""

    id: str
    name: str
    count: int


@dataclass(frozen=True)
class Row:
    """A dossier to tick."""

    number: str
    url: str
    beneficiary: str
    state: str
    unread: int
    ticked: bool


@dataclass(frozen=True)
class Group:
    """Transfers that go the same way at the same instant."""

    from_user: str
    to_user: str
    at: datetime
    numbers: list[str]

    @property
    def key(self) -> str:
        """What tells this group from the others in a form."""
        return f"{self.from_user}|{self.to_user}|{self.at.isoformat()}"


def grouped(transfers: Iterable[Transfer]) -> list[Group]:
    """Return transfers as groups of those that go the same way at the same instant."""

    def way(one: Transfer) -> tuple:
        return one.at, one.from_user, one.to_user

    return [
        Group(from_user, to_user, at, [one.number for one in members])
        for (at, from_user, to_user), members in groupby(sorted(transfers, key=way), way)
    ]


def colleague(user_id: str, count: int) -> Colleague:
    """Return a caseworker with a number of dossiers."""
    return Colleague(user_id, display_name(user_id), count)


def rows_of(uids: list[str], ticked: set[str]) -> list[Row]:
    """Return the first of these dossiers that the reader may view, by number."""
    catalogue = api.portal.get_tool("portal_catalog")
    brains = catalogue(portal_type="Dossier", UID=uids, sort_on="getId")[:LIMIT] if uids else []
    unread = _unread([brain.UID for brain in brains])
    return [_row(brain, unread, ticked) for brain in brains]


def _row(brain, unread: Mapping[str, int], ticked: set[str]) -> Row:
    return Row(
        number=brain.getId,
        url=brain.getURL(),
        beneficiary=brain.beneficiary_name or "",
        state=states.STATE_TITLES.get(brain.review_state, brain.review_state),
        unread=unread[brain.UID],
        ticked=brain.getId in ticked,
    )


def _unread(uids: list[str]) -> Counter:
    catalogue = api.portal.get_tool("portal_catalog")
    brains = catalogue(portal_type="CaseDocument", dossier_uid=uids, review_state="indexed")
    return Counter(brain.dossier_uid for brain in brains)
