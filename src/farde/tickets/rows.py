"""Signals and tickets as lists show them, off the catalogue; nothing of them is woken."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from zope.globalrequest import getRequest
from zope.i18n import translate

from farde.access import operations as access
from farde.access.circles import circle_id
from farde.core import clock
from farde.core.words import fold
from farde.dossier.holders import CASEWORKER, SUPERVISOR
from farde.thesaurus import operations as thesaurus
from farde.tickets import roles, states
from farde.tickets.reasons import is_usual, note_label, reason_label


@dataclass(frozen=True)
class Row:
    """A signal or ticket as lists show it.

    ``within_reach`` says whether the reader may open the document: after its days of grace a
    service is out. ``told`` says whether it is for the reader, ``supervised`` whether the
    dossier is one that the reader supervises.
    """

    uid: str
    kind: str
    state: str
    role: str
    reason: str
    due: date | None
    taken_by: str
    outcome: str
    note: str
    handed: bool
    document_uid: str
    document_url: str
    document_type: str
    type_label: str
    received_on: date | None
    dossier_uid: str
    dossier_number: str
    dossier_url: str
    beneficiary: str
    within_reach: bool
    told: bool
    supervised: bool

    @property
    def what(self):
        """What is asked, translatable."""
        return reason_label(self.reason, self.type_label)

    @property
    def own_words(self) -> str:
        """What a rule asks in words of its own, "" where the type of document says it all."""
        return "" if is_usual(self.reason) else self.reason

    @property
    def why(self):
        """Why it was handed over or cancelled, translatable; "" for neither."""
        return note_label(self.note)

    @property
    def open(self) -> bool:
        """Tell whether somebody is awaited."""
        return self.state in states.OPEN

    @property
    def cancellable(self) -> bool:
        """Tell whether the reader may take it back: the AS en chef, a ticket that is open."""
        return self.supervised and self.open and self.kind == "ticket"

    @property
    def overdue(self) -> bool:
        """Tell whether it should have been done before today."""
        return self.open and self.due is not None and self.due < clock.today()


def rows(brains: Iterable[Any]) -> list[Row]:
    """Return catalogue entries as rows."""
    mine = set(access.current_groups())
    return [_row(brain, mine) for brain in brains]


def words_of(brain) -> str:
    """Return what a list is narrowed down by: number, beneficiary, type and reason, folded."""
    label = type_label(brain.document_type)
    reason = translate(reason_label(brain.reason, label), context=getRequest())
    return fold(f"{brain.dossier_number} {brain.beneficiary_name or ''} {label} {reason}")


def type_label(slug: str) -> str:
    """Return the label of a type of document, the slug itself where there is no such type."""
    term = thesaurus.resolve("DocumentType", slug)
    return term.label if term is not None else slug


def _row(brain, mine: set[str]) -> Row:
    dossier_url = brain.getURL().rpartition("/")[0]
    told = roles.functions(brain.assignee_role, brain.portal_type)

    def is_in(*functions: str) -> bool:
        return any(circle_id(brain.dossier_uid, one) in mine for one in functions)

    return Row(
        uid=brain.UID,
        kind=brain.portal_type.lower(),
        state=brain.review_state,
        role=brain.assignee_role,
        reason=brain.reason,
        due=brain.due or None,
        taken_by=brain.taken_by or "",
        outcome=brain.outcome or "",
        note=brain.note or "",
        handed=bool(brain.handed_from),
        document_uid=brain.document_uid,
        document_url=f"{dossier_url}/{brain.document_id}",
        document_type=brain.document_type or "",
        type_label=type_label(brain.document_type or ""),
        received_on=brain.received_on.date() if brain.received_on else None,
        dossier_uid=brain.dossier_uid,
        dossier_number=brain.dossier_number,
        dossier_url=dossier_url,
        beneficiary=brain.beneficiary_name or "",
        within_reach=is_in(CASEWORKER, SUPERVISOR, *told),
        told=is_in(*told),
        supervised=is_in(SUPERVISOR),
    )
