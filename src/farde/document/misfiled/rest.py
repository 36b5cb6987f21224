"""``POST @misfiled``: reports that a document lies in the dossier of the wrong person."""

from plone.restapi.deserializer import json_body
from zope.interface import implementer

from farde.access.need_to_know import IBlindDoor
from farde.core.forms import as_text
from farde.core.rest import Service
from farde.document.misfiled import reporting


@implementer(IBlindDoor)
class MisfiledPost(Service):
    """Takes a ``reason``; answers with the id of the incident, and the document is gone."""

    writes = True
    scope = "capture:write"

    def answer(self) -> dict:
        reason = as_text(json_body(self.request).get("reason"))
        incident = reporting.report_misfiled(self.context, reason)
        self.request.response.setStatus(201)
        return {"incident": incident, "state": "misfiled"}
