"""Break-glass: a dossier opened to one person in an emergency, for a time, before witnesses.

Its caseworker, their supervisors and the privacy officers are told at once. A dossier that the
person may not know of is answered as an unknown number; the attempt stands in the journal.
"""

from datetime import timedelta

from AccessControl import getSecurityManager
from plone import api
from zope.annotation.interfaces import IAnnotations

from farde.access import causes
from farde.access import operations as access
from farde.access.audience import PRIVACY_OFFICER, oversees, users_behind, users_with
from farde.access.circles import function_of
from farde.access.journal import actions
from farde.access.journal import operations as journal
from farde.access.journal.chain import Entry, code
from farde.access.protection import READER
from farde.access.settings import setting
from farde.core import clock, days, ids, mail
from farde.core.errors import Refusal, Refusals
from farde.core.visitor import current_user_id
from farde.dossier import errors
from farde.dossier.holders import CASEWORKER, SUPERVISOR
from farde.dossier.journal import dossier_subject
from farde.dossier.openings import Opening, Openings
from farde.dossier.operations import DOSSIERS_ID

_ANNOTATION = "farde.dossier.openings"
#: The page that a mail leads to: everybody's desk shows the notices.
_DESK = "@@home"


def is_offered() -> bool:
    """Tell whether the settings offer break-glass to a role of the signed-in user."""
    roles = set(setting("break_glass_roles") or ())
    return bool(roles.intersection(getSecurityManager().getUser().getRoles()))


def minutes() -> int:
    """Return how long a dossier stays open, in minutes."""
    return setting("break_glass_minutes")


def break_glass(number: str, reason: str) -> Opening:
    """Open a dossier to the signed-in user for the minutes of the settings; tell its people.

    Raises GlassNotOffered, MissingDossier and MissingReason, both at once, AccountOfServer,
    UnknownNumber or AlreadyOpen. Without a reason nothing is looked up.
    """
    if not is_offered():
        raise errors.GlassNotOffered
    number, reason, who = number.strip(), reason.strip(), current_user_id()
    _refuse_blank(number, reason)
    if api.portal.get_tool("acl_users").getUserById(who) is None:
        raise errors.AccountOfServer
    dossier_uid = _known(number, who)
    _refuse_twice(dossier_uid)
    now, told = clock.now(), tuple(sorted(_witnesses(dossier_uid) - {who}))
    until = now + timedelta(minutes=minutes())
    opening = Opening(ids.opaque_id("glass"), dossier_uid, number, who, reason, now, until, told)
    _writable().add(opening)
    access.join(dossier_uid, READER, who, causes.break_glass(opening.id), until=until)
    mail.tell(told, _DESK)
    return opening


def close(opening_id: str) -> Opening:
    """End an opening of the signed-in user before its time; raises UnknownOpening."""
    opening = next((one for one in open_now() if one.id == opening_id), None)
    if opening is None:
        raise errors.UnknownOpening
    _writable().close(opening.id, clock.now())
    access.leave(opening.dossier_uid, READER, causes.break_glass(opening.id), opening.who)
    return opening


def open_now() -> list[Opening]:
    """Return what the signed-in user has open in an emergency now, the newest first."""
    now, who, kept = clock.now(), current_user_id(), openings()
    found = kept.of_user(who) if kept is not None else []
    return [
        one for one in found if kept.live(one, now) and not access.shut_out(who, one.dossier_uid)
    ]


def notices() -> list[Opening]:
    """Return the openings that the signed-in user was told of and has not marked as read."""
    kept, who = openings(), current_user_id()
    found = kept.unread_by(who) if kept is not None else []
    return [one for one in found if _may_know(who, one)]


def mark_read(opening_id: str) -> None:
    """Take a notice off the signed-in user's desk; the register keeps when."""
    if openings() is not None:
        _writable().mark_read(opening_id, current_user_id(), clock.now())


def may_read_reason(opening: Opening) -> bool:
    """Tell whether the signed-in user answers for the dossier today, or watches over all."""
    if oversees():
        return True
    functions = {
        function_of(m.circle) for m in access.causes_for(current_user_id(), opening.dossier_uid)
    }
    return not functions.isdisjoint({CASEWORKER, SUPERVISOR})


def register() -> list[Opening]:
    """Return all openings for the privacy officer, the newest first.

    Those of a dossier from which the officer is barred are left out.
    """
    kept, who = openings(), current_user_id()
    return [one for one in kept or () if not _barred(who, one.dossier_uid)]


def openings() -> Openings | None:
    """Return the site's register of openings, None before the first one."""
    return IAnnotations(api.portal.get()[DOSSIERS_ID]).get(_ANNOTATION)


def _writable() -> Openings:
    # With the dossiers: it stays with them when the product is taken out.
    annotations = IAnnotations(api.portal.get()[DOSSIERS_ID])
    if _ANNOTATION not in annotations:
        annotations[_ANNOTATION] = Openings()
    return annotations[_ANNOTATION]


def _refuse_blank(number: str, reason: str) -> None:
    refusals: list[Refusal] = [] if number else [errors.MissingDossier()]
    refusals += [] if reason else [errors.MissingReason()]
    if refusals:
        raise Refusals(refusals)


def _known(number: str, who: str) -> str:
    dossier = api.portal.get()[DOSSIERS_ID].get(number)
    if dossier is None:
        raise errors.UnknownNumber
    subject = dossier_subject(dossier)
    if access.shut_out(who, subject.uid):
        _note_denied(subject, who)
        raise errors.UnknownNumber
    return subject.uid


def _note_denied(subject, who: str) -> None:
    entry = Entry(
        action=actions.DENIED,
        who=who,
        kind=subject.kind,
        uid=subject.uid,
        dossier_uid=subject.dossier_uid,
        person_id=code(subject.person_id),
        detail=actions.BREAK_GLASS,
    )
    journal.record(entry)


def _refuse_twice(dossier_uid: str) -> None:
    for one in open_now():
        if one.dossier_uid == dossier_uid:
            raise errors.AlreadyOpen(hour=days.hour(one.until))


def _witnesses(dossier_uid: str) -> set[str]:
    """Whoever answers for the dossier today, absent or standing in, and the privacy officers."""
    at = clock.now()
    holders = users_behind(access.principals(dossier_uid, CASEWORKER))
    away = [one for user in holders for one in access.absences().of_absent(user)]
    people = holders | {one.stand_in for one in away if one.live(at)}
    people |= users_behind(access.principals(dossier_uid, SUPERVISOR))
    officers = {one for one in users_with(PRIVACY_OFFICER) if not _barred(one, dossier_uid)}
    return {one for one in people if not access.shut_out(one, dossier_uid)} | officers


def _may_know(who: str, opening: Opening) -> bool:
    if oversees():
        return not _barred(who, opening.dossier_uid)
    return not access.shut_out(who, opening.dossier_uid)


def _barred(user_id: str, dossier_uid: str) -> bool:
    """A deny list names also those who otherwise watch over protected dossiers."""
    return user_id in access.limits().denied(dossier_uid)
