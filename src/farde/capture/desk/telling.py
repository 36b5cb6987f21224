"""A deposit as the desk shows it: its plan, what is known of each page and part, who has it."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from plone import api
from zope.globalrequest import getRequest
from zope.i18n import translate

from farde.access import operations as access
from farde.capture import deposits, sources, work
from farde.capture.desk import deciding, earlier, leases, marks
from farde.capture.desk.queue import Row
from farde.capture.desk.suggestions import told_suggestion
from farde.capture.desk.wording import (
    ASKED,
    AUTOMATIC,
    CHECKS,
    KIND_TITLES,
    NOTICES,
    OWN_CHECK,
    RETURNED,
    TO_CHECK,
    age,
    counted,
)
from farde.capture.plan import Discarded, Page, Part, Plan
from farde.capture.quality import operations as quality
from farde.capture.suggesting import operations as suggesting
from farde.capture.wording import STATE_TITLES, fault_words
from farde.core.clock import CENTRE_TIME
from farde.core.errors import Refusal
from farde.core.i18n import _
from farde.core.people import display_name
from farde.core.visitor import current_user_id
from farde.document.vocabularies import CHANNEL_TITLES
from farde.dossier import operations as dossiers
from farde.thesaurus import operations as thesaurus


def told(batch, upcoming: Mapping | None = None) -> dict:
    """Return a deposit for the script of the desk; ``upcoming`` is what comes after it."""
    state, plan = work.of(batch), deciding.plan_or_none(batch)
    lease = leases.of(batch.aq_parent, batch.getId())
    held = lease is not None and lease.user != current_user_id()
    at = api.content.get_state(batch)
    return {
        "@id": batch.absolute_url(),
        "id": batch.getId(),
        "version": state.version,
        "state": at,
        "title": _title(batch),
        "about": _about(batch),
        "notice": _notice(batch, at, lease if held else None),
        "waits": at == "received",
        "whole": f"{_site()}/@@deposit?batch={batch.getId()}" if _is_whole(batch, at) else "",
        "held": held,
        "ways": [] if held else deciding.ways(batch, at),
        "originals": originals(batch),
        "readonly": held or at not in ("prepared", "received"),
        "undo": len(state.past),
        "redo": len(state.undone),
        "start": start(batch),
        "forms": {part.id: _form(batch, state, part) for part in plan.open_parts},
        **plan_of(batch, plan, state),
        "pages": marks.pages(batch, plan, state),
        "earlier": earlier.of_batch(batch),
        "next": upcoming or {},
    }


def plan_of(batch, plan: Plan, state: work.Work) -> dict:
    """Return which pages make which part, which are discarded, and that all are there."""
    checks = quality.checks(batch)
    return {
        "parts": [_part(part, state) | _check(checks.get(part.id)) for part in plan.parts],
        "discarded": [_discarded(one) for one in plan.discarded],
        "counts": {
            "in": plan.pages_in,
            "out": plan.pages_out,
            "discarded": len(plan.discarded),
        },
    }


def start(batch) -> dict[str, str]:
    """Return what is known of every part before anything is typed: how it came, and when."""
    about = batch.about
    channel = batch.channel if batch.channel in CHANNEL_TITLES else "mail"
    return {
        "direction": "incoming",
        "channel": channel,
        "dossier": _number(about.dossier_uid),
        "received_on": about.received_on.isoformat() if about.received_on else "",
        "sender": about.sender,
    }


def row(one: Row) -> dict:
    """Return a deposit of the queue."""
    mine = one.holder == current_user_id()
    note = _said(_("desk_with", default="chez ${who}", mapping={"who": display_name(one.holder)}))
    return asdict(one) | {
        "url": f"{_site()}/@@capture?batch={one.id}",
        "deposited_at": one.deposited_at.isoformat(),
        "channel_title": _said(CHANNEL_TITLES.get(one.channel, one.channel)),
        "age": age(one.deposited_at),
        "holder": display_name(one.holder) if one.holder else "",
        "held": bool(one.holder) and not mine,
        "note": note if one.holder and not mine else _state_note(one),
    }


def _number(dossier_uid: str) -> str:
    known = dossier_uid and not access.shut_out(current_user_id(), dossier_uid)
    try:
        return dossiers.by_uid(dossier_uid).getId() if known else ""
    except Refusal:
        return ""


def originals(batch) -> list[dict[str, str]]:
    """Return the files as they came, those that pages were made of left out."""
    came = [one for one in sources.of(batch) if not one.made_from]
    return [
        {
            "href": f"{batch.absolute_url()}/@@capture-original/{one.id}",
            "title": _said(KIND_TITLES.get(one.kind, one.kind.upper())),
        }
        for one in came
    ]


def _check(check) -> dict:
    """What is to be confirmed of a part, by whom; what a colleague sent back, and why."""
    if check is None:
        return {}
    by = display_name(check.by)
    if check.returned:
        facts = {"who": display_name(check.returned_by), "why": check.returned}
        return {"check": _said(_(str(RETURNED), default=RETURNED.default, mapping=facts))}
    if check.by == current_user_id():
        return {"check": _said(OWN_CHECK), "handed": True}
    return {"check": _said(_(str(TO_CHECK), default=TO_CHECK.default, mapping={"who": by}))}


def _part(part: Part, state: work.Work) -> dict:
    filed = [{"number": number} for number in marks.numbers_of(state.filed.get(part.id, ()))]
    pages = [_page(page) for page in part.pages]
    return {"id": part.id, "closed": part.closed, "filed": filed, "pages": pages}


def _page(page: Page) -> dict:
    return {"leaf": str(page.leaf), "turn": page.turn}


def _discarded(one: Discarded) -> dict:
    return _page(one.page) | {"reason": one.reason, "note": one.note}


def _form(batch, state: work.Work, part: Part) -> dict:
    values = start(batch) | _known_of(state.drafts.get(part.id, {}))
    suggestions = [told_suggestion(one) for one in suggesting.offered(batch, part)]
    return {"values": values, "title": form_title(values), "suggestions": suggestions}


def _known_of(draft: Mapping) -> dict:
    """What was typed, or said by a sheet, without the dossiers that this reader may not know of."""
    known = dict(draft)
    if not deposits.may_name(known.get("dossier", "")):
        del known["dossier"]
    if isinstance(known.get("also"), list):
        known["also"] = [one for one in known["also"] if deposits.may_name(one)]
    return known


def form_title(values: Mapping) -> str:
    """Return what a part is called before it is filed: the number of its dossier, and its type."""
    term = thesaurus.resolve("DocumentType", values.get("document_type") or "")
    number = str(values.get("dossier") or "").split(" ")[0]
    return " · ".join(one for one in (number, term.label if term else "") if one)


def _title(batch) -> str:
    channel = _said(CHANNEL_TITLES.get(batch.channel, batch.channel or ""))
    at = batch.created().asdatetime().astimezone(CENTRE_TIME)
    return f"{channel} · {at:%d/%m/%Y · %H:%M}"


def _about(batch) -> str:
    about = batch.about
    who = _(
        "desk_from", default="déposé par ${who}", mapping={"who": display_name(batch.Creator())}
    )
    automatic = _said(AUTOMATIC) if about.marks.get("automatic") else ""
    return " · ".join(one for one in (about.station, about.sender, automatic, _said(who)) if one)


def _notice(batch, state: str, lease: leases.Lease | None) -> str:
    if lease is not None:
        facts = {"who": display_name(lease.user), "since": _hour(lease.since)}
        held = _("desk_held_since", default="${who} y travaille depuis ${since}.", mapping=facts)
        return _said(held)
    fault = fault_words(batch) if state in ("blocked", "prepared") else ""
    told = " ".join(_said(one) for one in (NOTICES.get(state), fault) if one)
    return _asked(batch, state) or told


def _asked(batch, state: str) -> str:
    asked = quality.open_rescans(batch) if state == "awaiting" else []
    facts = [{"who": display_name(one.by), "why": one.reason} for one in asked]
    return " ".join(_said(_(str(ASKED), default=ASKED.default, mapping=one)) for one in facts)


def _is_whole(batch, state: str) -> bool:
    """Whether it can be filed as it came, without waiting for its pages to be prepared."""
    waits = state in ("received", "blocked") and batch.file is not None
    return waits and len(deciding.plan_or_none(batch).open_parts) == 1


def _state_note(one: Row) -> str:
    if one.state == "prepared":
        return counted(CHECKS, one.checks) if one.checks else ""
    return _said(STATE_TITLES.get(one.state, one.state))


def _hour(at: datetime) -> str:
    return f"{at.astimezone(CENTRE_TIME):%H:%M}"


def _site() -> str:
    return api.portal.get().absolute_url()


def _said(text) -> str:
    return translate(text, context=getRequest())


def held_by(batch) -> str:
    """Return who else has the deposit, in words; "" when nobody does."""
    lease = leases.of(batch.aq_parent, batch.getId())
    if lease is None or lease.user == current_user_id():
        return ""
    return _notice(batch, "", lease)
