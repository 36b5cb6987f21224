"""What the access journal is told of dossiers and persons."""

from plone import api
from zope.component import adapter
from zope.interface import implementer, provider

from farde.access import circles
from farde.access.journal.interfaces import (
    FoundDossier,
    IAccessSubject,
    IDossierFinder,
    Subject,
)
from farde.dossier import operations
from farde.dossier.content import IDossier, IPerson


@adapter(IDossier)
@implementer(IAccessSubject)
def dossier_subject(dossier) -> Subject:
    """Return the ids of a dossier and of its beneficiary."""
    uid = api.content.get_uuid(dossier)
    return Subject("dossier", uid, uid, dossier.beneficiary or "")


@adapter(IPerson)
@implementer(IAccessSubject)
def person_subject(person) -> Subject:
    """Return the ids of a person, and of their dossier if there is but one."""
    principals = [principal for principal, _roles in person.get_local_roles()]
    uids = {circles.dossier_of(name) for name in principals if circles.is_circle(name)}
    dossier_uid = uids.pop() if len(uids) == 1 else ""
    return Subject("person", api.content.get_uuid(person), dossier_uid, person.getId())


@provider(IDossierFinder)
def find_dossiers(words: str) -> list[FoundDossier]:
    """Return the dossiers of a number, name or NISS; the name stays here."""
    return [FoundDossier(hit.uid, hit.number) for hit in operations.find(words)]
