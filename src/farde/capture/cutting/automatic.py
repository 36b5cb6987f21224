"""Filing what lies behind a sheet that names dossier and type, where the centre decided so."""

from plone import api
from zope.annotation.interfaces import IAnnotations

from farde.access import operations as access
from farde.capture import history, keys, work
from farde.capture.about import NOTHING
from farde.capture.cutting.proposing import Proposal
from farde.capture.cutting.separators import Separator
from farde.capture.filing import file_part
from farde.capture.plan import Part
from farde.capture.quality import checking
from farde.capture.sheets.settings import files_by_separator
from farde.core.clock import CENTRE_TIME
from farde.core.errors import Refusal
from farde.document.profile import Profile, asked_fields, parse_profile
from farde.dossier import operations as dossiers

_ANNOTATION = "farde.capture.by_sheet"
#: States of a dossier in which nobody has to think before filing.
_PLAIN = ("open", "active")
#: What strangers send by themselves: a picture of a sheet is no sheet.
_FROM_OUTSIDE = ("email", "online", "api")


def file(batch, proposal: Proposal) -> list:
    """File the parts of a fresh plan that our own sheets name in full; return the documents.

    A sheet files once: what comes behind a copy of it, what a sheet leaves open, and what speaks
    against it, is left to a person.
    """
    if not files_by_separator() or batch.channel in _FROM_OUTSIDE:
        return []
    filed = []
    for part in proposal.plan.parts:
        sheet = proposal.sealed.get(part.id)
        found = _ready(batch, part, sheet) if isinstance(sheet, Separator) else None
        if found is not None:
            filed.append(_filed(batch, part, sheet, *found))
    return filed


def was_filed_by_sheet(document) -> bool:
    """Whether nobody looked at a document when it was filed."""
    return bool(IAnnotations(document).get(_ANNOTATION, False))


def _filed(batch, part: Part, sheet: Separator, dossier, profile: Profile):
    [document] = file_part(batch, part.id, [dossier], profile)
    keys.note(batch.aq_parent, _key(sheet), batch.getId())
    IAnnotations(document)[_ANNOTATION] = True
    history.note(batch, "filed-by-sheet", part=part.id)
    return document


def _ready(batch, part: Part, sheet: Separator) -> tuple[object, Profile] | None:
    """Return where a part goes, and as what; None when a person has to look at it."""
    number, type_id = sheet.dossier, sheet.document_type
    if not number or not type_id or asked_fields(type_id) or _is_odd(batch, part, sheet):
        return None
    try:
        dossier = dossiers.by_number(number)
        profile = parse_profile(_profile(batch, type_id))
    except Refusal:
        return None
    return (dossier, profile) if _is_plain(dossier, batch.Creator()) else None


def _is_odd(batch, part: Part, sheet: Separator) -> bool:
    """Whether a person has to see it: somebody was at the part meanwhile, its pages or its sheet
    came before, or it is one of the sample that colleagues check.
    """
    state = work.of(batch)
    return (
        part not in work.planned(batch).open_parts
        or any(str(leaf) in state.marks for leaf in part.leaves)
        or bool(keys.known(batch.aq_parent, _key(sheet)))
        or checking.needs_check(batch, part)
    )


def _key(sheet: Separator) -> str:
    return f"sheet|{sheet.nonce}"


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
