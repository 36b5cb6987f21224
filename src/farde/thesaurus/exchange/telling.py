"""Differences in the words of the centre, for the page that reads them back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from farde.core.i18n import _
from farde.thesaurus import terms
from farde.thesaurus.exchange.entries import Key
from farde.thesaurus.pages import wording
from farde.thesaurus.pages.wording import Difference
from farde.thesaurus.terms import Change, Term, level_above

GROUP_TITLES = {
    terms.CREATE: _("import_created", default="Nouveaux termes"),
    terms.CHANGE: _("import_changed", default="Termes modifiés"),
    terms.MOVE: _("import_moved", default="Termes déplacés"),
    terms.MERGE: _("import_merged", default="Termes fusionnés"),
    terms.RETIRE: _("import_retired", default="Termes retirés"),
    terms.RESTORE: _("import_restored", default="Termes remis en vigueur"),
}


@dataclass(frozen=True)
class Told:
    """A change in words; ``where`` is the term above, ``goes`` the one it moves or merges to."""

    label: str
    slug: str
    where: str
    goes: str
    details: list[Difference]


@dataclass(frozen=True)
class Group:
    """The changes of one kind."""

    kind: str
    title: str
    changes: tuple[Told, ...]


def groups(changes: Iterable[Change], known: Mapping[Key, Term]) -> list[Group]:
    """Return changes by their kinds, in words."""
    changes = list(changes)
    labels = {key: one.label for key, one in known.items()}
    labels |= {
        (one.level, one.slug): str(one.after["title"]) for one in changes if "title" in one.after
    }
    found = {kind: [one for one in changes if one.kind == kind] for kind in GROUP_TITLES}
    return [
        Group(kind, GROUP_TITLES[kind], tuple(_told(one, known, labels) for one in asked))
        for kind, asked in found.items()
        if asked
    ]


def _told(change: Change, known: Mapping[Key, Term], labels: Mapping[Key, str]) -> Told:
    present = known.get((change.level, change.slug))
    above = change.parent if change.kind == terms.CREATE else present.parent if present else ""
    into = (change.level, change.into)
    if change.kind == terms.MOVE:
        into = (level_above(change.level), change.parent)
    return Told(
        present.label if present else labels.get((change.level, change.slug), change.slug),
        change.slug,
        labels.get((level_above(change.level), above), ""),
        labels.get(into, into[1]),
        wording.differences(change),
    )
