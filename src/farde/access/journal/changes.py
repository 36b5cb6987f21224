"""Changes of access as rows: who let whom in, for what cause, from whom they took over."""

from datetime import datetime
from urllib.parse import parse_qsl, quote

from plone.rest.interfaces import IAPIRequest
from zope.globalrequest import getRequest

from farde.access import causes
from farde.access.events import AccessChanged
from farde.access.journal import actions
from farde.access.journal.chain import Entry
from farde.core import clock
from farde.core.visitor import current_user_id

_ACTIONS = {
    "given": actions.GRANT,
    "ended": actions.END,
    "denied": actions.DENY,
    "undenied": actions.UNDENY,
    "protected": actions.PROTECT,
    "unprotected": actions.UNPROTECT,
    "narrowed": actions.NARROW,
    "widened": actions.WIDEN,
}
_STAND_INS = {"given": actions.STAND_IN, "ended": actions.STAND_IN_END}


def entry_of(change: AccessChanged) -> Entry:
    """Return a change of access as a row of the journal, done by whoever is signed in."""
    who = current_user_id()
    return Entry(
        action=_action(change),
        who=who,
        kind="dossier" if change.dossier_uid else "",
        uid=change.dossier_uid,
        dossier_uid=change.dossier_uid,
        channel=channel_of(who),
        cause=change.cause,
        detail=_detail(change),
        at=clock.now(),
    )


def told_by(detail: str) -> dict[str, str]:
    """Return what the detail of a change says: ``to``, ``previous``, ``function``, ``since``..."""
    pairs = detail.replace("+", "%").replace(";", "&")
    return dict(parse_qsl(pairs)) if "=" in detail else {}


def _action(change: AccessChanged) -> str:
    kind = causes.kind_of(change.cause)
    if not change.dossier_uid:
        return _STAND_INS[change.change]
    if change.change == "given" and kind == actions.BREAK_GLASS:
        return actions.BREAK_GLASS
    if change.change == "given" and change.cause == causes.HOLDER and change.previous:
        return actions.TRANSFER
    return _ACTIONS[change.change]


def _detail(change: AccessChanged) -> str:
    given = {
        "to": change.principal,
        "previous": change.previous,
        "function": change.function,
        "since": _text(change.since),
        "until": _text(change.until),
    }
    written = "&".join(f"{name}={quote(text, safe=':@')}" for name, text in given.items() if text)
    # In signs that a row may hold, whatever stands in the id of a user.
    return written.replace("~", "%7E").replace("%", "+").replace("&", ";")


def _text(instant: datetime | None) -> str:
    return instant.isoformat(timespec="seconds") if instant else ""


def channel_of(who: str) -> str:
    """Return the code of the way by which a change is made at present."""
    if not who:
        return "worker"
    return "rest" if IAPIRequest.providedBy(getRequest()) else "page"
