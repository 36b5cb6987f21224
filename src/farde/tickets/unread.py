"""Teams without a supervisor: nobody reads their queue, and somebody has to be told so."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from plone import api

from farde.access import operations as access
from farde.access.audience import users_behind
from farde.access.circles import function_of
from farde.access.teams import SUPERVISORS, supervised_team
from farde.dossier.holders import SUPERVISOR

#: Who can be told: those who keep the rules that fill the queue, and those who keep the groups.
_TOLD = ("farde: Manage thesaurus", "Plone Site Setup: Users and Groups")


@dataclass(frozen=True)
class Unread:
    """A team whose queue nobody reads, by its title ("" for the whole centre's)."""

    team: str
    dossiers: int


def may_be_told() -> bool:
    """Tell whether the signed-in user can do something about it."""
    portal = api.portal.get()
    return any(api.user.has_permission(one, obj=portal) for one in _TOLD)


def unread() -> list[Unread]:
    """Return the teams that dossiers count on and that have no supervisor."""
    counts: Counter[str] = Counter()
    kept, silent = access.memberships(), set(_without_anybody())
    for principal in silent:
        for circle in kept.circles_of(principal):
            if function_of(circle) == SUPERVISOR and kept.principals_in(circle) <= silent:
                counts[principal] += 1
    return [Unread(_title(one), count) for one, count in sorted(counts.items())]


def _without_anybody() -> Iterator[str]:
    for principal in access.memberships().principals():
        supervising = principal == SUPERVISORS or supervised_team(principal)
        if supervising and not users_behind([principal]):
            yield principal


def _title(principal: str) -> str:
    team = supervised_team(principal)
    group = api.group.get(groupname=team) if team else None
    return (group.getProperty("title") if group is not None else "") or team
