"""What terms and proposals say, in the words of the reader."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.schema import Choice, List
from zope.schema.interfaces import IField

from farde.core.days import short_day
from farde.core.i18n import _
from farde.thesaurus import snapshot, terms, tree
from farde.thesaurus.pages.fields import choices
from farde.thesaurus.terms import Change, level_above, level_below
from farde.thesaurus.values import fields

LEVEL_TITLES = {
    "ThesaurusProfile": _("level_profile", default="Profil"),
    "DocumentType": _("level_type", default="Type de document"),
    "DocumentKind": _("level_kind", default="Entrée d'inventaire"),
}

#: What a proposal does, as its heading says it.
KIND_TITLES = {
    terms.CREATE: _("thesaurus_do_create", default="Créer"),
    terms.CHANGE: _("thesaurus_do_change", default="Modifier"),
    terms.MOVE: _("thesaurus_do_move", default="Déplacer"),
    terms.RETIRE: _("thesaurus_do_retire", default="Retirer"),
    terms.RESTORE: _("thesaurus_do_restore", default="Remettre en service"),
    terms.MERGE: _("thesaurus_do_merge", default="Fusionner"),
    terms.DELETE: _("thesaurus_do_delete", default="Supprimer"),
}

_UNDER = _("thesaurus_under", default="Rangé sous")
_INTO = _("thesaurus_into", default="Fusionné avec")


@dataclass(frozen=True)
class Difference:
    """One field of a change: its title, and its value before and after, in words."""

    title: str
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    """A change in words; ``url`` is where its term stands, "" when it no longer does."""

    title: str
    level: str
    label: str
    url: str
    differences: list[Difference]


def told(change: Change) -> Told:
    """Return a change in words."""
    term = snapshot.term(change.level, change.slug)
    label = change.after.get("title") if change.kind == terms.CREATE else None
    known = term.label if term is not None else change.slug
    return Told(
        title=KIND_TITLES.get(change.kind, change.kind),
        level=LEVEL_TITLES.get(change.level, change.level),
        label=str(label or change.before.get("title") or known),
        url=tree.address(term) if term is not None else "",
        differences=[*_places(change), *differences(change)],
    )


def differences(change: Change) -> list[Difference]:
    """Return the fields that a change writes, in the order of the form."""
    known = fields(change.level)
    # A new term is called by its label already.
    written = {
        name: one
        for name, one in known.items()
        if name in change.after and (change.kind != terms.CREATE or name != "title")
    }
    found = [
        Difference(one.title, shown(one, change.before.get(name)), shown(one, change.after[name]))
        for name, one in written.items()
    ]
    return [one for one in found if one.before != one.after]


def facts(level: str, values: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return title and value of what a term says of itself, without what it does not say."""
    told = [(one.title, shown(one, values.get(name))) for name, one in fields(level).items()]
    return [(title, value) for title, value in told if value]


def shown(field: IField, value: object) -> str:
    """Return a value of a field in words, "" for none."""
    if isinstance(value, date):
        return short_day(value)
    titles = dict(choices(field))
    if isinstance(field, List):
        separator = ", " if titles else " · "
        return separator.join(_title(titles, one) for one in value or ())
    return _title(titles, value) if isinstance(field, Choice) and value else str(value or "")


def label_of(level: str, slug: str) -> str:
    """Return the label of a term, its slug when it is no longer there."""
    term = snapshot.term(level, slug)
    return term.label if term is not None else slug


def child_title(level: str) -> str:
    """Return what is created under a term of a level."""
    return LEVEL_TITLES[level_below(level)]


def _title(titles: Mapping[str, str], value: object) -> str:
    return translate(titles.get(str(value), str(value)), context=getRequest())


def _places(change: Change) -> Iterable[Difference]:
    above = level_above(change.level)
    if change.kind in (terms.CREATE, terms.MOVE) and above:
        left = str(change.before.get("parent") or "")
        yield Difference(
            _UNDER, label_of(above, left) if left else "", label_of(above, change.parent)
        )
    if change.kind == terms.MERGE:
        yield Difference(_INTO, "", label_of(change.level, change.into))
