"""What an explanation is worked out from, looked up in the site."""

from collections.abc import Iterator

from AccessControl.PermissionRole import rolesForPermissionOn
from Acquisition import aq_base, aq_inner, aq_parent
from plone import api
from zope.component import queryAdapter

from farde.access import operations as access
from farde.access.explaining import Place, Someone
from farde.access.interfaces import IMatrixSubject
from farde.access.journal.interfaces import IAccessSubject


def place_of(content) -> Place:
    """Return what an explanation needs to know of a dossier or a document."""
    subject = IAccessSubject(content)
    described = queryAdapter(content, IMatrixSubject)
    reading = frozenset(rolesForPermissionOn("View", content))
    return Place(
        kind=subject.kind,
        dossier_uid=subject.dossier_uid,
        openers=frozenset(_holders(content, reading)),
        roles=reading,
        confidentiality=described.confidentiality if described is not None else "",
        concerned=described.concerned if described is not None else (),
    )


def someone(user_id: str) -> Someone:
    """Return a user as an explanation needs to know them; nobody has nothing."""
    user = api.portal.get().acl_users.getUserById(user_id)
    if user is None:
        return Someone(user_id)
    groups = frozenset(access.site_groups(user_id))
    return Someone(user_id, groups, frozenset(user.getRoles()) - {"Anonymous"})


def _holders(content, reading: frozenset[str]) -> Iterator[str]:
    """Yield who holds one of these roles here, or on what contains it, as Plone looks it up."""
    place = aq_inner(content)
    while place is not None:
        for principal, given in getattr(place, "get_local_roles", tuple)():
            if reading.intersection(given):
                yield principal
        if getattr(aq_base(place), "__ac_local_roles_block__", None):
            return
        place = aq_parent(place)
