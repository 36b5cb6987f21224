"""Whom signals and tickets are for: roles, resolved when read, so that they follow people."""

from farde.access import operations as access
from farde.access.circles import circle_id, is_circle
from farde.core.i18n import _
from farde.thesaurus.vocabularies import SERVICE_TITLES
from farde.tickets.errors import UnknownRole

_SERVICE = "service:"

#: Roles held in the dossier itself, through its circles.
CIRCLE_TITLES = {
    "caseworker": _("role_caseworker", default="AS titulaire"),
    "supervisor": _("role_supervisor", default="AS en chef"),
    "referent": _("role_referent", default="Référent"),
}

ROLE_TITLES = CIRCLE_TITLES | {f"{_SERVICE}{id}": title for id, title in SERVICE_TITLES.items()}


def checked(role: str) -> str:
    """Return the role; raises UnknownRole when there is no such role."""
    if role not in ROLE_TITLES:
        raise UnknownRole
    return role


def service_of(role: str) -> str:
    """Return the site group of a service's role, or "" for a role of the dossier."""
    return role.removeprefix(_SERVICE) if role.startswith(_SERVICE) else ""


def addressee(role: str, dossier_uid: str) -> str:
    """Return what the catalogue lists under: the dossier's circle, or the service."""
    return role if service_of(role) else circle_id(dossier_uid, role)


def principal(role: str, dossier_uid: str) -> str:
    """Return the group that works on it: the dossier's circle, or the service's site group."""
    return service_of(role) or circle_id(dossier_uid, role)


def my_circles() -> list[str]:
    """Return the circles of the signed-in user."""
    return [group for group in access.current_groups() if is_circle(group)]


def my_services() -> list[str]:
    """Return the services of the signed-in user, as roles."""
    return [f"{_SERVICE}{group}" for group in access.current_groups() if group in access.SERVICES]
