"""The background task that makes a copy of several documents, and the one that erases copies.

Each document is asked for once more as who asked for the copy: what they may no longer read stays
out, unnamed. It is noted in the access journal before it is copied.
"""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from plone import api
from plone.namedfile.file import NamedBlobFile
from zope.interface import implementer

from farde.access import operations as access
from farde.access.journal import actions
from farde.access.journal import operations as journal
from farde.access.journal.chain import Entry, code
from farde.access.journal.interfaces import IAccessSubject
from farde.capture.recognition_task import by_uid, work_folder
from farde.consultation.copies import binding, blacking, orders, press, redactions
from farde.consultation.copies.copyable import copyable
from farde.consultation.copies.errors import CopyFailed
from farde.consultation.copies.inventory import Paper, Piece, piece_of
from farde.consultation.copies.marking import mark, readable_file
from farde.consultation.copies.orders import Order
from farde.core import clock
from farde.core.background import committing
from farde.core.interfaces import ISlowTask
from farde.core.schedule import IScheduledTask
from farde.document.kinds import KINDS
from farde.document.mapped import lent, opened


@implementer(ISlowTask)
class MakeCopy:
    """Makes one copy that was asked for; safe to run again, it begins anew."""

    def __call__(self, order_id: str) -> None:
        order = orders.get(order_id)
        user = api.user.get(userid=order.asked_by) if order is not None else None
        if order is not None and order.pending:
            if user is None:
                committing(lambda: _fail(order))
                return
            with api.env.adopt_user(user=user):
                # Of this attempt alone: a slow one may be taken for lost and begun anew.
                make(order, Path(tempfile.mkdtemp(dir=_folder(order_id))))
        shutil.rmtree(_folder(order_id), ignore_errors=True)

    def give_up(self, order_id: str, error: Exception) -> None:
        """Say on the page of the copy that it could not be made."""
        order = orders.get(order_id)
        if order is not None:
            _fail(order)
        shutil.rmtree(_folder(order_id), ignore_errors=True)


@implementer(IScheduledTask)
class EraseCopies:
    """Erases the copies whose time is over."""

    every = timedelta(hours=1)

    def has_work(self) -> bool:
        """Whether there is a copy to erase."""
        return bool(orders.over())

    def __call__(self, subject: str) -> None:
        committing(lambda: orders.erase(orders.over()))

    def give_up(self, subject: str, error: Exception) -> None:
        """Nothing to leave: they are erased an hour later, and nobody can fetch them."""


def make(order: Order, folder: Path) -> None:
    """Copy what the signed-in user may read of an order, and keep it; raises CopyFailed.

    Personal notes stay out; so does all of an order that is already made.
    """
    if not committing(lambda: _begin(order)):
        return
    dossier = by_uid(order.dossier_uid)
    pieces, parts, first = [], [], 1
    for uid in order.pieces:
        document = by_uid(uid)
        if not copyable(document):
            continue
        committing(lambda document=document: _note(order, document))
        path = folder / f"{uid}.pdf"
        areas = redactions.areas_of(document, order.asked_by) if order.redacted else ()
        pages = _laid(document, areas, path)
        piece = piece_of(document, len(pieces) + 1, pages, first, order.language)
        # Who sent a document may be the very thing that is black in it.
        pieces.append(replace(piece, sender="") if areas else piece)
        parts += [(piece.bookmark, path)] if pages else []
        first += pages
    target = folder / "copy.pdf"
    said = mark(order.asked_by, order.asked_at, dossier.getId(), order.language)
    markup = Paper(order, dossier.getId(), pieces).markup()
    pages = press.within(press.IN_TURN, binding.bind, markup, parts, said, target)
    committing(lambda: _keep(order, pieces, pages, target))


def _laid(document, areas: Sequence[redactions.Area], path: Path) -> int:
    # Passages were marked on pages of the file itself: those of its searchable copy may lie askew.
    file = document.file if areas else readable_file(document)
    try:
        with file.open() as stream, lent(opened(stream)) as source:
            kind = KINDS[file.contentType]
            if areas:
                return press.within(press.IN_TURN, blacking.blacken, source, kind, areas, path)
            return press.within(press.IN_TURN, binding.pages_of, source, kind, path)
    except CopyFailed:
        # One damaged file does not keep back the others; the inventory says so.
        return 0


def _begin(order: Order) -> bool:
    if order.pending:
        order.state = orders.RUNNING
    return order.pending


def _note(order: Order, document) -> None:
    uid = api.content.get_uuid(document)
    if uid in order.noted:
        return
    subject = IAccessSubject(document)
    entry = Entry(
        action=actions.EXPORT,
        who=order.asked_by,
        kind=subject.kind,
        uid=uid,
        dossier_uid=subject.dossier_uid,
        person_id=code(subject.person_id),
        channel="worker",
        cause=access.causes_of(order.asked_by, subject.dossier_uid),
        detail=f"copy:{order.purpose}",
    )
    journal.record_on_commit([entry])
    order.noted = (*order.noted, uid)


def _keep(order: Order, pieces: list[Piece], pages: int, path: Path) -> None:
    if not order.pending:
        return
    file = NamedBlobFile(contentType="application/pdf", filename="copie.pdf")
    with path.open("rb") as source, file.open("w") as target:
        shutil.copyfileobj(source, target)
    order.file, order.pages = file, pages
    order.left_out = len(order.pieces) - len(pieces)
    order.state, order.ready_at = orders.READY, clock.now()


def _fail(order: Order) -> None:
    if order.pending:
        order.state, order.ready_at = orders.FAILED, clock.now()


def _folder(order_id: str) -> Path:
    return work_folder(f"copy-{order_id}")
