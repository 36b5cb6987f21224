"""``POST @thesaurus-import``: what a file would change, or the proposal made of it."""

from collections.abc import Mapping

from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError

from farde.core.errors import Refusals
from farde.core.rest import Service
from farde.thesaurus.exchange import operations
from farde.thesaurus.exchange.comparing import Comparison
from farde.thesaurus.exchange.errors import MissingTable
from farde.thesaurus.rest import told_change

#: Keys of a JSON body that hold a file, with the content type that each stands for.
_FILES = {"csv": "text/csv", "turtle": "text/turtle", "rdf": "application/rdf+xml"}


class ImportPost(Service):
    """Takes a file as the body itself, or in JSON under ``csv``, ``turtle`` or ``rdf``."""

    writes = True
    scope = "thesaurus:write"

    def answer(self) -> dict:
        data, name, asked = self._sent()
        retire_absent = _true(asked.get("retire_absent"))
        if _true(asked.get("dry_run")):
            return _compared(operations.compare(data, name, retire_absent))
        why = asked.get("why")
        proposal = operations.submit(data, name, why if isinstance(why, str) else "", retire_absent)
        address = f"{self.context.absolute_url()}/@thesaurus-proposals/{proposal.id}"
        self.request.response.setStatus(202)
        self.request.response.setHeader("Location", address)
        return {
            "@id": address,
            "id": proposal.id,
            "state": proposal.state,
            "changes_total": len(proposal.changes),
        }

    def _sent(self) -> tuple[bytes, str, Mapping]:
        content_type = self.request.getHeader("Content-Type", "").partition(";")[0].strip().lower()
        if content_type in _FILES.values():
            return self.request.get("BODY", b""), content_type, self.request.form
        try:
            body = json_body(self.request)
        except DeserializationError as error:
            raise MissingTable from error
        for key, kind in _FILES.items():
            if isinstance(body.get(key), str):
                return body[key].encode("utf-8", "surrogatepass"), kind, body
        raise MissingTable


def _compared(found: Comparison) -> dict:
    if found.faults:
        raise Refusals(list(found.faults))
    return {
        "changes": [told_change(one) for one in found.changes],
        "changes_total": len(found.changes),
        "absent": [{"level": one.level, "id": one.id} for one in found.absent],
    }


def _true(value: object) -> bool:
    return value is True or (isinstance(value, str) and value.lower() in ("1", "true"))
