"""Limits as verbs: deny lists, protected dossiers (CX), dossiers narrowed by their state."""

from collections.abc import Iterable
from datetime import datetime

from zope.event import notify

from farde.access import causes
from farde.access.circles import circle_id
from farde.access.events import AccessChanged
from farde.access.operations import join, leave, limits, memberships
from farde.core import clock

#: The circle of those who read a dossier because a person let them: named, in an emergency.
READER = "reader"


def deny(dossier_uid: str, user_id: str) -> None:
    """Keep a user out of a dossier, whatever gives access: a colleague's own file, a relative's."""
    limits().deny(dossier_uid, user_id)
    notify(AccessChanged("denied", dossier_uid, user_id))


def undeny(dossier_uid: str, user_id: str) -> None:
    """Take a user off the deny list of a dossier."""
    limits().undeny(dossier_uid, user_id)
    notify(AccessChanged("undenied", dossier_uid, user_id))


def protect(dossier_uid: str, named: Iterable[str]) -> None:
    """Protect a dossier (CX): only these users see it, or learn that it exists.

    Who is in by another cause keeps it for the day the protection ends.
    """
    named = sorted(set(named))
    _name(dossier_uid, named)
    limits().protect(dossier_uid, named)
    notify(AccessChanged("protected", dossier_uid, ""))


def unprotect(dossier_uid: str) -> None:
    """End the protection; what it had given to its named readers ends with it."""
    _name(dossier_uid, [])
    limits().unprotect(dossier_uid)
    notify(AccessChanged("unprotected", dossier_uid, ""))


def narrow(
    dossier_uid: str,
    functions: Iterable[str],
    since: datetime | None = None,
    meanwhile: Iterable[str] | None = None,
) -> None:
    """From an instant on (now), let only these functions open a dossier; until then, others."""
    limits().narrow(dossier_uid, functions, since or clock.now(), meanwhile)
    notify(AccessChanged("narrowed", dossier_uid, ""))


def widen(dossier_uid: str) -> None:
    """End a narrowing."""
    if limits().narrowed(dossier_uid) is not None:
        limits().widen(dossier_uid)
        notify(AccessChanged("widened", dossier_uid, ""))


def name_reader(dossier_uid: str, user_id: str, until: datetime | None = None) -> None:
    """Let one user read a dossier by name, until an end."""
    join(dossier_uid, READER, user_id, causes.NAMED, until=until)


def unname_reader(dossier_uid: str, user_id: str) -> None:
    """End what ``name_reader`` gave."""
    leave(dossier_uid, READER, causes.NAMED, user_id)


def named_readers(dossier_uid: str) -> set[str]:
    """Return the users who read a dossier by name."""
    at = clock.now()
    return {
        member.principal
        for member in memberships().of_circle(circle_id(dossier_uid, READER))
        if member.cause == causes.NAMED and member.live(at)
    }


def _name(dossier_uid: str, named: list[str]) -> None:
    before = set(limits().named(dossier_uid) or ())
    for user_id in sorted(before - set(named)):
        unname_reader(dossier_uid, user_id)
    # Also who was named until a day: a protection has no end that nobody sees coming.
    for user_id in sorted(set(named) - before):
        name_reader(dossier_uid, user_id)
