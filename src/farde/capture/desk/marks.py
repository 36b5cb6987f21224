"""What is noted on pages and parts: blanks, codes, doubles, earlier documents."""

from collections.abc import Iterable

from zope.globalrequest import getRequest
from zope.i18n import translate

from farde.capture import deposits, sources, work
from farde.capture.plan import Plan
from farde.core.i18n import _

_BLANK = _("desk_mark_blank", default="proposé : page blanche")
_CODE = _("desk_mark_code", default="code-barres")
_SIGNED = _("desk_mark_signed", default="signé")


def pages(batch, plan: Plan, state: work.Work) -> dict[str, dict]:
    """Return, for each page, its name in the stack, its marks and why it might be set aside."""
    found = sources.of(batch)
    paged = [source for source in found if source.pages]
    letters = {one.id: chr(65 + n % 26) if len(paged) > 1 else "" for n, one in enumerate(paged)}
    signed = {source.id for source in found if source.signed}
    return {
        str(leaf): {
            "name": f"{letters.get(leaf.source, '')}{leaf.number}",
            "marks": _marks(state, str(leaf), leaf.source in signed),
            "proposed": _proposed(state, str(leaf)),
        }
        for leaf in plan.leaves()
    }


def numbers_of(uids: Iterable[str]) -> list[str]:
    """Return the numbers of the dossiers that a part was filed in, where they may be known."""
    brains = deposits.filed_as(" ".join(uids))
    return [one.dossier_number or "" for one in brains if not deposits.hidden(one)]


def earlier(batch) -> list[str]:
    """Return, in words, what of the deposit the centre has already."""
    return []


def _marks(state: work.Work, leaf: str, signed: bool) -> list[str]:
    sight = state.sights.get(leaf)
    noted = [_BLANK] if getattr(sight, "blank", False) else []
    noted += [_CODE] if getattr(sight, "codes", ()) else []
    noted += [_SIGNED] if signed else []
    return [translate(one, context=getRequest()) for one in noted]


def _proposed(state: work.Work, leaf: str) -> str:
    if getattr(state.sights.get(leaf), "blank", False):
        return "blank"
    return "other"
