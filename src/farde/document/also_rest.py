"""``POST @file-also``: files a document in one more dossier, for programs and other screens."""

from plone.restapi.deserializer import json_body
from zope.interface import implementer

from farde.access.need_to_know import IBlindDoor
from farde.core.rest import Service
from farde.document import also, operations


@implementer(IBlindDoor)
class FileAlsoPost(Service):
    """Takes the number of the ``dossier``."""

    writes = True
    scope = "capture:write"

    def answer(self) -> dict:
        number = json_body(self.request).get("dossier")
        twin = also.file_also(self.context, number if isinstance(number, str) else "")
        self.request.response.setStatus(201)
        self.request.response.setHeader("Location", twin.absolute_url())
        return {
            "dossier": operations.dossier_of(twin).getId(),
            "document": {"@id": twin.absolute_url(), "UID": twin.UID()},
        }
