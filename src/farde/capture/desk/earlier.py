"""What the centre has already of a deposit or of a part, in words."""

from zope.globalrequest import getRequest
from zope.i18n import translate

from farde.capture import duplicates, work
from farde.capture.duplicates import Earlier
from farde.core.i18n import _

_EXACT = _(
    "desk_earlier_exact",
    default="Le même fichier est déjà là : ${what}, ${where}, du ${day} (${state}).",
)
_EXACT_HIDDEN = _(
    "desk_earlier_exact_hidden",
    default="Le même fichier est déjà dans un dossier que vous ne consultez pas.",
)
_NEAR = _(
    "desk_earlier_near",
    default="Ressemble à ${score} % à : ${what}, ${where}, du ${day} (${state}).",
)


def of_batch(batch) -> list[str]:
    """Return where the same bytes are already."""
    return [_said(one) for one in duplicates.of_batch(batch)]


def of_part(batch, part_id: str, dossier: str, document_type: str) -> list[str]:
    """Return what in the dossier is much like a part; nothing before both are chosen."""
    number = dossier.split(" ", maxsplit=1)[0] if dossier else ""
    if not number or not document_type:
        return []
    part = work.planned(batch).part(part_id)
    return [_said(one) for one in duplicates.of_part(batch, part, number, document_type)]


def _said(one: Earlier) -> str:
    if not one.what:
        return translate(_EXACT_HIDDEN, context=getRequest())
    text = _EXACT if one.kind == "exact" else _NEAR
    facts = {
        "what": translate(one.what, context=getRequest()),
        "where": one.dossier or "–",
        "day": f"{one.received_on:%d/%m/%Y}" if one.received_on else "–",
        "state": translate(one.state, context=getRequest()),
        "score": str(round(one.score * 100)),
    }
    return translate(_(str(text), default=text.default, mapping=facts), context=getRequest())
