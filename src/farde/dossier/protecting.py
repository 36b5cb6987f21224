"""Protected dossiers (CX), deny lists, and those who read a closed dossier by name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plone import api

from farde.access import causes, protection
from farde.access import operations as access
from farde.access.circles import Membership, circle_id
from farde.access.protection import READER
from farde.core import clock, days
from farde.core.people import display_name
from farde.core.visitor import current_user_id
from farde.dossier import transfer
from farde.dossier.errors import MissingDossier, PastDay, UnknownDossier
from farde.dossier.holders import CASEWORKER
from farde.dossier.protecting_errors import (
    DeniedReader,
    NobodyNamed,
    NotClosed,
    NotProtected,
    UnknownColleague,
)

PERMISSION = "farde: Protect dossier"


@dataclass(frozen=True)
class ProtectedDossier:
    """A protected dossier by its number, with how many people know of it."""

    number: str
    named: int


def protect(dossier, named: Iterable[str]) -> None:
    """Let these people alone know of a dossier; raises what ``check`` raises."""
    named = list(named)
    check(dossier, named)
    protection.protect(api.content.get_uuid(dossier), named)


def check(dossier, named: Iterable[str]) -> None:
    """Raise NobodyNamed, UnknownColleague or DeniedReader; change nothing."""
    named = list(named)
    if not named:
        raise NobodyNamed
    for user_id in named:
        _refuse_stranger(dossier, user_id)


def unprotect(dossier) -> None:
    """End the protection of a dossier; who works on it sees it again. Raises NotProtected."""
    if named(dossier) is None:
        raise NotProtected
    protection.unprotect(api.content.get_uuid(dossier))


def named(dossier) -> tuple[str, ...] | None:
    """Return who may know of a protected dossier; None when it is not protected."""
    return access.limits().named(api.content.get_uuid(dossier))


def proposed(dossier) -> list[str]:
    """Return whom to name in the first place: the present caseworker."""
    caseworker = access.holder(api.content.get_uuid(dossier), CASEWORKER)
    return [caseworker] if caseworker else []


def deny(dossier, user_id: str) -> None:
    """Keep somebody out of a dossier, whatever gives them access; raises UnknownColleague."""
    _refuse_unknown(user_id)
    protection.deny(api.content.get_uuid(dossier), user_id)


def undeny(dossier, user_id: str) -> None:
    """Take somebody off the deny list; nothing happens to who is not on it."""
    if user_id in denied(dossier):
        protection.undeny(api.content.get_uuid(dossier), user_id)


def denied(dossier) -> set[str]:
    """Return who is kept out of a dossier."""
    return access.limits().denied(api.content.get_uuid(dossier))


def name_reader(dossier, user_id: str, last: date) -> None:
    """Let somebody read a closed dossier until the end of a day.

    Raises NotClosed, UnknownColleague, DeniedReader or PastDay.
    """
    if not names_readers(dossier):
        raise NotClosed
    _refuse_stranger(dossier, user_id)
    if last < clock.today():
        raise PastDay("last")
    protection.name_reader(api.content.get_uuid(dossier), user_id, days.end_of(last))


def unname_reader(dossier, user_id: str) -> None:
    """End what ``name_reader`` gave."""
    protection.unname_reader(api.content.get_uuid(dossier), user_id)


def names_readers(dossier) -> bool:
    """Tell whether readers are named until a day: the dossier is closed, and not protected."""
    return api.content.get_state(dossier, default="") == "closed" and named(dossier) is None


def readers(dossier) -> list[Membership]:
    """Return those who read a dossier by name, the first to end first."""
    circle = circle_id(api.content.get_uuid(dossier), READER)
    now = clock.now()
    found = [
        member
        for member in access.memberships().of_circle(circle)
        if member.cause == causes.NAMED and member.live(now)
    ]
    return sorted(found, key=lambda one: (one.until is None, one.until or now, one.principal))


def shuts_me_out(named: Iterable[str] | None, denied: Iterable[str] = ()) -> bool:
    """Tell whether the signed-in user would lose hold of a dossier with these lists.

    Whoever oversees protection in the whole centre need not be named.
    """
    me = current_user_id()
    return me in denied or (named is not None and me not in named and not oversees())


def oversees() -> bool:
    """Tell whether the signed-in user protects any dossier of the centre: privacy officers."""
    return bool(api.user.has_permission(PERMISSION, obj=api.portal.get()))


def is_kept_from_me(dossier) -> bool:
    """Tell whether the signed-in user is on the deny list, whatever they oversee."""
    return current_user_id() in denied(dossier)


def protected() -> list[ProtectedDossier]:
    """Return the protected dossiers of the centre by number, without those kept from the asker."""
    limits, me = access.limits(), current_user_id()
    numbers = transfer.numbers_of(uid for uid in limits.protected() if me not in limits.denied(uid))
    found = [
        ProtectedDossier(number, len(limits.named(uid) or ())) for uid, number in numbers.items()
    ]
    return sorted(found, key=lambda one: one.number)


def number_of(name: str) -> str:
    """Return the number of a dossier given by number, for whoever oversees protection.

    Raises MissingDossier or UnknownDossier, also for what is kept from the asker.
    """
    if not name:
        raise MissingDossier("number")
    [uid] = transfer.uids_of([name])
    if current_user_id() in access.limits().denied(uid):
        raise UnknownDossier("dossiers")
    return transfer.numbers_of([uid])[uid]


def _refuse_stranger(dossier, user_id: str) -> None:
    _refuse_unknown(user_id)
    if user_id in denied(dossier):
        raise DeniedReader(name=display_name(user_id))


def _refuse_unknown(user_id: str) -> None:
    if not user_id or api.user.get(userid=user_id) is None:
        raise UnknownColleague
