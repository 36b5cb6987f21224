"""``@parts``, ``@draft``, ``@lease``, ``@file``, ``@decide`` and ``@capture-queue``: the desk for
its script and for programs."""

import json
from collections.abc import Mapping

from plone import api
from plone.restapi.deserializer import json_body
from zope.i18n import translate

from farde.capture import rest, work
from farde.capture.desk import deciding, earlier, leases, operations, queue, telling, verbs
from farde.capture.desk.errors import UnknownStep
from farde.capture.desk.wording import DECIDED, FINISHED
from farde.capture.plan import Leaf
from farde.capture.quality import operations as quality
from farde.capture.wording import filed_words
from farde.core.forms import as_text, as_texts
from farde.core.rest import Service
from farde.core.visitor import current_user_id


class PartsGet(Service):
    """Tells what a deposit holds and how it is cut."""

    scope = "capture:write"

    def answer(self) -> dict:
        return telling.told(self.context)


class PartsPost(Service):
    """Cuts, joins, moves, turns and sets aside; refuses what a colleague changed meanwhile."""

    writes = True
    scope = "capture:write"

    def answer(self) -> dict:
        body = json_body(self.request)
        steps = body.get("do")
        if not isinstance(steps, list):
            raise UnknownStep
        operations.require_free(self.context)
        verbs.do(self.context, _version(body), steps)
        return telling.told(self.context)


class DraftPost(Service):
    """Keeps what was typed for a part, and tells what in the dossier is much like it."""

    writes = True
    scope = "capture:write"

    def answer(self) -> dict:
        body = json_body(self.request)
        values = body.get("values")
        if not isinstance(values, Mapping):
            raise UnknownStep("values")
        operations.require_free(self.context)
        part, draft = str(body.get("part")), _draft(values)
        work.keep_draft(self.context, part, draft)
        chosen = (str(draft.get(name) or "") for name in ("dossier", "document_type"))
        return {"part": part, "earlier": earlier.of_part(self.context, part, *chosen)}


class LeasePost(Service):
    """Puts a deposit on the asker's desk, or renews that; gives back the one that is left."""

    writes = True
    scope = "capture:write"

    def answer(self) -> dict:
        body = json_body(self.request)
        batch = self.context
        left = body.get("leave")
        if isinstance(left, str) and left:
            leases.release(batch.aq_parent, left, current_user_id())
        if body.get("renew"):
            return self._renewed(batch)
        return operations.open_batch(batch, chosen_of(body), over=bool(body.get("take")))

    def _renewed(self, batch) -> dict:
        leases.take(batch.aq_parent, batch.getId(), current_user_id())
        told = telling.held_by(batch)
        return {"held": told}


class LeaseDelete(Service):
    """Gives a deposit back to the queue."""

    writes = True
    scope = "capture:write"

    def answer(self):
        leases.release(self.context.aq_parent, self.context.getId(), current_user_id())
        return self.reply_no_content()


class FilePost(rest.FilePost):
    """Files one part of a deposit, or a deposit that is one document, and says what comes next."""

    def answer(self) -> dict:
        body = rest.body_of(self.request)
        if body.get("finish"):
            return self._finished(body)
        if "part" not in body:
            return super().answer()
        operations.require_free(self.context)
        documents = quality.file(self.context, str(body["part"]), body, _version(body))
        self.request.response.setStatus(201 if documents else 202)
        told = rest.told(self.context, documents)
        if "next" not in body:
            return told
        return told | {
            "said": translate(filed_words(documents), context=self.request),
            "desk": operations.go_on(self.context, chosen_of(body)),
        }

    def _finished(self, body: Mapping) -> dict:
        operations.require_free(self.context)
        work.check_version(work.of(self.context), _version(body))
        operations.finish(self.context)
        said = translate(FINISHED, context=self.request)
        return {"said": said, "desk": operations.go_on(self.context, chosen_of(body))}


class DecidePost(Service):
    """Tries a deposit again, asks for a new scan or waits no more for it, or discards it."""

    writes = True
    scope = "capture:write"

    def answer(self) -> dict:
        body = json_body(self.request)
        named = as_text(body.get("do"))
        if named not in _DECISIONS:
            raise UnknownStep
        operations.require_free(self.context)
        work.check_version(work.of(self.context), _version(body))
        _DECISIONS[named](self.context, body)
        said = translate(DECIDED[named], context=self.request)
        return {"said": said, "desk": operations.go_on(self.context, chosen_of(body))}


def _ask_rescan(batch, body: Mapping) -> None:
    leaves = [Leaf.parse(one) for one in as_texts(body.get("leaves"))]
    deciding.ask_rescan(batch, leaves, as_text(body.get("reason")))


_DECISIONS = {
    "retry": lambda batch, body: deciding.retry(batch),
    "rescan": _ask_rescan,
    "withdraw": lambda batch, body: quality.withdraw(batch),
    "discard": lambda batch, body: deciding.discard(batch, as_text(body.get("reason"))),
}


class QueueGet(Service):
    """Tells which deposits wait, the oldest first."""

    scope = "capture:write"

    def answer(self) -> dict:
        rows, total = queue.waiting(queue.filters(self.request.form))
        address = f"{api.portal.get().absolute_url()}/@capture-queue"
        return {"@id": address, "items": [telling.row(one) for one in rows], "total": total}


def chosen_of(body: Mapping) -> dict[str, str]:
    """Return the filters of the queue that the page shows, sent along as JSON."""
    sent = body.get("next")
    try:
        given = json.loads(sent) if isinstance(sent, str) and sent else {}
    except ValueError:
        given = {}
    return queue.filters(given) if isinstance(given, dict) else {}


def _version(body: Mapping) -> int | None:
    version = body.get("version")
    return version if isinstance(version, int) else None


def _draft(values: Mapping) -> dict:
    """Texts, and lists of texts, of the form's own fields and no longer than one types."""
    kept = {name: value for name, value in values.items() if name in DRAFT_FIELDS}
    texts = {name: one[:LONGEST] for name, one in kept.items() if isinstance(one, str)}
    lists = {
        name: [str(part)[:LONGEST] for part in one[:MOST]]
        for name, one in kept.items()
        if isinstance(one, list)
    }
    return texts | lists


#: The fields that are kept while one types.
DRAFT_FIELDS = (
    "dossier", "also", "document_type", "document_kind", "direction", "channel", "received_on",
    "document_date", "sender", "confidentiality", "amount", "creditor", "payment_due",
)  # fmt: skip
LONGEST, MOST = 500, 50
