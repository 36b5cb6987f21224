"""``POST @reclassify``: corrects what is said of a document, for programs and other screens."""

from plone.restapi.deserializer import json_body
from zope.i18n import translate
from zope.interface import implementer

from farde.access.need_to_know import IBlindDoor
from farde.core.rest import Service
from farde.document import classification, reclassification
from farde.document.interfaces import Consequence
from farde.document.reclassification import Plan


@implementer(IBlindDoor)
class ReclassifyPost(Service):
    """Takes the fields to correct and a ``reason``; with ``dry_run`` it only tells."""

    writes = True
    scope = "capture:write"

    def answer(self) -> dict:
        body = json_body(self.request)
        reclassification.require(self.context)
        if body.get("dry_run"):
            return self._told(reclassification.prepare(self.context, body))
        reason = body.get("reason")
        text = reason if isinstance(reason, str) else ""
        return self._told(reclassification.reclassify(self.context, body, text))

    def _told(self, plan: Plan) -> dict:
        shown = reclassification.shown_fields(self.context)
        before = {name: value for name, value in plan.before.items() if name in shown}
        return {
            "@id": f"{self.context.absolute_url()}/@reclassify",
            "before": {name: reclassification.written(v) for name, v in before.items()},
            "after": {name: reclassification.written(v) for name, v in plan.after.items()},
            "consequences": [self._consequence(one) for one in plan.consequences],
            "generation": classification.generation(self.context),
        }

    def _consequence(self, one: Consequence) -> dict:
        kind, recipient = (translate(x, context=self.request) for x in (one.kind, one.recipient))
        return {"what": one.what, "kind": kind, "recipient": recipient}
