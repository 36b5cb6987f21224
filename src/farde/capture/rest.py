"""``@capture`` and ``@file``: deposits by external systems."""

from collections.abc import Mapping

from plone import api
from plone.restapi.deserializer import json_body
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from farde.access.need_to_know import IBlindDoor
from farde.capture import deposits, duplicates, operations, work
from farde.capture.channels import giving
from farde.capture.errors import NotYoursToFile
from farde.capture.quality import operations as quality
from farde.core.errors import Refusal
from farde.core.rest import Service


class CapturePost(Service):
    """Takes a file into the queue, and files it at once when it says where it belongs."""

    writes = True
    scope = "capture:write"

    def answer(self) -> dict:
        body = body_of(self.request)
        given = giving.files(body, self.request.form)
        named = body.get("dossier") or body.get("dossiers")
        filing = operations.parse_filing(body) if named else None
        if filing and not api.user.has_permission("farde: Capture", obj=self.context):
            raise NotYoursToFile
        made = giving.deposit(given, body, self.request.getHeader("Idempotency-Key") or "")
        documents = list(made.documents)
        if filing and made.is_new:
            documents = operations.file_in_all(made.batch, *filing)
        self.request.response.setStatus(202)
        return told(made.batch, documents)


@implementer(IPublishTraverse)
class CaptureGet(Service):
    """Tells how far deposits have come: all the asker's, or one."""

    batch_id = ""
    scope = "capture:write"

    def publishTraverse(self, request, name: str) -> "CaptureGet":
        self.batch_id = name
        return self

    def answer(self) -> dict:
        if self.batch_id:
            return _row(deposits.receipt(self.batch_id)) | self._parts()
        return {"items": [_row(deposit) for deposit in deposits.latest()]}

    def _parts(self) -> dict:
        """What it is cut into, for who may file it; its depositor alone is told of progress."""
        if not api.user.has_permission("farde: Capture", obj=self.context):
            return {}
        try:
            plan = work.planned(operations.batch(self.batch_id))
        except Refusal:
            return {"parts": [], "discarded_pages": 0}
        parts = [
            {"id": one.id, "pages": len(one.pages), "state": "filed" if one.closed else "open"}
            for one in plan.parts
        ]
        return {"parts": parts, "discarded_pages": len(plan.discarded)}


@implementer(IBlindDoor)
class FilePost(Service):
    """Profiles a deposit and files it in a dossier; who filed it already is told so."""

    writes = True
    scope = "capture:write"

    def answer(self) -> dict:
        if not deposits.latest(1, getId=self.context.getId()):
            raise NotFound
        documents = quality.file_whole(self.context, body_of(self.request))
        self.request.response.setStatus(201 if documents else 202)
        if documents:
            self.request.response.setHeader("Location", documents[0].absolute_url())
        return told(self.context, documents)


def body_of(request) -> Mapping:
    """Return what a program sent, as JSON or as the fields of a form."""
    if request.getHeader("Content-Type", "").startswith("multipart/"):
        return {n: value for n, value in request.form.items() if isinstance(value, str | list)}
    return json_body(request)


def told(batch, documents: list) -> dict:
    """Return a deposit, and what it became when it was filed, for programs."""
    answer = {
        "@id": f"{batch.absolute_url()}",
        "id": batch.getId(),
        "sha256": batch.sha256,
        "page_count": batch.page_count,
        "state": api.content.get_state(batch),
        # Whether the same bytes are known; not where.
        "duplicates": duplicates.is_known(batch),
    }
    if documents:
        answer |= _filing(documents[0])
    if len(documents) > 1:
        answer["documents"] = [_filing(one) for one in documents]
    return answer


def _filing(document) -> dict:
    return {
        "document": {"@id": document.absolute_url(), "UID": document.UID()},
        "raised": operations.raised_for(document),
    }


def _row(deposit: deposits.Deposit) -> dict:
    return {
        "id": deposit.id,
        "state": deposit.state,
        "deposited_at": deposit.deposited_at.ISO8601(),
        "page_count": deposit.pages,
        "channel": deposit.channel,
        "dossier": deposit.filings[0].number if deposit.filings else "",
        "dossiers": [filing.number for filing in deposit.filings],
        "recognition": {
            "state": deposit.recognition,
            "done": deposit.done,
            "total": deposit.total,
        },
    }
