"""Bundles: the pieces of a dossier chosen for a session of the committee, and until when.

The committee reads these documents and nothing else of the dossier, not even its header.
"""

from collections.abc import Iterable
from datetime import datetime

from plone import api

from farde.access import causes, roles
from farde.access import operations as access
from farde.access.circles import circle_id
from farde.core import clock
from farde.document.operations import DEFAULT_CLASS, dossier_of
from farde.document.sharing_errors import BundleOver, NotForBundles, PieceOfOtherDossier

#: The site group that sits in session.
COMMITTEE = "committee"


def open_bundle(dossier, name: str, documents: Iterable, until: datetime) -> None:
    """Let the committee read exactly these documents of a dossier, until an instant.

    Opening the same bundle again replaces its pieces and its end. The name is an opaque id (of a
    session), never words. Raises BundleOver, PieceOfOtherDossier and NotForBundles.
    """
    documents = list(documents)
    _require(dossier, documents, until)
    uid, function = api.content.get_uuid(dossier), roles.bundle_function(name)
    _choose(_circle(dossier, function), documents)
    access.join(uid, function, COMMITTEE, causes.bundle(name), until=until)


def close_bundle(dossier, name: str) -> None:
    """Take a bundle back before its end; its pieces are no longer marked as chosen."""
    uid, function = api.content.get_uuid(dossier), roles.bundle_function(name)
    access.leave(uid, function, causes.bundle(name))
    _choose(_circle(dossier, function), [])


def pieces(dossier, name: str) -> list:
    """Return the documents chosen for a bundle."""
    return _chosen(_circle(dossier, roles.bundle_function(name)))


def _require(dossier, documents: list, until: datetime) -> None:
    if until <= clock.now():
        raise BundleOver
    for document in documents:
        if dossier_of(document).getId() != dossier.getId():
            raise PieceOfOtherDossier
        class_ = document.confidentiality or DEFAULT_CLASS
        if not roles.rights().cell("CaseDocument", COMMITTEE, class_).reads_in(roles.BUNDLE):
            raise NotForBundles


def _choose(circle: str, documents: list) -> None:
    chosen = {document.getId() for document in documents}
    before = {document.getId(): document for document in _chosen(circle)}
    for name in before.keys() - chosen:
        before[name].manage_delLocalRoles([circle])
        before[name].reindexObjectSecurity()
    for document in documents:
        if document.getId() not in before:
            document.manage_setLocalRoles(circle, [roles.CASE_READER])
            document.reindexObjectSecurity()


def _chosen(circle: str) -> list:
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog.unrestrictedSearchResults(
        portal_type="CaseDocument", allowedRolesAndUsers=f"user:{circle}"
    )
    return [brain._unrestrictedGetObject() for brain in brains]


def _circle(dossier, function: str) -> str:
    return circle_id(api.content.get_uuid(dossier), function)
