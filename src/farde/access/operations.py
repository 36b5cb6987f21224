"""The verbs of access: give and end memberships, note absences, ask who is in and why."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from AccessControl import getSecurityManager
from Acquisition import aq_base
from plone import api
from zope.event import notify

from farde.access import causes
from farde.access.absences import Absence, Absences
from farde.access.circles import (
    Membership,
    Memberships,
    circle_id,
    dossier_of,
    function_of,
    is_circle,
)
from farde.access.events import AccessChanged
from farde.access.limits import Limits
from farde.access.plugin import PLUGIN_ID, CirclesPlugin
from farde.access.settings import setting
from farde.access.teams import with_supervision
from farde.core import clock, ids


def plugin() -> CirclesPlugin:
    """Return the site's plugin, which keeps the registers of the room."""
    return api.portal.get()["acl_users"][PLUGIN_ID]


def memberships() -> Memberships:
    """Return the site's memberships."""
    return plugin().memberships


def absences() -> Absences:
    """Return the site's absences."""
    return plugin().absences


def limits() -> Limits:
    """Return the site's deny lists, protected and narrowed dossiers."""
    return plugin().limits


def join(
    dossier_uid: str,
    function: str,
    principal: str,
    cause: str,
    *,
    until: datetime | None = None,
    since: datetime | None = None,
) -> None:
    """Put a user or site group in a dossier's circle for a cause; touches no content."""
    circle = circle_id(dossier_uid, function)
    memberships().sweep(circle, clock.now())
    memberships().grant(Membership(circle, principal, cause, until, since))
    given = AccessChanged(
        "given", dossier_uid, principal, function, cause, since=since, until=until
    )
    notify(given)


def leave(dossier_uid: str, function: str, cause: str, principal: str | None = None) -> None:
    """End a cause in a dossier's circle; other causes of the same people stand."""
    for member in memberships().revoke(circle_id(dossier_uid, function), cause, principal):
        notify(AccessChanged("ended", dossier_uid, member.principal, function, cause))


def leave_later(dossier_uid: str, function: str, cause: str, principal: str) -> None:
    """End a cause after the days of grace that the settings give."""
    days = setting("grace_days")
    if not days:
        leave(dossier_uid, function, cause, principal)
        return
    until = clock.now() + timedelta(days=days)
    memberships().grant(Membership(circle_id(dossier_uid, function), principal, cause, until))
    notify(AccessChanged("ended", dossier_uid, principal, function, cause, since=until))


def hand_over(
    dossier_uids: Iterable[str],
    function: str,
    cause: str,
    principals: Iterable[str],
    at: datetime | None = None,
) -> set[str]:
    """Let these principals alone hold a cause in the circles of dossiers, now or from then on.

    Returns the dossiers for which that changed anything.
    """
    wanted, lookups = set(principals), memberships()
    circles = {circle_id(uid, function): uid for uid in dossier_uids}
    return {uid for circle, uid in circles.items() if _succeed(lookups, circle, cause, wanted, at)}


def _succeed(
    lookups: Memberships, circle: str, cause: str, wanted: set[str], at: datetime | None
) -> bool:
    dossier_uid, function = dossier_of(circle), function_of(circle)
    before = lookups.succeed(circle, cause, wanted, at)
    if before is None:
        return False
    for change, principal, previous in _changes(before, wanted):
        notify(
            AccessChanged(
                change, dossier_uid, principal, function, cause, previous=previous, since=at
            )
        )
    return True


def holder(dossier_uid: str, function: str) -> str:
    """Return the user who holds a function in a dossier now, or "" """
    return next(iter(holders([dossier_uid], function).values()), "")


def holders(
    dossier_uids: Iterable[str], function: str, at: datetime | None = None
) -> dict[str, str]:
    """Return, by dossier, the user who holds a function now, or at another instant.

    Dossiers without one are left out.
    """
    at, lookups = at or clock.now(), memberships()
    return {
        uid: member.principal
        for uid in dossier_uids
        for member in lookups.of_circle(circle_id(uid, function))
        if member.cause == causes.HOLDER and member.live(at)
    }


def held_by(user_id: str, function: str = "caseworker", at: datetime | None = None) -> list[str]:
    """Return the UIDs of the dossiers in which a user holds a function now, or at an instant."""
    at = at or clock.now()
    return [
        dossier_of(member.circle)
        for member in memberships().of_principal(user_id)
        if member.cause == causes.HOLDER
        and function_of(member.circle) == function
        and member.live(at)
    ]


def principals(dossier_uid: str, function: str) -> set[str]:
    """Return the users and site groups now in a dossier's circle."""
    return memberships().principals_in(circle_id(dossier_uid, function))


def members(dossier_uid: str, function: str) -> list[Membership]:
    """Return the memberships that hold now in a dossier's circle."""
    at = clock.now()
    found = memberships().of_circle(circle_id(dossier_uid, function))
    return [member for member in found if member.live(at)]


def note_absence(absent: str, stand_in: str, since: datetime, until: datetime) -> Absence:
    """Let a colleague stand in for someone, for all they hold or are given meanwhile.

    With "" nobody does, and nothing opens: what waits is the team's.
    """
    absence = Absence(ids.opaque_id("absence"), absent, stand_in, since, until)
    absences().note(absence)
    if stand_in:
        cause = causes.stand_in(absent)
        notify(AccessChanged("given", "", stand_in, "", cause, since=since, until=until))
    return absence


def end_absence(absence_id: str) -> None:
    """Take an absence back; what the stand-in saw through it closes at once."""
    absence = absences().close(absence_id, clock.now())
    if absence is not None and absence.stand_in:
        cause = causes.stand_in(absence.absent)
        notify(AccessChanged("ended", "", absence.stand_in, "", cause))


def causes_for(user_id: str, dossier_uid: str = "") -> list[Membership]:
    """Return the live memberships that let a user into a dossier, or into all of theirs."""
    groups = with_supervision(site_groups(user_id))
    live = plugin().presence.causes(user_id, groups, clock.now())
    return [m for m in live if dossier_uid in ("", dossier_of(m.circle))]


def circles_for(user_id: str) -> tuple[str, ...]:
    """Return the circles a user is in now, after the limits; remembered while nothing changes."""
    groups = with_supervision(site_groups(user_id))
    return plugin().presence.circles_of(user_id, groups, clock.now())


def causes_of(user_id: str, dossier_uid: str) -> str:
    """Return the causes for which a user is in a dossier as the journal keeps them, or "" """
    return " ".join(sorted({member.cause for member in causes_for(user_id, dossier_uid)}))


def shut_out(user_id: str, dossier_uid: str) -> bool:
    """Tell whether a user may not know of a dossier: denied, or protected without their name."""
    return limits().shut_out(dossier_uid, user_id)


def site_groups(user_id: str) -> list[str]:
    """Return the site groups of a user, without circles; none for somebody unknown."""
    acl_users = api.portal.get().acl_users
    user = acl_users.getUserById(user_id)
    if user is None:
        return []
    return [group for group in user.getGroups() if not is_circle(group)]


def current_groups() -> list[str]:
    """Return the site groups and circles of the signed-in user; none for anybody else."""
    user = getSecurityManager().getUser()
    # Without aq_base, a user of Zope itself would acquire the groups of the whole site.
    return list(user.getGroups()) if hasattr(aq_base(user), "getGroups") else []


def _changes(before: set[str], wanted: set[str]) -> list[tuple[str, str, str]]:
    """What a hand-over changes: given or ended, for whom, and from whom they took over."""
    gained, lost = sorted(wanted - before), sorted(before - wanted)
    if len(gained) == len(lost) == 1:
        return [("given", *gained, *lost)]
    given = [("given", one, "") for one in gained]
    ended = [("ended", one, "") for one in lost]
    # Neither: the same people, whose end was taken back.
    return given + ended or [("given", one, "") for one in sorted(wanted)]
