"""From one state to the next: what people do with signals and tickets.

Each verb asks the workflow for a transition and gives it what it needs. What a transition wants
and what follows from it is said in ``checked_move`` and ``note_move``, which the workflow itself
calls: whatever door a transition comes through, the same holds.
"""

from collections.abc import Mapping
from datetime import date

from AccessControl import getSecurityManager
from DateTime import DateTime
from plone import api
from Products.CMFCore.utils import getToolByName
from Products.CMFCore.WorkflowCore import WorkflowException

from farde.access.roles import CASE_SUPERVISOR
from farde.core import clock
from farde.document.operations import dossier_of
from farde.tickets import errors, fallback, roles, states
from farde.tickets.opening import close_access, role_of
from farde.tickets.raising import TICKET_WORKER, raise_from
from farde.tickets.reasons import RECLASSIFIED


def read_signal(signal) -> None:
    """Mark a signal as read; raises NotAddressee or AlreadySettled."""
    _move(signal, "read")


def make_ticket(signal, role: str, due: date | None = None):
    """Make a ticket for a role of a signal, which is read by that; return the ticket.

    Raises UnknownRole, PastDue, AlreadyTicket, NotAddressee or AlreadySettled.
    """
    if signal.ticket:
        raise errors.AlreadyTicket
    _move(signal, "make_ticket", role=role, due=due)
    return _beside(signal, signal.ticket)


def take(ticket) -> None:
    """Take a ticket in hand; raises AlreadyTaken, AlreadySettled or NotAddressee."""
    if _state(ticket) == "in_progress":
        raise errors.AlreadyTaken
    _move(ticket, "take")


def finish(ticket, outcome: str) -> None:
    """Finish a ticket with an outcome, taking it first where nobody had."""
    require_outcome("done", outcome)
    if _state(ticket) == "created":
        _move(ticket, "take")
    _move(ticket, "finish", outcome.strip())


def hand_over(ticket, role: str, reason: str):
    """Hand a ticket to another role with a reason: it ends here and a new one begins there.

    Returns the new ticket, due as the old one was. Raises UnknownRole, SameRole, MissingReason,
    AlreadySettled or NotAddressee.
    """
    _move(ticket, "hand_over", (reason or "").strip(), role=role)
    return _beside(ticket, ticket.handed_to)


def cancel(followup, reason: str) -> None:
    """Take back a signal or ticket with a reason; raises MissingReason or NotAddressee."""
    _move(followup, "cancel", (reason or "").strip())


def archive(signal) -> None:
    """Put a signal away that was read long ago; the system alone does."""
    _move(signal, "archive")


def cancel_for(document, reason: str = RECLASSIFIED) -> int:
    """Take back the signals and tickets of a document that nobody has touched; return how many."""
    untouched = followups(document, review_state=states.UNTOUCHED)
    # Whoever reclassifies a document need not be whom the ticket waits for.
    with api.env.adopt_roles([CASE_SUPERVISOR]):
        for brain in untouched:
            cancel(brain._unrestrictedGetObject(), reason)
    return len(untouched)


def followups(document, **query) -> list:
    """Return the catalogue's entries of the signals and tickets of a document."""
    return api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type=["Signal", "Ticket"],
        document_uid=api.content.get_uuid(document),
        **query,
    )


def require_outcome(state: str, outcome: str) -> None:
    """Refuse the end of a ticket that says nothing; raises MissingOutcome."""
    if state == "done" and not (outcome or "").strip():
        raise errors.MissingOutcome


def checked_move(followup, transition: str, given: Mapping) -> None:
    """Refuse a transition that does not say what it has to; called before it happens."""
    comment = (given.get("comment") or "").strip()
    if transition in ("read", "make_ticket"):
        _require_told(followup)
    if transition == "finish":
        require_outcome("done", comment)
    if transition in ("hand_over", "make_ticket"):
        role = roles.checked(given.get("role") or "")
    if transition == "hand_over" and role == role_of(followup):
        raise errors.SameRole
    if transition in ("hand_over", "cancel") and not comment:
        raise errors.MissingReason
    if transition == "make_ticket":
        _check_ticket_to_be(followup, given.get("due"))


def note_move(followup, transition: str, state: str, given: Mapping) -> None:
    """Keep what a transition says, and let follow from it what does; called after it happened."""
    comment = (given.get("comment") or "").strip()
    match transition:
        case "take":
            followup.taken_by = api.user.get_current().getId()
        case "finish":
            followup.outcome = comment
        case "cancel":
            followup.note = comment
        case "hand_over":
            _raise_elsewhere(followup, given["role"], comment)
        case "make_ticket":
            _raise_of_signal(followup, given["role"], given.get("due"))
    if state in states.SETTLED:
        close_access(followup, state)
        _note_when(followup)


def _raise_elsewhere(ticket, role: str, reason: str) -> None:
    uid = api.content.get_uuid(ticket)
    there = raise_from(ticket, role, ticket.due, handed_from=uid, note=reason)
    ticket.note, ticket.handed_to = reason, api.content.get_uuid(there)


def _raise_of_signal(signal, role: str, due: date | None) -> None:
    ticket = raise_from(signal, role, due, signal=api.content.get_uuid(signal))
    signal.ticket = api.content.get_uuid(ticket)


def _require_told(signal) -> None:
    """Let supervisors read the signals that nobody else answers, and no others."""
    if TICKET_WORKER in getSecurityManager().getUser().getRolesInContext(signal):
        return
    if not fallback.is_asked(role_of(signal), api.content.get_uuid(dossier_of(signal))):
        raise errors.NotAddressee


def _check_ticket_to_be(signal, due: date | None) -> None:
    if signal.ticket:
        raise errors.AlreadyTicket
    if due is not None and due < clock.today():
        raise errors.PastDue


def _note_when(followup) -> None:
    # What was read or done long ago is found by this day.
    followup.setModificationDate(DateTime(clock.now().isoformat()))
    followup.reindexObject(idxs=["modified"])


def _beside(followup, uid: str):
    """The ticket of the same dossier, also where it is no longer for the one who made it."""
    [brain] = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(UID=uid)
    return brain._unrestrictedGetObject()


def _state(followup) -> str:
    return getToolByName(followup, "portal_workflow").getInfoFor(followup, "review_state", "")


def _move(followup, transition: str, comment: str = "", **given: object) -> None:
    before = _state(followup)
    if before in states.SETTLED and (before, transition) not in states.AFTER_READING:
        raise errors.AlreadySettled
    workflow = getToolByName(followup, "portal_workflow")
    try:
        workflow.doActionFor(followup, transition, comment=comment, **given)
    except WorkflowException as error:
        raise errors.NotAddressee from error
