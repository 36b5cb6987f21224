"""The verbs of the room, each kept in the module of its noun."""

from farde.tickets.answering import ANSWERS, Answered, answer, answer_all
from farde.tickets.inbox import counts, inbox, total
from farde.tickets.moves import (
    archive,
    cancel,
    cancel_for,
    finish,
    followups,
    hand_over,
    make_ticket,
    read_signal,
    take,
)
from farde.tickets.opening import close_access, open_access, role_of
from farde.tickets.raising import TICKET_WORKER, give_worker_roles, raise_signal, raise_ticket
from farde.tickets.rows import Row
from farde.tickets.waiting import Counts

__all__ = [
    "ANSWERS",
    "TICKET_WORKER",
    "Answered",
    "Counts",
    "Row",
    "answer",
    "answer_all",
    "archive",
    "cancel",
    "cancel_for",
    "close_access",
    "counts",
    "finish",
    "followups",
    "give_worker_roles",
    "hand_over",
    "inbox",
    "make_ticket",
    "open_access",
    "raise_signal",
    "raise_ticket",
    "read_signal",
    "refresh_for",
    "role_of",
    "take",
    "total",
]

#: What the catalogue knows of a signal or ticket from its document.
_DESCRIBED = ["document_type", "received_on", "pressing"]


def refresh_for(document) -> None:
    """Re-index the signals and tickets of a document whose description has changed."""
    described = (document.document_type, document.received_on)
    for brain in followups(document):
        received = brain.received_on.date() if brain.received_on else None
        if (brain.document_type, received) != described:
            brain._unrestrictedGetObject().reindexObject(idxs=_DESCRIBED)
