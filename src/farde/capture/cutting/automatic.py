"""Filing what lies behind a sheet that names dossier and type, where the centre decided so."""

from plone import api
from zope.annotation.interfaces import IAnnotations

from farde.access import operations as access
from farde.capture import history, work
from farde.capture.about import NOTHING
from farde.capture.filing import file_part
from farde.capture.plan import Part
from farde.capture.sheets.settings import files_by_separator
from farde.core.clock import CENTRE_TIME
from farde.core.errors import Refusal
from farde.document.profile import Profile, asked_fields, parse_profile
from farde.dossier import operations as dossiers

_ANNOTATION = "farde.capture.by_sheet"
#: States of a dossier in which nobody has to think before filing.
_PLAIN = ("open", "active")


def file(batch) -> list:
    """File the parts of a fresh plan that their sheets name in full; return the documents.

    What a sheet leaves open, or what speaks against it, is left to a person.
    """
    if not files_by_separator():
        return []
    filed = []
    for part in work.planned(batch).open_parts:
        found = _ready(batch, part)
        if found is not None:
            dossier, profile = found
            [document] = file_part(batch, part.id, [dossier], profile)
            IAnnotations(document)[_ANNOTATION] = True
            history.note(batch, "filed-by-sheet", part=part.id)
            filed.append(document)
    return filed


def was_filed_by_sheet(document) -> bool:
    """Whether nobody looked at a document when it was filed."""
    return bool(IAnnotations(document).get(_ANNOTATION, False))


def _ready(batch, part: Part) -> tuple[object, Profile] | None:
    """Return where a part goes, and as what; None when a person has to look at it."""
    state = work.of(batch)
    said = state.drafts.get(part.id, {})
    number, type_id = said.get("dossier", ""), said.get("document_type", "")
    if not number or not type_id or asked_fields(type_id):
        return None
    if any(str(leaf) in state.marks for leaf in part.leaves):
        return None
    try:
        dossier = dossiers.by_number(number)
        profile = parse_profile(_profile(batch, type_id))
    except Refusal:
        return None
    return (dossier, profile) if _is_plain(dossier, batch.Creator()) else None


def _is_plain(dossier, depositor: str) -> bool:
    """Whether a dossier is followed as any other, and its depositor may know of it."""
    uid = api.content.get_uuid(dossier)
    limits = access.limits()
    shut = limits.named(uid) is not None or limits.shut_out(uid, depositor)
    return not shut and api.content.get_state(dossier) in _PLAIN


def _profile(batch, type_id: str) -> dict[str, str]:
    about = getattr(batch, "about", None) or NOTHING
    deposited = batch.created().asdatetime().astimezone(CENTRE_TIME).date()
    received = about.received_on or deposited
    return {
        "document_type": type_id,
        "received_on": received.isoformat(),
        "channel": batch.channel or "",
        "sender": about.sender,
    }
