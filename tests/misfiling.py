"""Reporting a document in the wrong dossier, and putting it right, as the tests do it."""

from farde.access.journal import operations as journal
from farde.access.journal.chain import Entry
from farde.document.misfiled import operations, reporting

WHY = "Attestation d'une autre personne"


def report(world, document, who: str = "caseworker1") -> str:
    """Report a document as a persona; return the id of the incident."""
    with world.as_user(who):
        return reporting.report_misfiled(document, WHY)


def reported(world, document, who: str = "caseworker1"):
    """Report a document, and return its incident as the privacy officer finds it."""
    incident_id = report(world, document, who)
    with world.as_user("privacy1"):
        return operations.incident(incident_id)


def refile(world, incident, right, **given: str):
    """Put the document of an incident into the right dossier, as the privacy officer."""
    with world.as_user("privacy1"):
        return operations.refile(incident, {"dossier": right.getId(), **given})


def look_at(document, who: str, action: str = "view") -> None:
    """Have the journal note that somebody read a document."""
    uid, dossier_uid = document.UID(), document.__parent__.UID()
    journal.record(Entry(action=action, who=who, kind="document", uid=uid, dossier_uid=dossier_uid))
