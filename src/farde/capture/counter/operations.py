"""The verbs of the counter: take in what is handed in, give a receipt for it, give it once more."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from farde.capture import operations as capture
from farde.capture.about import About
from farde.capture.counter import mailing, receipts, visits
from farde.capture.counter.errors import NothingHandedIn, NotYourVisit
from farde.capture.counter.pieces import Piece
from farde.capture.counter.receipts import Receipt
from farde.core import clock
from farde.core.visitor import current_user_id


@dataclass(frozen=True)
class HandIn:
    """What is handed in: the form's key, its pieces by line, and what is known beside them.

    ``told_name`` is how a citizen without dossier calls themself; it goes to the desk alone.
    """

    key: str
    pieces: tuple[tuple[int, Piece], ...]
    language: str
    dossier_uid: str = ""
    told_name: str = ""
    channel: str = "counter"
    interview: str = ""
    received_on: date = field(default_factory=clock.today)
    address: str = ""


def receive(hand_in: HandIn) -> tuple[Receipt, bool]:
    """Make the deposits and the receipt of a form; tell whether they are new.

    Sent twice, by a double click or the back button, a form has one receipt. Raises NotYourVisit
    and NothingHandedIn.
    """
    known = receipts.get(hand_in.key)
    if known is not None:
        return _mine(known), False
    pieces = tuple(piece for _, piece in hand_in.pieces)
    if not pieces:
        raise NothingHandedIn
    receipt = Receipt(
        hand_in.key,
        pieces=pieces,
        language=hand_in.language,
        channel=hand_in.channel,
        dossier_uid=hand_in.dossier_uid,
        interview=hand_in.interview,
        received_on=hand_in.received_on,
    )
    scanned = _given(hand_in)
    if scanned:
        receipt.scanned = _deposit(hand_in, scanned, paper=False)
    if receipt.has_paper:
        receipt.announced = _deposit(hand_in, [], paper=True)
    receipts.add(receipt)
    visits.end(hand_in.key)
    if hand_in.address:
        mailing.send(receipt, hand_in.address)
    return receipt, True


def hand_over_unfinished(hours: int) -> int:
    """Make deposits of the forms nobody sent off within some hours; return how many."""
    old = list(visits.unfinished(clock.now() - timedelta(hours=hours)))
    for key, visit in old:
        files = [_as_given(one) for one in visit.files.values()]
        if files:
            about = About(dossier_uid=visit.dossier_uid, received_on=visit.since.date())
            capture.deposit_all(files, visit.channel, about)
        visits.end(key)
    return len(old)


def _mine(receipt: Receipt) -> Receipt:
    if receipt.agent != current_user_id():
        raise NotYourVisit
    return receipt


def _given(hand_in: HandIn) -> list[capture.Given]:
    """The files in the order of their pieces."""
    kept = visits.files(hand_in.key)
    lines = [number for number, _ in hand_in.pieces]
    return [_as_given(one) for line in lines for _, one in kept if one.row == line]


def _as_given(handed) -> capture.Given:
    return capture.Given(handed.file.data, handed.file.filename or "", handed.file.contentType)


def _deposit(hand_in: HandIn, files: Sequence[capture.Given], *, paper: bool) -> str:
    about = About(
        dossier_uid=hand_in.dossier_uid,
        received_on=hand_in.received_on,
        sender=hand_in.told_name,
        interview=hand_in.interview,
        pieces=tuple(one for _, one in hand_in.pieces if one.paper is paper),
        language=hand_in.language,
        receipt=hand_in.key,
    )
    return capture.deposit_all(files, hand_in.channel, about).getId()
