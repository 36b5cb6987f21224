"""What is noted on pages and parts: blanks, codes, doubles, earlier documents."""

from collections.abc import Iterable

from zope.globalrequest import getRequest
from zope.i18n import translate

from farde.capture import deposits, sources, work
from farde.capture.plan import Leaf, Plan
from farde.core.i18n import _

_BLANK = _("desk_mark_blank", default="proposé : page blanche")
_CODE = _("desk_mark_code", default="code-barres")
_UNSEALED = _("desk_mark_unsealed", default="feuille non imprimée ici : à vérifier")
_SIGNED = _("desk_mark_signed", default="signé")


def pages(batch, plan: Plan, state: work.Work) -> dict[str, dict]:
    """Return, for each page, its name in the stack, its marks and why it might be set aside."""
    found = sources.of(batch)
    paged = [source for source in found if source.pages]
    letters = {one.id: chr(65 + n % 26) if len(paged) > 1 else "" for n, one in enumerate(paged)}
    names = {leaf: f"{letters.get(leaf.source, '')}{leaf.number}" for leaf in plan.leaves()}
    signed = {source.id for source in found if source.signed}
    aside = {one.page.leaf for one in plan.discarded}
    proposed = {one.page.leaf for one in (state.past[0] if state.past else plan).discarded}
    return {
        str(leaf): {
            "name": name,
            "marks": [] if leaf in aside else _marks(state, leaf, names, leaf.source in signed),
            "proposed": _proposed(state, str(leaf)),
            "machine": leaf in aside and leaf in proposed,
        }
        for leaf, name in names.items()
    }


def numbers_of(uids: Iterable[str]) -> list[str]:
    """Return the numbers of the dossiers that a part was filed in, where they may be known."""
    brains = deposits.filed_as(" ".join(uids))
    return [one.dossier_number or "" for one in brains if not deposits.hidden(one)]


def _marks(state: work.Work, leaf: Leaf, names: dict[Leaf, str], signed: bool) -> list[str]:
    sight = state.sights.get(str(leaf))
    noted = [_BLANK] if getattr(sight, "blank", False) else []
    noted += [_CODE] if getattr(sight, "codes", ()) else []
    noted += [_SIGNED] if signed else []
    noted += [_UNSEALED] if state.marks.get(str(leaf)) == "unsealed" else []
    double = _double(state, str(leaf))
    if double:
        facts = {"number": names.get(double, str(double))}
        noted.append(_("desk_mark_double", default="double de la page ${number} ?", mapping=facts))
    return [translate(one, context=getRequest()) for one in noted]


def _double(state: work.Work, leaf: str) -> Leaf | None:
    kind, _colon, other = state.marks.get(leaf, "").partition(":")
    return Leaf.parse(other) if kind == "duplicate" else None


def _proposed(state: work.Work, leaf: str) -> str:
    """The reason that is at hand when a person sets the page aside."""
    if _double(state, leaf):
        return "duplicate"
    return "blank" if getattr(state.sights.get(leaf), "blank", False) else "other"
