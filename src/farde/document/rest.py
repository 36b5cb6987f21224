"""plone.restapi's own way to add content, as it files documents."""

from plone.restapi.services.content.add import FolderPost
from zope.interface import implementer

from farde.access.need_to_know import IBlindDoor
from farde.core.rest import Service


@implementer(IBlindDoor)
class DocumentPost(FolderPost, Service):
    """Files a document in a dossier; programs do so without seeing the dossier.

    It answers as plone.restapi does, so that a refusal leaves nothing half filed.
    """

    writes = True
    scope = "dossiers:write"
