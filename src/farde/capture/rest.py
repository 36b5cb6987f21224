"""``@capture`` and ``@file``: deposits by external systems."""

import base64
import binascii
from collections.abc import Mapping

from plone import api
from plone.restapi.deserializer import json_body
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from farde.access.need_to_know import IBlindDoor
from farde.capture import deposits, operations
from farde.capture.errors import MalformedFile, MissingFile, NotYoursToFile
from farde.core.rest import Service


class CapturePost(Service):
    """Takes a file into the queue, and files it at once when it says where it belongs."""

    writes = True
    scope = "capture:write"

    def answer(self) -> dict:
        body = _body(self.request)
        data, filename, content_type = _file(body, self.request)
        named = body.get("dossier") or body.get("dossiers")
        filing = operations.parse_filing(body) if named else None
        if filing and not api.user.has_permission("farde: Capture", obj=self.context):
            raise NotYoursToFile
        channel = body.get("channel") or "api"
        batch = operations.deposit(data, filename, content_type, channel)
        documents = operations.file_in_all(batch, *filing) if filing else []
        self.request.response.setStatus(202)
        return _told(batch, documents)


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
            return _row(deposits.receipt(self.batch_id))
        return {"items": [_row(deposit) for deposit in deposits.latest()]}


@implementer(IBlindDoor)
class FilePost(Service):
    """Profiles a deposit and files it in a dossier; who filed it already is told so."""

    writes = True
    scope = "capture:write"

    def answer(self) -> dict:
        if not deposits.latest(1, getId=self.context.getId()):
            raise NotFound
        dossiers, profile = operations.parse_filing(_body(self.request))
        documents = operations.file_in_all(self.context, dossiers, profile)
        self.request.response.setStatus(201)
        self.request.response.setHeader("Location", documents[0].absolute_url())
        return _told(self.context, documents)


def _body(request) -> Mapping:
    if request.getHeader("Content-Type", "").startswith("multipart/"):
        return {n: value for n, value in request.form.items() if isinstance(value, str | list)}
    return json_body(request)


def _file(body: Mapping, request) -> tuple[bytes, str, str]:
    upload = request.form.get("file")
    if hasattr(upload, "read"):
        return upload.read(), upload.filename or "", upload.headers.get("Content-Type", "")
    sent = body.get("file")
    if not isinstance(sent, Mapping) or "data" not in sent:
        raise MissingFile
    return _decoded(sent), sent.get("filename", ""), sent.get("content-type", "")


def _decoded(sent: Mapping) -> bytes:
    if sent.get("encoding") != "base64":
        raise MalformedFile
    try:
        return base64.b64decode(sent["data"], validate=True)
    except (binascii.Error, ValueError, TypeError) as error:
        raise MalformedFile from error


def _told(batch, documents: list) -> dict:
    told = {
        "@id": f"{batch.absolute_url()}",
        "id": batch.getId(),
        "sha256": batch.sha256,
        "page_count": batch.page_count,
        "state": "filed" if documents else "received",
    }
    if documents:
        told |= _filing(documents[0])
    if len(documents) > 1:
        told["documents"] = [_filing(one) for one in documents]
    return told


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
