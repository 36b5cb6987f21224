"""``@transfer``: hand dossiers to another caseworker, and see what is planned."""

from datetime import datetime

from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError

from farde.core import days
from farde.core.rest import Service
from farde.dossier import transfer
from farde.dossier.errors import InvalidDay
from farde.dossier.transfer import Transfer


class TransferPost(Service):
    """``{"dossiers": [...], "to": ..., "on": ...}``, or ``from`` in place of ``dossiers``."""

    writes = True
    scope = "access:write"

    def answer(self) -> dict:
        asked = _body(self.request)
        at, to_user = _beginning(asked.get("on")), _text(asked.get("to"))
        if "dossiers" in asked or "from" not in asked:
            done = transfer.transfer(transfer.uids_of(_texts(asked.get("dossiers"))), to_user, at)
        else:
            done = transfer.transfer_all(_text(asked["from"]), to_user, at)
        return {"count": len(done), "transfers": [told(one) for one in done]}


class TransferGet(Service):
    """Lists the planned transfers of the dossiers that the caller supervises."""

    scope = "access:read"

    def answer(self) -> dict:
        items = [told(one) for one in transfer.planned()]
        return {"@id": self.request.getURL(), "items": items, "items_total": len(items)}


def told(one: Transfer) -> dict:
    """Return a transfer as applications read it."""
    return {
        "dossier": one.number,
        "from": one.from_user or None,
        "to": one.to_user,
        "at": one.at.isoformat(timespec="seconds"),
    }


def _beginning(on: object) -> datetime | None:
    day = days.parsed_day(_text(on))
    if day is None and on is not None:
        raise InvalidDay
    return transfer.beginning(day)


def _body(request) -> dict:
    try:
        return json_body(request)
    except DeserializationError:
        return {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
