"""The verbs of the room: raise, read, take, finish and cancel; ask what waits for whom."""

from plone import api
from plone.dexterity.utils import addContentToContainer, createContent
from Products.CMFCore.utils import getToolByName
from Products.CMFCore.WorkflowCore import WorkflowException
from zope.i18n import translate

from farde.access import causes
from farde.access import operations as access
from farde.access.circles import circle_id
from farde.access.roles import CASE_SUPERVISOR
from farde.core import ids
from farde.document.operations import dossier_of
from farde.dossier.holders import REFERENT
from farde.thesaurus import operations as thesaurus
from farde.tickets import errors, roles, states
from farde.tickets.deadlines import after_working_days
from farde.tickets.inbox import Counts, Row, counts, inbox
from farde.tickets.reasons import NEW_DOCUMENT, TO_HANDLE, reason_label

__all__ = ["Counts", "Row", "counts", "inbox"]  # the reading verbs, kept in a module of their own

#: Held on one signal or ticket by whom it is for.
TICKET_WORKER = "Ticket Worker"


def raise_signal(document, role: str, key: str, reason: str = NEW_DOCUMENT):
    """Tell a role of a document; the same key and document meet the signal that is there."""
    return _raise(document, "Signal", key, reason, recipient_role=roles.checked(role))


def raise_ticket(
    document, role: str, key: str, reason: str = TO_HANDLE, due_working_days: int | None = None
):
    """Ask a role to act on a document; the same key and document meet the ticket that is there.

    The delay counts in working days from reception. A ticket for a service opens the dossier
    to it until the ticket is done or cancelled.
    """
    due = after_working_days(document.received_on, due_working_days) if due_working_days else None
    return _raise(document, "Ticket", key, reason, assignee_role=roles.checked(role), due=due)


def read_signal(signal) -> None:
    """Mark a signal as read; raises NotAddressee or AlreadySettled."""
    _move(signal, "read")


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


def cancel_for(document) -> int:
    """Take back the signals and tickets of a document that nobody has touched; return how many."""
    untouched = _followups(document, review_state=states.UNTOUCHED)
    # Whoever reclassifies a document need not be whom the ticket waits for.
    with api.env.adopt_roles([CASE_SUPERVISOR]):
        for brain in untouched:
            _move(brain._unrestrictedGetObject(), "cancel")
    return len(untouched)


def refresh_for(document) -> None:
    """Re-index the signals and tickets of a document whose description has changed."""
    described = (document.document_type, document.received_on)
    for brain in _followups(document):
        received = brain.received_on.date() if brain.received_on else None
        if (brain.document_type, received) != described:
            brain._unrestrictedGetObject().reindexObject(idxs=["document_type", "received_on"])


def require_outcome(state: str, outcome: str) -> None:
    """Refuse the end of a ticket that says nothing; raises MissingOutcome."""
    if state == "done" and not (outcome or "").strip():
        raise errors.MissingOutcome


def note_move(ticket, state: str, comment: str) -> None:
    """Keep what a transition says; a finished or cancelled ticket closes what it had opened."""
    if state == "in_progress":
        ticket.taken_by = api.user.get_current().getId()
    if state == "done":
        ticket.outcome = comment.strip()
    if state in states.SETTLED:
        close_access(ticket, state)


def answer(uid: str, action: str, outcome: str = ""):
    """Do what the signed-in user answers to a signal or ticket, and return it.

    Raises UnknownAction, UnknownFollowUp and the refusals of the verb.
    """
    portal_type, verb = ANSWERS.get(action, ("", None))
    if verb is None:
        raise errors.UnknownAction
    followup = _seen_by_me(uid, portal_type)
    verb(followup, outcome)
    return followup


#: What can be answered, to what, and the verb that does it.
ANSWERS = {
    "take": ("Ticket", lambda ticket, outcome: take(ticket)),
    "finish": ("Ticket", finish),
    "read": ("Signal", lambda signal, outcome: read_signal(signal)),
}


def role_of(followup) -> str:
    """Return the role a signal or ticket is for."""
    field = "recipient_role" if followup.portal_type == "Signal" else "assignee_role"
    return getattr(followup, field)


def _seen_by_me(uid: str, portal_type: str):
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog(UID=uid, portal_type=portal_type, show_inactive=True) if uid else ()
    if not brains:
        raise errors.UnknownFollowUp
    return brains[0].getObject()


def _raise(document, portal_type: str, key: str, reason: str, **fields):
    dossier = dossier_of(document)
    document_uid = api.content.get_uuid(document)
    name = ids.derived_id(portal_type.lower(), key, document_uid)
    if name in dossier:
        return dossier[name]
    followup = createContent(
        portal_type,
        id=name,
        title=_title(reason, document),
        document=document_uid,
        document_id=document.getId(),
        reason=reason,
        source=key,
        **fields,
    )
    # Given before it is added: it is then indexed once, and its raiser gets nothing as owner.
    give_worker_roles(followup, api.content.get_uuid(dossier))
    followup = addContentToContainer(dossier, followup, checkConstraints=False)
    open_access(followup)
    return followup


def give_worker_roles(followup, dossier_uid: str) -> None:
    """Let the circles of those it is for work on a signal or ticket."""
    for function in roles.functions(role_of(followup), followup.portal_type):
        followup.manage_setLocalRoles(circle_id(dossier_uid, function), [TICKET_WORKER])


def _title(reason: str, document) -> str:
    term = thesaurus.document_type(document.document_type)
    label = term.label if term is not None else document.document_type
    return translate(reason_label(reason, label), target_language="fr")


def open_access(followup) -> None:
    """Let the service that a signal or ticket is for in, if it is not in for it already."""
    place = _opened(followup)
    if place is not None and not _is_in(*place, _cause(followup)):
        access.join(*place, cause=_cause(followup))


def close_access(followup, state: str) -> None:
    """End what a settled signal or ticket opened to a service.

    It reads on for the days of grace after its work was done, not after a mistake was undone.
    """
    place = _opened(followup)
    if place is not None:
        dossier_uid, function, group = place
        end = access.leave if state == "cancelled" else access.leave_later
        end(dossier_uid, function, _cause(followup), group)


def _opened(followup) -> tuple[str, str, str] | None:
    """Dossier, function and site group that a signal or ticket lets in; None within the team."""
    role = role_of(followup)
    dossier_uid = api.content.get_uuid(dossier_of(followup))
    group = roles.shared_with(role)
    if not group or (role == REFERENT and access.holder(dossier_uid, REFERENT)):
        return None
    return dossier_uid, roles.functions(role, followup.portal_type)[-1], group


def _is_in(dossier_uid: str, function: str, group: str, cause: str) -> bool:
    live = access.members(dossier_uid, function)
    return any((member.principal, member.cause) == (group, cause) for member in live)


def _cause(followup) -> str:
    uid = api.content.get_uuid(followup)
    return causes.ticket(uid) if followup.portal_type == "Ticket" else causes.signal(uid)


def _followups(document, **query) -> list:
    return api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type=["Signal", "Ticket"],
        document_uid=api.content.get_uuid(document),
        **query,
    )


def _state(followup) -> str:
    return getToolByName(followup, "portal_workflow").getInfoFor(followup, "review_state", "")


def _move(followup, transition: str, comment: str = "") -> None:
    if _state(followup) in states.SETTLED:
        raise errors.AlreadySettled
    workflow = getToolByName(followup, "portal_workflow")
    try:
        workflow.doActionFor(followup, transition, comment=comment)
    except WorkflowException as error:
        raise errors.NotAddressee from error
