"""Grounds, obstacles and what is read, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from plone import api

from farde.access import causes, explaining
from farde.access.explaining import Ground, Obstacle
from farde.access.matrix import Matrix
from farde.core.clock import CENTRE_TIME
from farde.core.days import day_and_hour, short_day
from farde.core.i18n import _
from farde.core.people import display_name

OBSTACLES = {
    explaining.DENIED: _("why_not_denied", default="Écarté nommément de ce dossier"),
    explaining.PROTECTED: _(
        "why_not_protected",
        default="Dossier protégé : seuls les lecteurs désignés y ont accès",
    ),
    explaining.TOLD: _(
        "why_not_told", default="Averti par un signal, ce qui n'ouvre pas le dossier"
    ),
    explaining.PIECES: _("why_not_pieces", default="Lit certaines pièces, pas le dossier"),
    explaining.NOTE: _(
        "why_not_note",
        default="Confidence (C3) : lue par son auteur et par ceux à qui il la montre",
    ),
    explaining.CLASS: _(
        "why_not_class", default="Les documents de cette classe ne sont pas lus à ce titre"
    ),
    explaining.TYPE: _("why_not_type", default="Ce type de document ne concerne pas le service"),
    explaining.STATE: _("why_not_state", default="L'état du dossier ne l'ouvre pas à ce titre"),
    explaining.NONE: _("why_not_none", default="Rien n'ouvre ce dossier à cette personne"),
}
_NARROWED = {
    "frozen": _("why_not_frozen", default="Dossier gelé : fermé à ce titre"),
    "closed": _("why_not_closed", default="Dossier clos : fermé à ce titre"),
}
WHICH = {
    explaining.ALL: _("why_documents_all", default="tous les documents"),
    explaining.TYPES: _("why_documents_types", default="les types qui concernent le service"),
    explaining.OWN: _("why_documents_own", default="ses confidences et celles qu'on lui montre"),
    explaining.NOTHING: _("why_documents_none", default="aucun document"),
}


@dataclass(frozen=True)
class Said:
    """A reason in words; ``span`` says since and until when."""

    id: str
    title: str
    span: tuple = ()
    since: datetime | None = None
    until: datetime | None = None


def because(ground: Ground) -> Said:
    """Return why somebody sees, in words."""
    return Said(ground.cause, _cause(ground), tuple(_span(ground)), ground.since, ground.until)


def why_not(obstacle: Obstacle, state: str = "") -> Said:
    """Return why somebody does not see, in words; ``state`` is that of the dossier."""
    if obstacle.kind == explaining.NARROWED:
        return Said(obstacle.kind, _NARROWED.get(state, OBSTACLES[explaining.STATE]))
    if obstacle.kind == explaining.PLANNED:
        title = _("why_not_planned", default="Accès prévu le ${day}", mapping=_when(obstacle.at))
        return Said(obstacle.kind, title, since=obstacle.at)
    if obstacle.kind == explaining.ENDED:
        title = _("why_not_ended", default="Accès terminé le ${day}", mapping=_when(obstacle.at))
        return Said(obstacle.kind, title, until=obstacle.at)
    return Said(obstacle.kind, OBSTACLES[obstacle.kind])


def principal_name(principal: str) -> str:
    """Return what a user, a site group or the supervisors of a team are called."""
    group, _colon, team = principal.partition(":")
    if team:
        return f"{_group_title(group)} ({_group_title(team)})"
    return _group_title(principal) if is_group(principal) else display_name(principal)


def is_group(principal: str) -> bool:
    """Tell whether a principal is a site group, or the supervisors of a team."""
    name = principal.partition(":")[0]
    return api.portal.get_tool("portal_groups").getGroupById(name) is not None


def members_of(principal: str) -> int:
    """Return how many users a site group has; nobody is looked up one by one."""
    group, _colon, team = principal.partition(":")
    found = _member_ids(group)
    return len(found & _member_ids(team)) if team else len(found)


def documents(grounds: Iterable[Ground], table: Matrix) -> list[tuple[str, str]]:
    """Return which documents these grounds open, by the matrix: classes together, in words."""
    functions = [ground.function for ground in grounds if explaining.opens_dossier(ground.function)]
    found: dict[str, list[str]] = {}
    for class_, which in explaining.documents_read(functions, table).items():
        found.setdefault(which, []).append(class_.upper())
    return [(", ".join(classes), which) for which, classes in found.items()]


def services_of(grounds: Iterable[Ground]) -> set[str]:
    """Return the services for which these grounds hold."""
    return {explaining.service_of(ground.function) for ground in grounds} - {""}


def _cause(ground: Ground):
    kind, service = causes.kind_of(ground.cause), {"service": principal_name(ground.principal)}
    if kind == causes.kind_of(causes.stand_in("")):
        name = display_name(causes.subject_of(ground.cause))
        return _("why_stand_in", default="Remplace ${name}", mapping={"name": name})
    if kind == causes.kind_of(causes.ticket("")):
        if ground.until is not None:
            return _("why_ticket_over", default="Ticket confié à ${service}, clos", mapping=service)
        return _("why_ticket", default="Ticket confié à ${service}, encore ouvert", mapping=service)
    if kind == causes.kind_of(causes.signal("")):
        return _("why_signal", default="Signal adressé à ${service}", mapping=service)
    if kind == explaining.DIRECT:
        return _("why_direct", default="Rôle donné hors des cercles (${service})", mapping=service)
    return causes.words(ground.cause, ground.function)


def _span(ground: Ground) -> Iterable:
    if ground.since is not None:
        yield _("why_since", default="depuis le ${day}", mapping=_when(ground.since))
    if ground.until is not None:
        until = _last(ground.until)
        yield _("why_until", default="jusqu'au ${day}", mapping={"day": until})


def _when(at: datetime | None) -> dict[str, str]:
    if at is None:
        return {"day": ""}
    local = at.astimezone(CENTRE_TIME)
    return {"day": short_day(local.date()) if _midnight(local) else day_and_hour(local)}


def _last(until: datetime) -> str:
    """The end itself is outside: what ends at midnight was there the day before."""
    local = until.astimezone(CENTRE_TIME)
    return (
        short_day((local - timedelta(days=1)).date()) if _midnight(local) else day_and_hour(local)
    )


def _midnight(local: datetime) -> bool:
    return (local.hour, local.minute) == (0, 0)


def _group_title(name: str) -> str:
    group = api.portal.get_tool("portal_groups").getGroupById(name)
    return (group.getProperty("title", "") if group is not None else "") or name


def _member_ids(name: str) -> set[str]:
    group = api.portal.get_tool("portal_groups").getGroupById(name)
    return set(group.getGroupMemberIds()) if group is not None else set()
