"""Whom signals and tickets are for: roles, resolved when read, so that they follow people."""

from farde.access import operations as access
from farde.access.circles import circle_id, is_circle
from farde.access.roles import SERVICES, service_function, told_function
from farde.core.i18n import _
from farde.dossier.holders import REFERENT
from farde.dossier.operations import REFERENTS
from farde.thesaurus.vocabularies import SERVICE_TITLES
from farde.tickets.errors import UnknownRole

_SERVICE = "service:"
#: What the catalogue lists the work of unknown roles under.
NOBODY = "role:unknown"

#: Roles held in the dossier itself, through its circles.
CIRCLE_TITLES = {
    "caseworker": _("role_caseworker", default="AS titulaire"),
    "supervisor": _("role_supervisor", default="AS en chef"),
    "referent": _("role_referent", default="Référent"),
}

ROLE_TITLES = CIRCLE_TITLES | {f"{_SERVICE}{id}": title for id, title in SERVICE_TITLES.items()}


def checked(role: str) -> str:
    """Return the role; raises UnknownRole when there is no such role."""
    if not is_known(role):
        raise UnknownRole
    return role


def title(role: str):
    """Return what a role is called; one that has gone is told as such."""
    gone = _("role_gone", default="Destinataire disparu (${role})", mapping={"role": role})
    return ROLE_TITLES.get(role, gone)


def is_known(role: str) -> bool:
    """Tell whether there is such a role; one that a rule names may have gone since."""
    return role in ROLE_TITLES


def of_service(service: str) -> str:
    """Return the role of a service."""
    return f"{_SERVICE}{service}"


def service_of(role: str) -> str:
    """Return the site group of a service's role, or "" for a role of the dossier."""
    return role.removeprefix(_SERVICE) if role.startswith(_SERVICE) else ""


def addressees(role: str, dossier_uid: str) -> list[str]:
    """Return what the catalogue lists under: the dossier's circle, or the service.

    A service is named with the dossier too, which may let nobody of it in.
    A referent's work is listed for all referents too: where the dossier has none, they see it.
    What is for a role that nobody holds is for nobody: the supervisors of the dossier see it.
    """
    if not is_known(role):
        return [NOBODY]
    if service_of(role):
        return [role, in_dossier(role, dossier_uid)]
    shared = [f"{_SERVICE}{REFERENTS}"] if role == REFERENT else []
    return [circle_id(dossier_uid, role), *shared]


def in_dossier(role: str, dossier_uid: str) -> str:
    """Return what the catalogue lists the work of a service in one dossier under."""
    return f"{role}:{dossier_uid}"


def functions(role: str, portal_type: str) -> list[str]:
    """Return the functions, in the dossier, of those who work on a ticket or hear a signal.

    A service is in the circle of its tickets while one is open; a signal lets it know, no more.
    Circles, not site groups, so that deny lists hold for tickets as well.
    """
    if not is_known(role):
        return []
    service = shared_with(role)
    own = [] if service_of(role) else [role]
    if not service:
        return own
    return [*own, (service_function if portal_type == "Ticket" else told_function)(service)]


def shared_with(role: str) -> str:
    """Return the service that answers for a role, or "" where the dossier's team does."""
    service = REFERENTS if role == REFERENT else service_of(role)
    return service if is_known(role) else ""


def my_circles() -> list[str]:
    """Return the circles of the signed-in user."""
    return [group for group in access.current_groups() if is_circle(group)]


def my_services() -> list[str]:
    """Return the services of the signed-in user, as roles."""
    return [f"{_SERVICE}{group}" for group in access.current_groups() if group in SERVICES]
