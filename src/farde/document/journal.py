"""What the access journal is told of documents."""

from plone import api
from zope.component import adapter
from zope.interface import implementer

from farde.access.journal.interfaces import IAccessSubject, Subject
from farde.document import operations
from farde.document.content import ICaseDocument


@adapter(ICaseDocument)
@implementer(IAccessSubject)
def document_subject(document) -> Subject:
    """Return the ids of a document, of its dossier and of the beneficiary."""
    dossier = operations.dossier_of(document)
    uid, dossier_uid = api.content.get_uuid(document), api.content.get_uuid(dossier)
    return Subject("document", uid, dossier_uid, getattr(dossier, "beneficiary", None) or "")
