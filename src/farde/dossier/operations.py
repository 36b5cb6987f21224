"""The verbs of the room: register a person, open a dossier, name its people, find one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from plone import api
from plone.dexterity.utils import createContentInContainer
from Products.ZCTextIndex.ParseTree import ParseError
from zope.event import notify
from zope.lifecycleevent import modified

from farde.access import causes, protection, roles
from farde.access import operations as access
from farde.access.protection import READER
from farde.access.settings import setting
from farde.core import clock
from farde.core.visitor import current_user_id
from farde.dossier import holders, states
from farde.dossier.errors import InvalidNiss, MissingDossier, UnknownDossier
from farde.dossier.events import CaseworkerChanged
from farde.dossier.niss import normalise

PERSONS_ID = "persons"
DOSSIERS_ID = "dossiers"
CASEWORKERS = "caseworkers"
REFERENTS = "referents"
LEGAL = roles.service_function("legal")


@dataclass(frozen=True)
class DossierHit:
    """What the finder tells of a dossier: enough to choose it, no more."""

    uid: str
    number: str
    beneficiary: str
    birth_year: str


def register_person(**fields: object):
    """Add a person to the registry; raises InvalidNiss."""
    fields["niss"] = normalise(fields.get("niss"))
    registry = api.portal.get()[PERSONS_ID]
    return createContentInContainer(registry, "Person", checkConstraints=False, **fields)


def open_dossier(
    person,
    caseworker: str = "",
    active_ri: bool = False,
    referent: str = "",
    opened_on: date | None = None,
):
    """Open a dossier for a person, today unless told; the event has ``enrol`` fill its circles."""
    return createContentInContainer(
        api.portal.get()[DOSSIERS_ID],
        "Dossier",
        checkConstraints=False,
        beneficiary=person.getId(),
        caseworker=caseworker,
        referent=referent,
        active_ri=active_ri,
        opened_on=opened_on or clock.today(),
    )


def enrol(dossier) -> None:
    """Give a new dossier its circles and the first memberships."""
    uid = api.content.get_uuid(dossier)
    roles.give_dossier_roles(dossier, uid)
    dossier.settle_people()
    person = beneficiary(dossier)
    if person is not None:
        roles.give_person_roles(person, uid)
        person.reindexObjectSecurity()
    dossier.reindexObject()


def name_caseworker(dossier, user_id: str) -> None:
    """Make a user the dossier's caseworker; without one, its supervisors stand in."""
    if holders.assign_caseworker(api.content.get_uuid(dossier), user_id):
        notify(CaseworkerChanged(dossier))


def name_referent(dossier, user_id: str) -> None:
    """Make a user the dossier's referent; without one, a ticket asks the group of referents."""
    holders.assign_referent(api.content.get_uuid(dossier), user_id)


def open_by_state(dossier, state: str) -> None:
    """Let the dossier be open to those whom its state concerns; touches no document."""
    uid = api.content.get_uuid(dossier)
    access.leave(uid, READER, causes.FREEZE)
    access.leave(uid, LEGAL, causes.FREEZE)
    protection.widen(uid)
    if state == "frozen":
        access.join(uid, READER, "privacy", causes.FREEZE)
        access.join(uid, LEGAL, "legal", causes.FREEZE)
        protection.narrow(uid, states.FROZEN_FOR)
    elif state == "closed":
        months = relativedelta(months=setting("closed_months"))
        protection.narrow(uid, states.CLOSED_FOR, clock.now() + months, states.CLOSED_TEAM)


def set_active_ri(dossier, active: bool) -> None:
    """Record whether the dossier has an active revenu d'intégration."""
    dossier.active_ri = active
    modified(dossier)


def beneficiary(dossier):
    """Return the person of a dossier, or None when the registry does not know them."""
    return api.portal.get()[PERSONS_ID].get(dossier.beneficiary or "")


def by_number(number: str):
    """Return the dossier with this number; raises MissingDossier or UnknownDossier."""
    if not (number or "").strip():
        raise MissingDossier
    dossier = api.portal.get()[DOSSIERS_ID].get((number or "").strip())
    if dossier is None or _hidden(api.content.get_uuid(dossier)):
        raise UnknownDossier
    return dossier


def is_concealed(number: str) -> bool:
    """Tell whether there is a dossier of this number that the asker may not know of."""
    dossier = api.portal.get()[DOSSIERS_ID].get(number)
    return dossier is not None and _hidden(api.content.get_uuid(dossier))


def by_uid(uid: str):
    """Return the dossier with this UID; raises UnknownDossier."""
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        UID=uid or "", portal_type="Dossier"
    )
    if not brains:
        raise UnknownDossier
    return brains[0]._unrestrictedGetObject()


def find(query: str, limit: int = 10) -> list[DossierHit]:
    """Find dossiers by number, name or NISS in any spelling, for those who file documents.

    Looks beyond what the asker may read: the caller guards it by the filing permission, and
    only what is needed to choose the right dossier is told.
    """
    return _look_up(api.portal.get_tool("portal_catalog").unrestrictedSearchResults, query, limit)


def find_mine(query: str, limit: int = 10) -> list[DossierHit]:
    """Find dossiers in the same way, among those that the signed-in user sees."""
    return _look_up(api.portal.get_tool("portal_catalog"), query, limit)


def _look_up(search: Callable, query: str, limit: int) -> list[DossierHit]:
    text = _as_lookup(query)
    if not text:
        return []
    hidden = access.limits().closed_to(current_user_id())
    try:
        # A list that is too short by one would tell that there is one more.
        brains = search(
            portal_type="Dossier", lookup=text, sort_on="getId", sort_limit=limit + len(hidden)
        )
    except ParseError:
        return []
    return [_hit(brain) for brain in brains if brain.UID not in hidden][:limit]


def _hidden(uid: str) -> bool:
    """Whoever may not know of a protected dossier does not find it by its number either."""
    return access.shut_out(current_user_id(), uid)


def _hit(brain) -> DossierHit:
    return DossierHit(brain.UID, brain.getId, brain.beneficiary_name or "", brain.birth_year or "")


def _as_lookup(query: str) -> str:
    try:
        digits = normalise(query)
    except InvalidNiss:
        digits = ""
    return digits or " AND ".join(_words(query))


def _words(query: str) -> Iterable[str]:
    cleaned = "".join(c if c.isalnum() or c == "-" else " " for c in query or "")
    for word in cleaned.replace("-", " ").split():
        yield f"{word}*"
