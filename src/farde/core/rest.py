"""REST plumbing shared by all rooms: one envelope for refusals, CSRF settled once."""

import json
from typing import ClassVar

from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from plone.restapi.services import Service as RestApiService
from Products.Five.browser import BrowserView
from zope.i18n import translate
from zope.interface import alsoProvides, implementer
from zope.publisher.interfaces import IPublishTraverse

from farde.core.errors import Refusal, UnreadableBody


def envelope(refusal: Refusal, request) -> dict:
    """Return what a client is told: the kind of refusal and, per field, message and remedy."""
    return {
        "type": type(refusal).__name__,
        "message": translate(refusal.message, context=request),
        "errors": [
            {
                "field": one.field,
                "message": translate(one.message, context=request),
                "remedy": translate(one.remedy, context=request),
            }
            for one in refusal.each()
        ],
    }


class Service(RestApiService):
    """A service whose ``answer`` may raise refusals.

    ``scope`` is what a machine's token must hold to call it; empty: no token opens it.
    """

    writes = False
    scope: ClassVar[str] = ""

    def reply(self):
        if self.writes:
            alsoProvides(self.request, IDisableCSRFProtection)
        try:
            return self.answer()
        except DeserializationError:
            return self._refused(UnreadableBody())
        except Refusal as refusal:
            return self._refused(refusal)

    def _refused(self, refusal: Refusal) -> object:
        if self.request.method == "HEAD":
            # A body would be taken for the answer to what is asked next on the same line.
            return self.reply_no_content(refusal.status)
        self.request.response.setStatus(refusal.status)
        return envelope(refusal, self.request)

    def answer(self):
        raise NotImplementedError


@implementer(IPublishTraverse)
class TakesPath:
    """Mixed into a view or service: reads what follows its name in the address, as ``path``."""

    def __init__(self, context, request) -> None:
        super().__init__(context, request)
        self.path: list[str] = []

    def publishTraverse(self, request, name: str) -> "TakesPath":
        self.path.append(name)
        return self


class PathService(TakesPath, Service):
    """A service that reads what follows its name in the address: ``path``."""


def body_if_any(request) -> dict:
    """Return the JSON object that was sent, an empty one where nothing readable was."""
    try:
        return json_body(request)
    except DeserializationError:
        return {}


class RefusalResponse(BrowserView):
    """What plone.rest shows when a refusal leaves one of its own services."""

    def __call__(self) -> None:
        response = self.request.response
        response.setHeader("Content-Type", "application/json")
        response.setStatus(self.context.status, lock=1)
        response.setBody(json.dumps(envelope(self.context, self.request)), lock=1)
