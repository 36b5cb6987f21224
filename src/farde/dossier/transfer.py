"""Transfers: dossiers go to another caseworker, now or from a day on.

Only memberships change. No dossier and no document is woken, and the catalogue learns nothing:
who holds a dossier is asked of the memberships.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from plone import api

from farde.access import causes
from farde.access import operations as access
from farde.access.circles import Membership, circle_id, dossier_of
from farde.core import clock, days
from farde.core.errors import Refusal, Refusals
from farde.core.visitor import current_user_id
from farde.dossier import holders
from farde.dossier.errors import (
    CaseworkerShutOut,
    EmptySelection,
    PastDay,
    SameCaseworker,
    UnknownCaseworker,
    UnknownDossier,
    UnknownPlan,
)
from farde.dossier.holders import CASEWORKER, SUPERVISOR
from farde.dossier.operations import CASEWORKERS


@dataclass(frozen=True)
class Transfer:
    """A dossier goes from one caseworker ("" for nobody) to another, at an instant."""

    dossier_uid: str
    number: str
    from_user: str
    to_user: str
    at: datetime


def transfer(
    dossier_uids: Iterable[str], to_user: str, at: datetime | None = None
) -> list[Transfer]:
    """Hand dossiers to a caseworker, now or from an instant on: all of them, or none.

    Raises what ``prepare`` raises.
    """
    prepared = prepare(dossier_uids, to_user, at)
    holders.assign_all([one.dossier_uid for one in prepared], to_user, at)
    return prepared


def transfer_all(from_user: str, to_user: str, at: datetime | None = None) -> list[Transfer]:
    """Hand over every dossier of a caseworker that the signed-in user supervises."""
    return transfer(held_by(from_user, at), to_user, at)


def prepare(
    dossier_uids: Iterable[str], to_user: str, at: datetime | None = None
) -> list[Transfer]:
    """Return what a transfer would do, and change nothing.

    Raises UnknownDossier for what the signed-in user does not supervise, and EmptySelection,
    UnknownCaseworker, PastDay, SameCaseworker or CaseworkerShutOut, all of them at once.
    """
    uids = list(dict.fromkeys(dossier_uids))
    if not supervised().issuperset(uids):
        raise UnknownDossier("dossiers")
    numbers = numbers_of(uids)
    before = access.holders(uids, CASEWORKER, at)
    refusals = [*_refused_order(uids, to_user, at), *_refused_dossiers(numbers, before, to_user)]
    if refusals:
        raise refusals[0] if len(refusals) == 1 else Refusals(refusals)
    when = at or clock.now()
    return [Transfer(uid, numbers[uid], before.get(uid, ""), to_user, when) for uid in uids]


def beginning(day: date | None) -> datetime | None:
    """Return when a transfer of that day begins: None for now, which today and no day mean.

    Raises PastDay.
    """
    if day is None or day == clock.today():
        return None
    if day < clock.today():
        raise PastDay
    return days.start_of(day)


def planned() -> list[Transfer]:
    """Return the transfers to come of dossiers that the signed-in user supervises, in order."""
    now, uids = clock.now(), supervised()
    plans = [(uid, *plan) for uid in uids for plan in _plans(uid, now)]
    numbers = numbers_of({uid for uid, *_ in plans})
    found = [
        Transfer(uid, numbers[uid], before.principal if before else "", member.principal, at)
        for uid, before, member, at in plans
        if uid in numbers
    ]
    return sorted(found, key=lambda one: (one.at, one.to_user, one.number))


def cancel(dossier_uids: Iterable[str], at: datetime) -> int:
    """Take back the transfers planned for an instant, and what was planned after them.

    Returns how many dossiers stay where they are; raises UnknownPlan when there is none.
    """
    now, mine = clock.now(), supervised()
    plans = {
        uid: before
        for uid in set(dossier_uids) & mine
        for before, _member, since in _plans(uid, now)
        if since == at
    }
    if not plans:
        raise UnknownPlan
    for uid, before in plans.items():
        begins = before.since if before and before.since and before.since > now else None
        holders.assign_caseworker(uid, before.principal if before else "", begins)
    return len(plans)


def supervised() -> set[str]:
    """Return the UIDs of the dossiers that the signed-in user supervises now."""
    mine = f":{SUPERVISOR}"
    return {
        dossier_of(circle)
        for circle in access.circles_for(current_user_id())
        if circle.endswith(mine)
    }


def held_by(user_id: str, at: datetime | None = None) -> list[str]:
    """Return the dossiers of a caseworker ("" for those without one) that the user supervises."""
    mine = supervised()
    if not user_id:
        return sorted(mine - access.holders(mine, CASEWORKER, at).keys())
    return [uid for uid in access.held_by(user_id, CASEWORKER, at) if uid in mine]


def uids_of(names: Iterable[str]) -> list[str]:
    """Return the UIDs of dossiers given by number or UID; raises UnknownDossier."""
    wanted = [name.strip() for name in names if name.strip()]
    by_number = {brain.getId: brain.UID for brain in _brains(getId=wanted)} if wanted else {}
    by_uid = {uid: uid for uid in numbers_of(wanted)}
    known = by_uid | by_number
    if not known.keys() >= set(wanted):
        raise UnknownDossier("dossiers")
    return [known[name] for name in wanted]


def numbers_of(dossier_uids: Iterable[str]) -> dict[str, str]:
    """Return the numbers of dossiers by their UIDs, off the catalogue."""
    uids = list(dossier_uids)
    return {brain.UID: brain.getId for brain in _brains(UID=uids)} if uids else {}


def held_counts() -> Counter[str]:
    """Return how many dossiers each caseworker holds of those that the signed-in user supervises.

    Those that nobody holds are under "".
    """
    mine = supervised()
    held = Counter(access.holders(mine, CASEWORKER).values())
    held[""] = len(mine) - held.total()
    return held


def loads() -> dict[str, int]:
    """Return, by caseworker of the centre, how many dossiers they hold now.

    Dossiers that the signed-in user may not know of are not counted.
    """
    hidden = access.limits().closed_to(current_user_id())
    return {user: len(set(access.held_by(user)) - hidden) for user in caseworkers()}


def caseworkers() -> list[str]:
    """Return the caseworkers of the centre."""
    group = api.portal.get_tool("portal_groups").getGroupById(CASEWORKERS)
    return sorted(group.getGroupMemberIds()) if group is not None else []


def _refused_order(uids: list[str], to_user: str, at: datetime | None) -> list[Refusal]:
    refused = []
    if not uids:
        refused.append(EmptySelection())
    if CASEWORKERS not in access.site_groups(to_user):
        refused.append(UnknownCaseworker())
    if at is not None and at <= clock.now():
        refused.append(PastDay())
    return refused


def _refused_dossiers(numbers: dict[str, str], before: dict, to_user: str) -> list[Refusal]:
    same = [number for uid, number in numbers.items() if before.get(uid) == to_user]
    limits = access.limits()
    closed = [number for uid, number in numbers.items() if limits.shut_out(uid, to_user)]
    refused: list[Refusal] = [SameCaseworker(numbers=_some(same))] if same else []
    return refused + ([CaseworkerShutOut(numbers=_some(closed))] if closed else [])


def _some(numbers: list[str], limit: int = 5) -> str:
    shown = ", ".join(sorted(numbers)[:limit])
    return f"{shown}, …" if len(numbers) > limit else shown


def _plans(uid: str, now: datetime) -> Iterable[tuple[Membership | None, Membership, datetime]]:
    """Yield the changes of caseworker to come: who was before, who comes, and when."""
    members = [
        member
        for member in access.memberships().of_circle(circle_id(uid, CASEWORKER))
        if member.cause == causes.HOLDER and not member.over(now)
    ]
    for member in members:
        if member.since is not None and member.since > now:
            before = next((one for one in members if one.until == member.since), None)
            yield before, member, member.since


def _brains(**query: object):
    return api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type="Dossier", **query
    )
