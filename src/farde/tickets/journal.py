"""What the access journal is told of signals and tickets."""

from Acquisition import aq_inner, aq_parent
from plone import api
from zope.component import adapter
from zope.interface import implementer

from farde.access.journal.interfaces import IAccessSubject, Subject
from farde.tickets.content import IFollowUp


@adapter(IFollowUp)
@implementer(IAccessSubject)
def follow_up_subject(followup) -> Subject:
    """Return the ids of a signal or ticket, of its dossier and of the beneficiary."""
    dossier = aq_parent(aq_inner(followup))
    dossier_uid, person = api.content.get_uuid(dossier), getattr(dossier, "beneficiary", None)
    kind = followup.portal_type.lower()
    return Subject(kind, api.content.get_uuid(followup), dossier_uid, person or "")
