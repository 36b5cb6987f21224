"""What pages show, asked of the catalogue as the signed-in reader; no content is woken."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from Missing import Value as Missing
from plone import api

from farde.access import circles
from farde.access import operations as access
from farde.core.words import fold
from farde.document import terms
from farde.document.operations import label_of
from farde.thesaurus import operations as thesaurus


@dataclass(frozen=True)
class DocumentRow:
    """A document as lists show it; ``state`` and ``recognition`` are ids of the document room."""

    uid: str
    url: str
    title: str
    type_id: str
    type_label: str
    direction: str
    channel: str
    parallel: bool
    received_on: date | None
    pages: int
    state: str
    recognition: str
    dossier_uid: str
    dossier_number: str
    kind_id: str = ""
    document_date: date | None = None
    confidentiality: str = ""


@dataclass(frozen=True)
class DossierRow:
    """A dossier as lists show it; ``last`` and ``unread`` count what the reader may see."""

    uid: str
    url: str
    number: str
    beneficiary: str
    birth_year: str
    active_ri: bool
    state: str
    caseworker: str = ""
    last: DocumentRow | None = None
    unread: int = 0


def documents(dossier_uid: str) -> list[DocumentRow]:
    """Return the documents of a dossier that the reader may see, the last received first."""
    labels = type_labels()
    return [document_row(brain, labels) for brain in _documents_of(dossier_uid)]


def dossiers() -> list[DossierRow]:
    """Return the dossiers the reader may see, by beneficiary and number."""
    rows = [dossier_row(brain) for brain in search(portal_type="Dossier")]
    return sorted(rows, key=lambda row: (fold(row.beneficiary), row.number))


def with_last_documents(rows: list[DossierRow]) -> list[DossierRow]:
    """Return dossiers with their caseworker, last document and how many are to be read."""
    labels, last, unread = type_labels(), {}, {}
    for brain in _documents_of([row.uid for row in rows]) if rows else ():
        uid = brain.dossier_uid
        if uid not in last:
            last[uid] = document_row(brain, labels)
        unread[uid] = unread.get(uid, 0) + (brain.review_state == "indexed")
    return [
        replace(row, last=last.get(row.uid), unread=unread.get(row.uid, 0))
        for row in with_caseworkers(rows)
    ]


def with_caseworkers(rows: Iterable[DossierRow]) -> list[DossierRow]:
    """Return dossiers with their caseworkers of now; the memberships know, not the catalogue."""
    rows = list(rows)
    held = access.holders([row.uid for row in rows], "caseworker")
    return [replace(row, caseworker=held.get(row.uid, "")) for row in rows]


def dossiers_of(person) -> list[DossierRow]:
    """Return the dossiers of a person that the reader may see.

    The circles that hold a role on the person name its dossiers.
    """
    principals = [principal for principal, _roles in person.get_local_roles()]
    uids = {circles.dossier_of(name) for name in principals if circles.is_circle(name)}
    brains = search(portal_type="Dossier", UID=list(uids)) if uids else ()
    return sorted(with_caseworkers(map(dossier_row, brains)), key=lambda row: row.number)


def search(**query: object) -> Sequence[Any]:
    """Ask the catalogue as the signed-in reader."""
    return api.portal.get_tool("portal_catalog").searchResults(**query)


def document_row(brain, labels: Mapping[str, str]) -> DocumentRow:
    """Read a document's row off the catalogue; ``labels`` are those of the types.

    Its title and type are those of today, also before the worker has reached the document.
    """
    received = _given(brain.received_on)
    type_id, kind_id = terms.present(brain.document_type, _given(brain.document_kind))
    return DocumentRow(
        uid=brain.UID,
        url=brain.getURL(),
        title=label_of(type_id, kind_id),
        type_id=type_id,
        type_label=labels.get(type_id, type_id),
        direction=_given(brain.direction) or "",
        channel=_given(brain.channel) or "",
        parallel=bool(_given(brain.parallel)),
        received_on=received.date() if received else None,
        pages=_given(brain.page_count) or 0,
        state=brain.review_state,
        recognition=_given(brain.recognition_state) or "waiting",
        dossier_uid=brain.dossier_uid,
        dossier_number=brain.dossier_number,
        kind_id=kind_id or "",
        document_date=_given(brain.document_date),
        confidentiality=_given(brain.confidentiality) or "",
    )


def dossier_row(brain) -> DossierRow:
    """Read a dossier's row off the catalogue."""
    return DossierRow(
        uid=brain.UID,
        url=brain.getURL(),
        number=brain.getId,
        beneficiary=_given(brain.beneficiary_name) or "",
        birth_year=_given(brain.birth_year) or "",
        active_ri=bool(_given(brain.active_ri)),
        state=brain.review_state,
    )


def type_labels() -> dict[str, str]:
    """Return the labels of all document types by their slugs."""
    return {term.id: term.label for term in thesaurus.types()}


def _documents_of(dossier_uid: str | list[str]) -> Sequence[Any]:
    return search(
        portal_type="CaseDocument",
        dossier_uid=dossier_uid,
        sort_on="received_on",
        sort_order="descending",
    )


def _given(value):
    return None if value is Missing else value
