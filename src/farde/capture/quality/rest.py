"""``@quality``: the checks and new scans of a deposit, for the desk's script and for programs."""

from plone.restapi.deserializer import json_body

from farde.capture.plan import Leaf
from farde.capture.quality import figures
from farde.capture.quality import operations as quality
from farde.capture.quality.errors import UnknownAct
from farde.capture.quality.figures_page import window_of
from farde.core.forms import as_text, as_texts
from farde.core.rest import Service


class FiguresGet(Service):
    """Tells the figures of the last ``days``: 7, 30 or 92."""

    scope = "capture:write"

    def answer(self) -> dict:
        told = figures.figures(window_of(self.request.form)).as_json()
        return {"@id": f"{self.context.absolute_url()}/@capture-figures"} | told


class QualityGet(Service):
    """Tells what waits for a colleague, and which pages are to be scanned again."""

    scope = "capture:write"

    def answer(self) -> dict:
        return told(self.context)


class QualityPost(Service):
    """Submits, confirms, sends back; asks for a new scan, takes it over, or does without."""

    writes = True
    scope = "capture:write"

    def answer(self) -> dict:
        body = json_body(self.request)
        act = _ACTS.get(as_text(body.get("do")))
        if act is None:
            raise UnknownAct
        filed = act(self.context, body) or []
        documents = [{"@id": one.absolute_url(), "UID": one.UID()} for one in filed]
        return told(self.context) | {"documents": documents}


def told(batch) -> dict:
    """Return the checks and new scans of a deposit as JSON takes them."""
    return {
        "@id": f"{batch.absolute_url()}/@quality",
        "checks": [
            {
                "part": part_id,
                "by": one.by,
                "at": one.at.isoformat(),
                "state": "to_check" if one.waits else "sent_back",
                "reason": one.returned,
            }
            for part_id, one in quality.checks(batch).items()
        ],
        "rescans": [
            {"leaves": list(one.leaves), "reason": one.reason, "by": one.by, "done": one.done}
            for one in quality.rescans(batch)
        ],
    }


def _submit(batch, body: dict) -> None:
    values = body.get("values")
    version = body.get("version")
    quality.submit(
        batch,
        as_text(body.get("part")),
        values if isinstance(values, dict) else {},
        version if isinstance(version, int) else None,
    )


def _ask_rescan(batch, body: dict) -> None:
    leaves = [Leaf.parse(name) for name in as_texts(body.get("leaves"))]
    quality.ask_rescan(batch, leaves, as_text(body.get("reason")))


def _replace(batch, body: dict) -> None:
    quality.replace(batch, quality.deposit_for(as_text(body.get("deposit"))))


_ACTS = {
    "submit": _submit,
    "confirm": lambda batch, body: quality.confirm(batch, as_text(body.get("part"))),
    "send_back": lambda batch, body: quality.send_back(
        batch, as_text(body.get("part")), as_text(body.get("reason"))
    ),
    "ask_rescan": _ask_rescan,
    "replace": _replace,
    "withdraw": lambda batch, body: quality.withdraw(batch),
}
