"""``@transfer``: hand dossiers to another caseworker, and see what is planned."""

from datetime import datetime

from farde.core import days
from farde.core.forms import as_text, as_texts
from farde.core.rest import Service, body_if_any
from farde.dossier import transfer
from farde.dossier.errors import InvalidDay
from farde.dossier.transfer import Transfer


class TransferPost(Service):
    """``{"dossiers": [...], "to": ..., "on": ...}``, or ``from`` in place of ``dossiers``."""

    writes = True
    scope = "access:write"

    def answer(self) -> dict:
        asked = body_if_any(self.request)
        at, to_user = _beginning(asked.get("on")), as_text(asked.get("to"))
        if "dossiers" in asked or "from" not in asked:
            done = transfer.transfer(transfer.uids_of(as_texts(asked.get("dossiers"))), to_user, at)
        else:
            done = transfer.transfer_all(as_text(asked["from"]), to_user, at)
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
    day = days.parsed_day(as_text(on))
    if day is None and on is not None:
        raise InvalidDay
    return transfer.beginning(day)
