"""The team's queue: what waits for somebody who does not answer, so that nothing is ever silent.

Nobody answers where a dossier has no caseworker, where they or the referent are away and no
stand-in is there, where their account is gone or kept out of the dossier, where a service has
nobody in it or nobody whom the dossier lets in, or where a rule names a role that there is not.
All of that is worked out when the queue is read: nothing is re-indexed when people come and go,
and what is answered for again leaves the queue by itself.
"""

from collections.abc import Iterable, Iterator

from plone import api

from farde.access import operations as access
from farde.access.circles import circle_id, dossier_of, function_of
from farde.access.roles import SERVICES, service_function
from farde.access.teams import SUPERVISORS
from farde.core import clock
from farde.core.visitor import current_user_id
from farde.dossier.holders import CASEWORKER, REFERENT
from farde.dossier.operations import CASEWORKERS, REFERENTS
from farde.dossier.transfer import supervised
from farde.tickets import roles

#: Who can answer for a function: the site groups whose members may open the inbox for it.
_ANSWERING = {CASEWORKER: (CASEWORKERS, SUPERVISORS), REFERENT: (REFERENTS,)}


def addressees() -> list[str]:
    """Return what nobody else answers for, as the catalogue lists it, for the signed-in user.

    Empty for who supervises nothing. The catalogue still weighs the circles: a supervisor is
    shown the items of their own dossiers alone.
    """
    mine = supervised()
    if not mine:
        return []
    limited = access.limits().limited(mine)
    return [
        *(circle_id(uid, CASEWORKER) for uid in sorted(_unanswered(mine, CASEWORKER, limited))),
        *(circle_id(uid, REFERENT) for uid in sorted(_unanswered(mine, REFERENT, limited))),
        *_silent_services(limited),
        roles.NOBODY,
    ]


def is_asked(role: str, dossier_uid: str) -> bool:
    """Tell whether the signed-in supervisor is asked, since nobody else of this role answers."""
    return not set(roles.addressees(role, dossier_uid)).isdisjoint(addressees())


def _unanswered(dossier_uids: set[str], function: str, limited: set[str]) -> set[str]:
    """The dossiers in which nobody does the work of a function now."""
    answering = _Answering(function)
    doubtful = dossier_uids & {*answering.doubtful(), *limited}
    holders = access.holders(doubtful, function)
    vacant = doubtful - holders.keys()
    if function == REFERENT:
        # Without a referent, the service of referents is asked: that is not silence.
        vacant = {*_closed_to(_those_there(REFERENTS), REFERENTS, vacant & limited)}
    return vacant | {uid for uid, user in holders.items() if not answering.of(user, uid)}


def _silent_services(limited: set[str]) -> Iterator[str]:
    """The services in which nobody is there, and those that certain dossiers let nobody in of."""
    for service in SERVICES:
        role, people = f"service:{service}", _those_there(service)
        if not people:
            yield role
            continue
        for uid in _closed_to(people, service, limited):
            yield roles.in_dossier(role, uid)


def _closed_to(people: Iterable[str], service: str, dossier_uids: Iterable[str]) -> list[str]:
    function = service_function(service)
    return [uid for uid in sorted(dossier_uids) if not _let_in(people, uid, function)]


def _let_in(people: Iterable[str], dossier_uid: str, function: str) -> bool:
    """Tell whether a dossier is open to any of these people for a function."""
    limits, circle, now = access.limits(), circle_id(dossier_uid, function), clock.now()
    return any(limits.pass_(circle, one, now) for one in people)


class _Answering:
    """Who answers for whom at this moment; each person is asked about once."""

    def __init__(self, function: str) -> None:
        self.function = function
        self.people = {one for group in _ANSWERING[function] for one in _members(group)}
        self.known: dict[str, list[str]] = {}

    def doubtful(self) -> set[str]:
        """The dossiers to look at one by one: by people, since those who are there are most."""
        groups = {*api.portal.get_tool("portal_groups").listGroupIds()}
        holders = (one for one in access.memberships().principals() if one not in groups)
        gone = (one for one in holders if one not in self.people and ":" not in one)
        away = (one for one in self.people if _stand_ins(one) is not None)
        held = {uid for one in (*gone, *away) for uid in access.held_by(one, self.function)}
        return held | _answered_by_supervisors(self.function)

    def of(self, user_id: str, dossier_uid: str) -> bool:
        """Tell whether the holder, or a stand-in who is there, may open the dossier."""
        if user_id not in self.known:
            self.known[user_id] = self._there(user_id)
        return _let_in(self.known[user_id], dossier_uid, self.function)

    def _there(self, user_id: str) -> list[str]:
        if user_id not in self.people:
            return []
        away = _stand_ins(user_id)
        found = [user_id] if away is None else away
        return [one for one in found if one == user_id or _is_there(one)]


def _answered_by_supervisors(function: str) -> set[str]:
    """The dossiers in which the signed-in supervisor is asked for want of a holder."""
    circles = access.circles_for(current_user_id())
    return {dossier_of(circle) for circle in circles if function_of(circle) == function}


def _those_there(service: str) -> list[str]:
    """The people of a service who are not away."""
    return [member for member in _members(service) if _is_there(member)]


def _is_there(user_id: str) -> bool:
    return bool(user_id) and _stand_ins(user_id) is None and bool(access.site_groups(user_id))


def _stand_ins(user_id: str) -> list[str] | None:
    """Return who stands in for somebody who is away, None for somebody who is there."""
    now = clock.now()
    live = [one for one in access.absences().of_absent(user_id) if one.live(now)]
    return [one.stand_in for one in live if one.stand_in] if live else None


def _members(group_id: str) -> Iterable[str]:
    group = api.portal.get_tool("portal_groups").getGroupById(group_id)
    return group.getGroupMemberIds() if group is not None else ()
