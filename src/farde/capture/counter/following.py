"""What became of what was handed in at the interviews of a dossier."""

from collections.abc import Iterator
from dataclasses import dataclass

from plone import api
from zope.i18nmessageid import Message

from farde.capture import deposits
from farde.capture.counter import interviews, pieces, receipts
from farde.capture.counter.receipts import Receipt
from farde.core.i18n import _
from farde.core.people import display_name

#: Interviews that a page shows.
LIMIT = 10

STATE_TITLES = {
    "awaiting": _("followed_awaiting", default="Papier à numériser"),
    "waiting": _("followed_waiting", default="À la numérisation"),
    "filed": _("followed_filed", default="Classé"),
    "discarded": _("followed_discarded", default="Écarté"),
}


@dataclass(frozen=True)
class Followed:
    """One deposit after an interview; ``state`` is a key of STATE_TITLES."""

    interview: Message
    by: str
    reference: str
    pieces: int
    state: str


def of_dossier(dossier) -> list[Followed]:
    """Return the deposits of the latest interviews; for who may deposit there."""
    if not api.user.has_permission("farde: Deposit after an interview", obj=dossier):
        return []
    return [one for interview in interviews.of(dossier)[:LIMIT] for one in _of(interview)]


def _of(interview: interviews.Interview) -> Iterator[Followed]:
    found = [receipts.get(reference) for reference in reversed(interview.receipts)]
    for receipt in (one for one in found if one is not None):
        yield Followed(
            interviews.words(interview),
            display_name(interview.by),
            receipt.reference,
            pieces.total(receipt.pieces),
            _state(receipt),
        )


def _state(receipt: Receipt) -> str:
    """The state of what has come least far; deposits are asked of the catalogue alone."""
    states = {brain.review_state for brain in deposits.of_all(getId=receipt.batch_ids)}
    if "awaiting" in states:
        return "awaiting"
    if states <= {"discarded"}:
        return "discarded"
    return "filed" if states <= {"filed", "discarded"} else "waiting"
