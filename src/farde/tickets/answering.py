"""Answering: the one door by which pages and applications act on signals and tickets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plone import api

from farde.core.errors import Refusal
from farde.tickets import errors, moves

#: What can be answered at once.
AT_ONCE = 200


@dataclass(frozen=True)
class Answered:
    """What came of one answer among several."""

    uid: str
    followup: object | None = None
    refusal: Refusal | None = None

    @property
    def done(self) -> bool:
        """Tell whether it was done."""
        return self.refusal is None


@dataclass(frozen=True)
class Given:
    """What comes with an answer; each action uses what it needs."""

    outcome: str = ""
    reason: str = ""
    role: str = ""
    due: date | None = None


#: What can be answered, to what, and the verb that does it.
ANSWERS = {
    "take": ("Ticket", lambda ticket, given: moves.take(ticket)),
    "finish": ("Ticket", lambda ticket, given: moves.finish(ticket, given.outcome)),
    "hand-over": ("Ticket", lambda one, given: moves.hand_over(one, given.role, given.reason)),
    "cancel": ("Ticket", lambda ticket, given: moves.cancel(ticket, given.reason)),
    "read": ("Signal", lambda signal, given: moves.read_signal(signal)),
    "make-ticket": ("Signal", lambda one, given: moves.make_ticket(one, given.role, given.due)),
}


def answer(uid: str, action: str, **given: object):
    """Do what the signed-in user answers to a signal or ticket, and return it.

    ``given`` are the fields of ``Given``. Raises UnknownAction, UnknownFollowUp and the refusals
    of the verb.
    """
    portal_type, verb = ANSWERS.get(action, ("", None))
    if verb is None:
        raise errors.UnknownAction
    followup = _seen_by_me(uid, portal_type)
    verb(followup, Given(**given))
    return followup


def answer_all(uids: Iterable[str], action: str, **given: object) -> list[Answered]:
    """Answer several at once: each is done or refused by itself, in the order asked.

    ``done`` finishes tickets and reads signals. Raises UnknownAction and TooMany.
    """
    wanted = list(dict.fromkeys(uids))
    if action != "done" and action not in ANSWERS:
        raise errors.UnknownAction
    if len(wanted) > AT_ONCE:
        raise errors.TooMany(limit=AT_ONCE)
    return [_answered(uid, action, given) for uid in wanted]


def _answered(uid: str, action: str, given: dict) -> Answered:
    try:
        return Answered(uid, answer(uid, _meant(uid, action), **given))
    except Refusal as refusal:
        return Answered(uid, refusal=refusal)


def _meant(uid: str, action: str) -> str:
    if action != "done":
        return action
    brains = api.portal.get_tool("portal_catalog")(UID=uid, show_inactive=True)
    return "read" if brains and brains[0].portal_type == "Signal" else "finish"


def _seen_by_me(uid: str, portal_type: str):
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog(UID=uid, portal_type=portal_type, show_inactive=True) if uid else ()
    if not brains:
        raise errors.UnknownFollowUp
    return brains[0].getObject()
