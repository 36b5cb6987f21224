"""Copies of several documents that somebody asked for: kept for a limited time, for them alone."""

import secrets
from datetime import datetime, timedelta

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from plone import api
from plone.namedfile.file import NamedBlobFile
from zope.annotation.interfaces import IAnnotations

from farde.consultation.copies.settings import setting
from farde.core import clock, outbox
from farde.core.i18n import _

_ANNOTATION = "farde.copies"
#: The name of the task in the outbox; its subject is the id of the order.
TASK = "farde.copy"
WAITING, RUNNING, READY, FAILED = "waiting", "running", "ready", "failed"

#: For whom a copy is made, as its inventory says it.
PURPOSES = {
    "committee": _("purpose_committee", default="le comité spécial du service social"),
    "court": _("purpose_court", default="le tribunal"),
    "citizen": _("purpose_citizen", default="la personne elle-même"),
}


class Order(Persistent):
    """One copy that was asked for; ``pieces`` are the UIDs of documents in the order chosen."""

    #: Whether what who asked has marked on the pages is blacked out.
    redacted = True

    def __init__(self, dossier_uid: str, asked_by: str, purpose: str, pieces: list[str]) -> None:
        # By chance, not by counting: two people may ask at the same moment.
        self.id = secrets.token_hex(16)
        self.dossier_uid, self.asked_by = dossier_uid, asked_by
        self.purpose, self.pieces = purpose, tuple(pieces)
        self.language = ""
        self.asked_at = clock.now()
        self.state = WAITING
        self.noted: tuple[str, ...] = ()
        self.left_out = 0
        self.pages = 0
        self.ready_at: datetime | None = None
        self.file: NamedBlobFile | None = None

    @property
    def until(self) -> datetime:
        """When the copy is erased."""
        return (self.ready_at or self.asked_at) + timedelta(hours=setting("kept_hours"))

    @property
    def pending(self) -> bool:
        """Whether a worker still has to do something."""
        return self.state in (WAITING, RUNNING)


def ask(order: Order) -> str:
    """Keep an order and have it made; return its id."""
    kept = IAnnotations(api.portal.get()).setdefault(_ANNOTATION, OOBTree())
    kept[order.id] = order
    outbox.enqueue(TASK, order.id)
    return order.id


def get(order_id: str) -> Order | None:
    """Return an order, None where it is erased or never was."""
    return _kept().get(order_id)


def mine(user_id: str, dossier_uid: str) -> list[Order]:
    """Return what somebody asked for of a dossier, the last one first."""
    found = [
        one
        for one in _kept().values()
        if (one.asked_by, one.dossier_uid) == (user_id, dossier_uid) and not _is_over(one)
    ]
    return sorted(found, key=lambda one: one.asked_at, reverse=True)


def found(order_id: str, user_id: str, dossier_uid: str) -> Order | None:
    """Return an order of a dossier to who asked for it, and to nobody else."""
    order = get(order_id)
    if order is None or _is_over(order):
        return None
    return order if (order.asked_by, order.dossier_uid) == (user_id, dossier_uid) else None


def over() -> list[str]:
    """Return the ids of the copies whose time is over."""
    return [one.id for one in _kept().values() if _is_over(one)]


def erase(order_ids: list[str]) -> None:
    """Erase copies with their files."""
    kept = IAnnotations(api.portal.get()).get(_ANNOTATION)
    for order_id in order_ids:
        kept.pop(order_id, None)


def uninstall(portal) -> None:
    """Erase every copy."""
    IAnnotations(portal).pop(_ANNOTATION, None)


def _is_over(order: Order) -> bool:
    return not order.pending and order.until <= clock.now()


def _kept():
    return IAnnotations(api.portal.get()).get(_ANNOTATION, {})
