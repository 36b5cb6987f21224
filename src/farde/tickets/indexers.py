"""What the catalogue knows of signals and tickets: all that the inbox shows."""

from datetime import datetime

from Acquisition import aq_inner, aq_parent
from plone import api
from plone.indexer import indexer

from farde.document.indexers import received_on as received_on_of
from farde.dossier.operations import beneficiary
from farde.tickets import roles, states
from farde.tickets import waiting as waiting_of
from farde.tickets.content import IFollowUp
from farde.tickets.opening import role_of


@indexer(IFollowUp)
def document_uid(followup) -> str:
    """The document it is about."""
    return followup.document


@indexer(IFollowUp)
def document_type(followup) -> str:
    """The type of the document, as it is classified now."""
    return _document(followup).document_type


@indexer(IFollowUp)
def received_on(followup) -> datetime | None:
    """The day the document was received."""
    return received_on_of(_document(followup))()


@indexer(IFollowUp)
def dossier_uid(followup) -> str:
    """The dossier it is in."""
    return _dossier(followup).UID()


@indexer(IFollowUp)
def dossier_number(followup) -> str:
    """The dossier's number."""
    return _dossier(followup).getId()


@indexer(IFollowUp)
def beneficiary_name(followup) -> str:
    """The beneficiary's name; only who may view the signal or ticket is shown the row."""
    person = beneficiary(_dossier(followup))
    return person.title if person is not None else ""


@indexer(IFollowUp)
def addressee(followup) -> list[str]:
    """The circles and services that it is for."""
    return roles.addressees(role_of(followup), _dossier(followup).UID())


@indexer(IFollowUp)
def waiting(followup) -> list[str]:
    """The circles that it waits for; none once it is settled."""
    state = api.content.get_state(followup, states.UNTOUCHED[0])
    return waiting_of.circles_waited_for(followup, state, _dossier(followup).UID())


@indexer(IFollowUp)
def pressing(followup) -> str:
    """Its place among what presses."""
    received = _document(followup).received_on
    due = getattr(followup, "due", None)
    return waiting_of.rank(followup.portal_type, due, received, followup.UID())


@indexer(IFollowUp)
def assignee_role(followup) -> str:
    """The role that it is for."""
    return role_of(followup)


@indexer(IFollowUp)
def searchable_text(followup) -> str:
    """Nothing: whoever searches looks for the document."""
    return ""


def _dossier(followup):
    return aq_parent(aq_inner(followup))


def _document(followup):
    return _dossier(followup)[followup.document_id]
