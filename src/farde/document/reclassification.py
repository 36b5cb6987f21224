"""Reclassifying a document by hand: who may, what it would do, and doing it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from AccessControl import getSecurityManager
from DateTime import DateTime
from plone import api
from zExceptions import NotFound
from zope.component import getUtilitiesFor

from farde.access import operations as access
from farde.access.roles import CASE_HANDLER, CASE_SUPERVISOR
from farde.core import clock
from farde.core.visitor import current_user_id
from farde.document import classification, notes, operations
from farde.document.amounts import written_amount
from farde.document.correction_errors import (
    CorrectedInDossier,
    CorrectedMeanwhile,
    NothingCorrected,
    NotYoursToReclassify,
    ReasonlessCorrection,
)
from farde.document.interfaces import Consequence, IConsequences
from farde.document.profile import Profile, parse_profile
from farde.document.settings import setting

_CAPTURE_AGENT = "Capture Agent"
#: What only who may view the document is shown: it may name people.
_NAMING = {"sender", "creditor", "amount", "payment_due"}


@dataclass(frozen=True)
class Plan:
    """What a reclassification would change, and what would follow of it."""

    before: Mapping[str, object]
    after: Mapping[str, object]
    consequences: tuple[Consequence, ...]


def present(document) -> dict[str, str]:
    """Return what is said of a document, as forms and applications write it."""
    return {name: written(getattr(document, name)) for name in Profile.__annotations__}


def shown_fields(document) -> list[str]:
    """Return the fields whose values the signed-in user may be told."""
    hidden = set() if api.user.has_permission("View", obj=document) else _NAMING
    return [name for name in Profile.__annotations__ if name not in hidden]


def prepare(document, raw: Mapping[str, object]) -> Plan:
    """Return what these values would change, and change nothing; what is left out stays.

    Raises the refusals of ``require``, NothingCorrected, and Refusals naming fields at fault.
    """
    require(document)
    known = present(document)
    kept = {known["document_type"], known["document_kind"]}
    fields = parse_profile(known | {k: v for k, v in raw.items() if k in known}, kept).fields()
    after = {k: value for k, value in fields.items() if value != getattr(document, k)}
    if not after:
        raise NothingCorrected
    before = {name: getattr(document, name) for name in after}
    return Plan(before, after, tuple(_foreseen(document, after)))


def reclassify(
    document, raw: Mapping[str, object], reason: str, generation: int | None = None
) -> Plan:
    """Correct what is said of a document, for the signed-in user; return what was done.

    ``generation`` is the one that was read back. Raises what ``prepare`` raises,
    ReasonlessCorrection and CorrectedMeanwhile.
    """
    if generation not in (None, classification.generation(document)):
        raise CorrectedMeanwhile
    plan = prepare(document, raw)
    if not reason.strip():
        raise ReasonlessCorrection
    operations.reclassify(document, plan.after, reason)
    return plan


def require(document) -> None:
    """Let pass who may reclassify a document; raises NotYoursToReclassify and CorrectedInDossier.

    For who may not know of the document there is none: raises NotFound.
    """
    if operations.is_misfiled(document):
        raise NotFound
    if follows(document) or _may_read_own_note(document):
        return
    if may_still_fix(document):
        if _corrected_by_others(document):
            raise CorrectedInDossier
        return
    if not api.user.has_permission("View", obj=document):
        raise NotFound
    raise NotYoursToReclassify


def may_reclassify(document) -> bool:
    """Tell whether the signed-in user follows the dossier, or filed the document just now."""
    if operations.is_misfiled(document):
        return False
    return follows(document) or _may_read_own_note(document) or may_still_fix(document)


def follows(content) -> bool:
    """Tell whether the signed-in user is AS titulaire or AS en chef of a dossier or document."""
    held = getSecurityManager().getUser().getRolesInContext(content)
    return api.user.has_permission("View", obj=content) and bool(
        {CASE_HANDLER, CASE_SUPERVISOR} & {*held}
    )


def may_still_fix(document) -> bool:
    """Tell whether the signed-in user, or their capture team, filed a document just now."""
    dossier_uid = api.content.get_uuid(operations.dossier_of(document))
    return filed_just_now(document.Creator(), document.created(), dossier_uid)


def filed_just_now(creator: str, filed: DateTime, dossier_uid: str) -> bool:
    """Tell the same of a document that a list knows by its creator, its time and its dossier."""
    me = current_user_id()
    if not api.user.has_permission("farde: Capture") or access.shut_out(me, dossier_uid):
        return False
    in_time = clock.now() - filed.asdatetime() < timedelta(hours=setting("fixing_hours"))
    return in_time and (creator == me or _both_capture(me, creator))


def _corrected_by_others(document) -> bool:
    """Whether somebody else than who filed it, or their team, has corrected the document."""
    me, whose = current_user_id(), {one.by for one in classification.corrections(document)}
    return any(not _both_capture(me, one) for one in whose - {me, ""})


def _may_read_own_note(document) -> bool:
    return api.user.has_permission("View", obj=document) and notes.may_share(document)


def _both_capture(*user_ids: str) -> bool:
    users = [api.user.get(userid=one) if one else None for one in user_ids]
    return all(user is not None and _CAPTURE_AGENT in user.getRoles() for user in users)


def _foreseen(document, after: Mapping[str, object]) -> list[Consequence]:
    if after.keys().isdisjoint(classification.RULED):
        return []
    rooms = sorted(getUtilitiesFor(IConsequences), reverse=True)
    return [one for _name, foretell in rooms for one in foretell(document, after)]


def written(value: object) -> str:
    """Return a value as forms and applications write it."""
    if isinstance(value, date):
        return value.isoformat()
    return written_amount(value) if isinstance(value, Decimal) else str(value or "")
