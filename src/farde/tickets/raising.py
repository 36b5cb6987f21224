"""Raising signals and tickets: once for a key and a document, whoever asks again."""

from datetime import date

from plone import api
from plone.dexterity.utils import addContentToContainer, createContent
from zope.i18n import translate

from farde.access.circles import circle_id
from farde.core import ids
from farde.document.operations import dossier_of
from farde.thesaurus import operations as thesaurus
from farde.tickets import roles
from farde.tickets.deadlines import after_working_days
from farde.tickets.opening import open_access, role_of
from farde.tickets.reasons import NEW_DOCUMENT, TO_HANDLE, reason_label

#: Held on one signal or ticket by whom it is for.
TICKET_WORKER = "Ticket Worker"


def raise_signal(document, role: str, key: str, reason: str = NEW_DOCUMENT):
    """Tell a role of a document; the same key and document meet the signal that is there.

    A rule may name a role that has gone since: that is for the team's queue, not for nobody.
    """
    return _raise(document, "Signal", key, reason, recipient_role=role)


def raise_ticket(
    document, role: str, key: str, reason: str = TO_HANDLE, due_working_days: int | None = None
):
    """Ask a role to act on a document; the same key and document meet the ticket that is there.

    The delay counts in working days from reception. A ticket for a service opens the dossier
    to it until the ticket is done or cancelled.
    """
    due = after_working_days(document.received_on, due_working_days) if due_working_days else None
    return _raise(document, "Ticket", key, reason, assignee_role=role, due=due)


def raise_from(followup, role: str, due: date | None, **trace: str):
    """Ask a role to act on what a signal or another ticket is about; once for each of those.

    ``trace`` says where it comes from: fields of the new ticket.
    """
    document = dossier_of(followup)[followup.document_id]
    key = f"from:{api.content.get_uuid(followup)}"
    reason = TO_HANDLE if followup.reason == NEW_DOCUMENT else followup.reason
    fields = {"assignee_role": roles.checked(role), "due": due, **trace}
    return _raise(document, "Ticket", key, reason, **fields)


def give_worker_roles(followup, dossier_uid: str) -> None:
    """Let the circles of those it is for work on a signal or ticket."""
    for function in roles.functions(role_of(followup), followup.portal_type):
        followup.manage_setLocalRoles(circle_id(dossier_uid, function), [TICKET_WORKER])


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


def _title(reason: str, document) -> str:
    term = thesaurus.document_type(document.document_type)
    label = term.label if term is not None else document.document_type
    return translate(reason_label(reason, label), target_language="fr")
