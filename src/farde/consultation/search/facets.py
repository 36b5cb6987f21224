"""How the documents found divide up: by type, Genre, year, AS titulaire and state."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from zope.i18nmessageid import Message

from farde.access import operations as access
from farde.consultation.operations import type_labels
from farde.consultation.search import operations
from farde.consultation.search.addresses import address
from farde.consultation.search.asked import Asked
from farde.core.i18n import _
from farde.core.people import display_names
from farde.document.vocabularies import DIRECTION_TITLES, STATE_TITLES


@dataclass(frozen=True)
class Choice:
    """One value of a filter; ``count`` is None where more were found than are counted."""

    label: str
    url: str
    count: int | None
    current: bool


@dataclass(frozen=True)
class Facet:
    """A filter with the values that occur; the chosen one leads back to all."""

    id: str
    title: Message
    choices: list[Choice]


Labels = Callable[[Iterable[str]], Mapping[str, str]]
Values = Callable[[Sequence[Any]], Iterable[str]]
_Filter = tuple[Message, Values, Labels]


def facets(asked: Asked, found: Sequence[Any]) -> list[Facet]:
    """Return the filters that would narrow the documents found, or already do."""

    # Without a filter that is set, each of them divides the same documents.
    @cache
    def documents(other: Asked) -> Sequence[Any]:
        return found if other == asked else operations.documents(other)

    made = [
        _facet(asked, name, documents(asked.without(name)), how) for name, how in _FACETS.items()
    ]
    return [one for one in made if len(one.choices) > 1 or getattr(asked, one.id)]


def _facet(asked: Asked, name: str, found: Sequence[Any], how: _Filter) -> Facet:
    title, values, labels = how
    many = len(found) > operations.MANY
    counts = Counter(value for value in values(found[: operations.MANY]) if value)
    now = getattr(asked, name)
    counts.update({now: 0} if now else {})
    known = labels(counts)
    choices = [
        _choice(asked, name, value, known.get(value, value), None if many else counts[value])
        for value in [*(one for one in known if one in counts), *sorted(counts.keys() - known)]
    ]
    return Facet(name, title, choices)


def _choice(asked: Asked, name: str, value: str, label: str, count: int | None) -> Choice:
    current = getattr(asked, name) == value
    url = address(replace(asked, **{name: "" if current else value}))
    return Choice(label, url, count, current)


def _caseworkers(brains: Sequence[Any]) -> list[str]:
    uids = [brain.dossier_uid for brain in brains]
    held = access.holders(set(uids), "caseworker")
    return [held.get(uid, "") for uid in uids]


def _years(brains: Sequence[Any]) -> list[str]:
    return [str(brain.received_on.year) if brain.received_on else "" for brain in brains]


def _latest_first(years: Iterable[str]) -> dict[str, str]:
    return {year: year for year in sorted(years, reverse=True)}


def _names(users: Iterable[str]) -> dict[str, str]:
    return dict(sorted(display_names(set(users)).items(), key=lambda one: one[1]))


def _read(column: str) -> Values:
    return lambda brains: [getattr(brain, column) or "" for brain in brains]


_FACETS: dict[str, _Filter] = {
    "type_id": (
        _("label_document_type", default="Type de document"),
        _read("document_type"),
        lambda _found: type_labels(),
    ),
    "direction": (
        _("label_direction", default="Genre"),
        _read("direction"),
        lambda _found: DIRECTION_TITLES,
    ),
    "period": (_("label_received_on", default="Reçu le"), _years, _latest_first),
    "caseworker": (_("label_caseworker", default="AS titulaire"), _caseworkers, _names),
    "state": (
        _("label_state", default="État"),
        _read("review_state"),
        lambda _found: STATE_TITLES,
    ),
}
