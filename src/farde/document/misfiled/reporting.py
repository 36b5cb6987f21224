"""Reporting a document that lies in the dossier of somebody else: it is hidden at once."""

from plone import api
from Products.CMFCore.utils import getToolByName
from zExceptions import NotFound
from zope.event import notify

from farde.access import operations as access
from farde.access.audience import PRIVACY_OFFICER, oversees, users_with
from farde.access.journal import actions
from farde.access.journal import operations as journal
from farde.access.journal.chain import Entry
from farde.access.journal.interfaces import IAccessSubject
from farde.core import clock, ids, mail
from farde.core.i18n import _
from farde.core.visitor import current_user_id
from farde.document import reclassification
from farde.document.events import DocumentMisfiled
from farde.document.misfiled import incidents
from farde.document.misfiled.errors import NotYoursToReport, ReasonlessReport
from farde.document.misfiled.incidents import Incident
from farde.document.operations import dossier_of, is_misfiled

#: The transition of the workflow by which a document is hidden, whichever door it comes through.
TRANSITION = "misfile"
_PAGE = "@@privacy-incidents"
_SUBJECT = _("mail_incident_subject", default="Farde : un incident de confidentialité à traiter")
_BODY = _(
    "mail_incident_body",
    default="Un document a été signalé comme classé chez la mauvaise personne. Il est déjà caché. "
    "Pour traiter l'incident, connectez-vous :",
)


def report_misfiled(document, reason: str) -> str:
    """Hide a document that is in the wrong dossier; return the id of the incident.

    Raises ReasonlessReport, NotYoursToReport, and NotFound for who may not know of the document.
    """
    check(document, reason)
    getToolByName(document, "portal_workflow").doActionFor(
        document, TRANSITION, comment=reason.strip()
    )
    return _id_for(document)


def may_report(document) -> bool:
    """Tell whether the signed-in user may report a document: as who may reclassify it.

    The privacy officers may too, without seeing it.
    """
    if is_misfiled(document):
        return False
    return _oversees(document) or reclassification.may_reclassify(document)


def check(document, reason: str) -> None:
    """Let pass who may report a document and says why; raises what ``report_misfiled`` raises."""
    if not may_report(document):
        if is_misfiled(document) or not api.user.has_permission("View", obj=document):
            raise NotFound
        raise NotYoursToReport
    if not (reason or "").strip():
        raise ReasonlessReport


def follow_report(document, reason: str) -> None:
    """Open the incident of a document that was just hidden, and tell the privacy officers."""
    dossier = dossier_of(document)
    incident = Incident(
        _id_for(document),
        at=clock.now(),
        by=current_user_id(),
        reason=reason.strip(),
        document_uid=api.content.get_uuid(document),
        document_id=document.getId(),
        dossier_uid=api.content.get_uuid(dossier),
        number=dossier.getId(),
        filed_at=document.created().asdatetime(),
    )
    incidents.add(incident)
    document.reindexObject(idxs=["digests"])
    note_in_journal(document, actions.MISFILED, incident)
    notify(DocumentMisfiled(document))
    mail.tell(sorted(officers(incident.dossier_uid)), _PAGE, _SUBJECT, _BODY)


def officers(dossier_uid: str) -> set[str]:
    """Return the privacy officers who may know of a dossier."""
    denied = access.limits().denied(dossier_uid)
    return {one for one in users_with(PRIVACY_OFFICER) if one not in denied}


def note_in_journal(document, action: str, incident: Incident) -> None:
    """Have the access journal note, if this is committed, what was done with a document."""
    subject = IAccessSubject(document)
    entry = Entry(
        action=action,
        who=current_user_id(),
        kind=subject.kind,
        uid=subject.uid,
        dossier_uid=subject.dossier_uid,
        detail=f"incident={incident.id}",
    )
    journal.record_on_commit([entry])


def _oversees(document) -> bool:
    denied = access.limits().denied(api.content.get_uuid(dossier_of(document)))
    return oversees() and current_user_id() not in denied


def _id_for(document) -> str:
    """A document is reported once: it is hidden for good, and what is refiled is another one."""
    return ids.derived_id("incident", api.content.get_uuid(document))
