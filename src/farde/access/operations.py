"""The verbs of access: open circles on content, give and end memberships, ask who is in."""

from datetime import datetime

from AccessControl import getSecurityManager
from Acquisition import aq_base
from plone import api

from farde.access.circles import Membership, Memberships, circle_id
from farde.access.plugin import PLUGIN_ID

#: The role each circle holds on its dossier and, through it, on the documents.
CASE_HANDLER = "Case Handler"
CASE_SUPERVISOR = "Case Supervisor"
#: Sees that the dossier exists and its header, not the documents.
DOSSIER_VISITOR = "Dossier Visitor"
#: Sees one document; given document by document to the services it concerns.
CASE_READER = "Case Reader"

#: Services that can be asked to act on a dossier, by the id of their site group.
SERVICES = ("payments", "notification", "recovery", "legal", "referents", "bcss")


def memberships() -> Memberships:
    """Return the site's membership lookups."""
    return api.portal.get().acl_users[PLUGIN_ID].memberships


def join(
    dossier_uid: str,
    function: str,
    principal: str,
    cause: str,
    until: datetime | None = None,
) -> None:
    """Put a user or site group in a dossier's circle for a cause; touches no content."""
    circle = circle_id(dossier_uid, function)
    memberships().grant(Membership(circle, principal, cause, until))


def leave(dossier_uid: str, function: str, cause: str, principal: str | None = None) -> None:
    """End a cause in a dossier's circle; other causes of the same people stand."""
    memberships().revoke(circle_id(dossier_uid, function), cause, principal)


def principals(dossier_uid: str, function: str) -> set[str]:
    """Return the users and site groups now in a dossier's circle."""
    return memberships().principals_in(circle_id(dossier_uid, function))


def current_groups() -> list[str]:
    """Return the site groups and circles of the signed-in user; none for anybody else."""
    user = getSecurityManager().getUser()
    # Without aq_base, a user of Zope itself would acquire the groups of the whole site.
    return list(user.getGroups()) if hasattr(aq_base(user), "getGroups") else []


def give_dossier_roles(dossier, dossier_uid: str) -> None:
    """Give a new dossier's circles their local roles, once and for all."""
    dossier.manage_setLocalRoles(circle_id(dossier_uid, "caseworker"), [CASE_HANDLER])
    dossier.manage_setLocalRoles(circle_id(dossier_uid, "supervisor"), [CASE_SUPERVISOR])
    visitors = [service_function(service) for service in SERVICES]
    for function in [*visitors, "referent"]:
        dossier.manage_setLocalRoles(circle_id(dossier_uid, function), [DOSSIER_VISITOR])


def give_reader_roles(document, dossier_uid: str, functions: list[str]) -> None:
    """Let these circles of the dossier read one document; they are empty until a cause fills."""
    for function in functions:
        document.manage_setLocalRoles(circle_id(dossier_uid, function), [CASE_READER])


def service_function(service: str) -> str:
    """Return the circle function of a service."""
    return f"service-{service}"
