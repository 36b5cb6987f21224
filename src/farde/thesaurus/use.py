"""Whether a term is used, and by what: a term in use cannot be deleted."""

from collections.abc import Mapping

from zope.component import getUtilitiesFor
from zope.globalrequest import getRequest
from zope.i18n import translate

from farde.core.i18n import _
from farde.thesaurus.interfaces import ITermFollowers, ITermUse, Use
from farde.thesaurus.terms import Term, level_below

_CHILDREN = _("term_use_children", default="termes qui en dépendent : ${count}")
_MERGED = _("term_use_merged", default="termes fusionnés avec lui : ${count}")
_KEPT = _("term_use_kept", default="il reste lisible pour ce qui portait son nom")


def uses(term: Term, known: Mapping[tuple[str, str], Term]) -> list[Use]:
    """Return what uses a term among these terms and in all rooms."""
    found = [
        Use(_CHILDREN, _count(known, level=level_below(term.level), parent=term.id)),
        Use(_MERGED, _count(known, level=term.level, merged_into=term.id)),
        Use(_KEPT, int(bool(term.merged_into))),
    ]
    for _name, room in getUtilitiesFor(ITermUse):
        found += room.uses(term.level, term.id)
    return [one for one in found if one.count]


def told(uses: list[Use]) -> str:
    """Return the uses in the words of the reader."""
    return ", ".join(_said(one) for one in uses)


def behind(level: str, slug: str) -> int:
    """Return how much content has not yet followed a term that was merged or moved."""
    return sum(room.behind(level, slug) for _name, room in getUtilitiesFor(ITermFollowers))


def _said(one: Use) -> str:
    message = _(str(one.reason), default=one.reason.default, mapping={"count": one.count})
    return translate(message, context=getRequest())


def _count(known: Mapping[tuple[str, str], Term], **wanted: str) -> int:
    if not all(wanted.values()):
        return 0
    return sum(
        all(getattr(term, name) == value for name, value in wanted.items())
        for term in known.values()
    )
