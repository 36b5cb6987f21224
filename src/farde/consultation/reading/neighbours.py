"""Where a document stands in the list by which its reader came, and what stands beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from plone import api

from farde.consultation import operations
from farde.consultation.dossierpage import asked, in_order
from farde.consultation.filters import Filter
from farde.consultation.operations import DocumentRow
from farde.document.operations import dossier_of


@dataclass(frozen=True)
class Neighbour:
    """The document before or after: what it is called, and its address in the same list."""

    title: str
    url: str


@dataclass(frozen=True)
class Place:
    """The place of a document in a list, from 1; the neighbours are None at its ends."""

    number: int
    total: int
    list_url: str
    previous: Neighbour | None
    next: Neighbour | None


def place(document, form: Mapping[str, str]) -> Place | None:
    """Return where a document stands in the list that an address speaks of.

    A document that no longer passes the filter is looked for among all of its dossier. None for
    one that no list shows.
    """
    dossier, uid = dossier_of(document), api.content.get_uuid(document)
    chosen, every = asked(form), operations.documents(api.content.get_uuid(dossier))
    if all(row.uid != uid for row in chosen.keep(every)):
        chosen = Filter(by=chosen.by)
    rows = in_order(chosen.keep(every), chosen)
    at = next((at for at, row in enumerate(rows) if row.uid == uid), None)
    if at is None:
        return None
    return Place(
        number=at + 1,
        total=len(rows),
        list_url=chosen.url(dossier.absolute_url()),
        previous=_neighbour(rows[at - 1], chosen) if at else None,
        next=_neighbour(rows[at + 1], chosen) if at + 1 < len(rows) else None,
    )


def _neighbour(row: DocumentRow, chosen: Filter) -> Neighbour:
    return Neighbour(row.title, chosen.url(row.url))
