"""The verbs of a privacy incident: look it up, note what is done, refile the document, close."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from plone import api

from farde.access import operations as access
from farde.access.journal import actions
from farde.core import clock, days
from farde.core.errors import Refusal, Refusals
from farde.core.visitor import current_user_id
from farde.document import operations, reclassification, stubs, twins
from farde.document.misfiled import incidents
from farde.document.misfiled.errors import (
    AlreadyClosed,
    AlreadyRefiled,
    EmptyNote,
    UnknownIncident,
    UnreadableClosing,
)
from farde.document.misfiled.incidents import Closing, Incident, Note, Refiling
from farde.document.misfiled.reporting import note_in_journal
from farde.document.profile import Profile, parse_profile
from farde.dossier.errors import MissingDossier, UnknownDossier
from farde.dossier.operations import DOSSIERS_ID


@dataclass(frozen=True)
class Right:
    """Where a document belongs, and what is said of it there."""

    dossier: object
    profile: Profile


def register() -> list[Incident]:
    """Return the incidents for the signed-in privacy officer, the last reported first.

    Those of a dossier from which the officer is barred are left out.
    """
    return [one for one in incidents.newest_first() if not _barred(one.dossier_uid)]


def count_open() -> int:
    """Return how many incidents wait for the signed-in privacy officer."""
    return sum(one.is_open for one in register())


def incident(incident_id: str) -> Incident:
    """Return an incident by its id; raises UnknownIncident."""
    found = incidents.find(incident_id)
    if found is None or _barred(found.dossier_uid):
        raise UnknownIncident
    return found


def document_of(one: Incident):
    """Return the document of an incident, whoever may view it; the caller answers for who asks."""
    search = api.portal.get_tool("portal_catalog").unrestrictedSearchResults
    [brain] = search(UID=one.document_uid)
    return brain._unrestrictedGetObject()


def note(one: Incident, text: str) -> None:
    """Add what was done or decided; raises EmptyNote."""
    if not text.strip():
        raise EmptyNote
    one.notes += (Note(clock.now(), current_user_id(), text.strip()),)


def close(one: Incident, day: str) -> None:
    """Close an incident on a day (``2026-03-02``); raises UnreadableClosing and AlreadyClosed."""
    if not one.is_open:
        raise AlreadyClosed
    on = days.parsed_day(day)
    if on is None or not one.at.astimezone(clock.CENTRE_TIME).date() <= on <= clock.today():
        raise UnreadableClosing
    one.closing = Closing(on, clock.now(), current_user_id())


def prepare_refiling(one: Incident, raw: Mapping[str, object]) -> Right:
    """Return where the document of an incident would go; changes nothing.

    The day of reception stays. Raises AlreadyRefiled, or Refusals naming the fields at fault.
    """
    if one.refiling is not None:
        raise AlreadyRefiled
    faults: list[Refusal] = []
    dossier = profile = None
    try:
        dossier = _meant(str(raw.get("dossier") or ""))
    except Refusal as refusal:
        faults.append(refusal)
    try:
        profile = _profile(document_of(one), raw)
    except Refusal as refusal:
        faults += refusal.each()
    if faults:
        raise Refusals(faults)
    return Right(dossier, profile)


def refile(one: Incident, raw: Mapping[str, object]):
    """File the document of an incident where it belongs; return the new document.

    The bytes are the same, and the rules speak there as for any filing. Of the old document a
    stub stays. Raises what ``prepare_refiling`` raises, and NoteWithoutAuthor.
    """
    right, document = prepare_refiling(one, raw), document_of(one)
    new = _filed_anew(document, right)
    note_in_journal(document, actions.REFILED, one)
    note_in_journal(new, actions.REFILED, one)
    uids = api.content.get_uuid(right.dossier), api.content.get_uuid(new)
    one.refiling = Refiling(clock.now(), current_user_id(), right.dossier.getId(), *uids)
    stubs.leave_stub(document)
    return new


def elsewhere(one: Incident) -> list[str]:
    """Return the numbers of the other dossiers in which the same bytes lie in sight."""
    found = twins.dossiers_of(document_of(one)) if one.refiling is None else set()
    search = api.portal.get_tool("portal_catalog").unrestrictedSearchResults
    brains = search(UID=list(found), portal_type="Dossier") if found else ()
    return sorted(brain.getId for brain in brains if not _barred(brain.UID))


def _filed_anew(document, right: Right):
    file, inspection = twins.same_bytes(document.file), operations.inspected(document)
    [new] = operations.file_in_all(
        [right.dossier], file, inspection, right.profile, document.original
    )
    twins.succeed(document, new)
    return new


def _profile(document, raw: Mapping[str, object]) -> Profile:
    known = reclassification.present(document)
    given = {name: value for name, value in raw.items() if name in known}
    kept = {known["document_type"], known["document_kind"]}
    profile = parse_profile(known | given | {"received_on": known["received_on"]}, kept)
    return replace(profile, received_on=document.received_on)


def _meant(typed: str):
    number = typed.strip().partition(" ")[0]
    if not number:
        raise MissingDossier
    dossier = api.portal.get()[DOSSIERS_ID].get(number)
    if dossier is None or _barred(api.content.get_uuid(dossier)):
        raise UnknownDossier
    return dossier


def _barred(dossier_uid: str) -> bool:
    """A deny list names also those who otherwise watch over protected dossiers."""
    return current_user_id() in access.limits().denied(dossier_uid)
