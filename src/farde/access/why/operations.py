"""The verbs: explain to whoever may ask why somebody sees, who sees, and what somebody sees."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from plone import api

from farde.access import causes, explaining
from farde.access import operations as access
from farde.access.audience import oversees
from farde.access.circles import Membership, dossier_of, function_of, is_circle
from farde.access.explaining import Explanation, Ground
from farde.access.interfaces import IExplained
from farde.access.journal import agents
from farde.access.roles import rights
from farde.access.teams import with_supervision
from farde.access.why import facts
from farde.access.why.errors import NotYoursToAsk, SeveralColleagues, UnknownColleague
from farde.core import clock
from farde.core.visitor import current_user_id

_EXPLAIN, _PROTECT = "farde: Explain access", "farde: Protect dossier"


@dataclass(frozen=True)
class Insight:
    """A principal who sees a place now, and why."""

    principal: str
    grounds: tuple[Ground, ...]


def may_explain(content: IExplained) -> bool:
    """Tell whether the signed-in user may ask who else sees a place, or what others see."""
    return bool(api.user.has_permission(_EXPLAIN, obj=content))


def may_know(content: IExplained) -> bool:
    """Tell whether the signed-in user may know that a place exists: who views or explains it."""
    dossier_uid = facts.place_of(content).dossier_uid
    if current_user_id() in access.limits().denied(dossier_uid):
        return False
    return may_explain(content) or bool(api.user.has_permission("View", obj=content))


def may_ask_about_colleagues() -> bool:
    """Tell whether the signed-in user may ask what colleagues see, if only of some dossiers."""
    return oversees() or bool(_explained())


def asked_about(text: str, may_ask: bool) -> str:
    """Return who is asked about, by user id or name; without words, who asks.

    Raises NotYoursToAsk, UnknownColleague and SeveralColleagues.
    """
    if text in ("", current_user_id()):
        return current_user_id()
    if not may_ask:
        raise NotYoursToAsk
    found = agents.matching(text)
    if not found:
        raise UnknownColleague
    if len(found) > 1:
        raise SeveralColleagues(found)
    return found[0].id


def explain(content: IExplained, user_id: str) -> Explanation:
    """Say why a user sees a place, as far as the signed-in user may know."""
    place = facts.place_of(content)
    rules = {"limits": access.limits(), "table": rights(), "at": clock.now()}
    found = explaining.explain(facts.someone(user_id), _held(user_id), place, **rules)
    return found if _candid(content, place.dossier_uid) else found.discreet()


def insights(content: IExplained) -> list[Insight]:
    """Return who sees a place now: people one by one, site groups as such, with their grounds."""
    place, at = facts.place_of(content), clock.now()
    found = defaultdict(list)
    for member in _members(place.openers):
        if member.live(at) and _passes(member, at):
            found[member.principal].append(Ground.of(member))
    for principal in place.openers:
        if not is_circle(principal):
            found[principal].append(Ground(explaining.DIRECT, "", principal))
    return [Insight(who, tuple(grounds)) for who, grounds in sorted(found.items())]


def denied(content: IExplained) -> list[str]:
    """Return who is kept out of a place by name; nobody for whom that is a secret."""
    dossier_uid = facts.place_of(content).dossier_uid
    return sorted(access.limits().denied(dossier_uid)) if _candid(content, dossier_uid) else []


def seen_by(user_id: str) -> dict[str, tuple[Ground, ...]]:
    """Return the dossiers that a user sees, or sees pieces of, by UID, with the grounds.

    Whoever asks about a colleague is told of the dossiers that they may explain; of personal
    notes, whoever oversees and their author alone.
    """
    everything = oversees() or user_id == current_user_id()
    known = _explained() if not everything else None
    found = defaultdict(list)
    for member in access.causes_for(user_id):
        uid, function = dossier_of(member.circle), function_of(member.circle)
        if known is None or (uid in known and not function.startswith("note-")):
            found[uid].append(Ground.of(member))
    return {uid: tuple(dict.fromkeys(grounds)) for uid, grounds in found.items()}


def numbered(uids: Iterable[str]) -> list:
    """Return brains of dossiers in the order of their numbers, also of those not viewed."""
    catalog = api.portal.get_tool("portal_catalog")
    wanted = list(uids)
    return catalog.unrestrictedSearchResults(UID=wanted, sort_on="getId") if wanted else []


def _candid(content, dossier_uid: str) -> bool:
    """Whether deny list and protection may be told: who oversees, is named, or keeps them."""
    named = access.limits().named(dossier_uid) or ()
    return (
        oversees()
        or current_user_id() in named
        or bool(api.user.has_permission(_PROTECT, obj=content))
    )


def _explained() -> set[str]:
    """The dossiers whose people the signed-in user is one of."""
    return {
        dossier_of(group)
        for group in access.current_groups()
        if is_circle(group) and function_of(group) in ("caseworker", "supervisor")
    }


def _held(user_id: str) -> list[Membership]:
    groups = with_supervision(access.site_groups(user_id))
    return list(access.plugin().presence.held(user_id, groups, clock.now()))


def _members(openers: Iterable[str]) -> Iterable[Membership]:
    at = clock.now()
    for circle in filter(is_circle, openers):
        for member in access.memberships().of_circle(circle):
            yield member
            if member.cause == causes.HOLDER:
                yield from _stand_ins(member, at)


def _stand_ins(member: Membership, at) -> Iterable[Membership]:
    for absence in access.absences().of_absent(member.principal):
        if member.live(at) and absence.live(at):
            cause = causes.stand_in(absence.absent)
            yield Membership(member.circle, absence.stand_in, cause, absence.until, absence.since)


def _passes(member: Membership, at) -> bool:
    """Whether limits leave a membership in force; a group is kept out where names are asked."""
    return access.limits().pass_(member.circle, member.principal, at)
