"""How complete a dossier is, in the few words that its page has room for."""

from collections.abc import Sequence

from farde.consultation.completeness.judging import EXPIRED, MISSING
from farde.consultation.completeness.operations import completeness
from farde.consultation.operations import DocumentRow
from farde.core.i18n import _


def summary(dossier, documents: Sequence[DocumentRow]) -> list:
    """Return what is wanting among the documents that the reader may see, nothing without aid."""
    found = completeness(dossier, documents)
    if not found.pieces:
        return []
    counted = [
        (_("summary_missing", default="Pièces manquantes : ${count}"), len(found.of(MISSING))),
        (_("summary_expired", default="Pièces périmées : ${count}"), len(found.of(EXPIRED))),
        (_("summary_excess", default="Documents en trop : ${count}"), len(found.excess)),
    ]
    told = [
        _(str(text), default=text.default, mapping={"count": count})
        for text, count in counted
        if count
    ]
    return told or [_("summary_complete", default="Toutes les pièces attendues sont là")]
