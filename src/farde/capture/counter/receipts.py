"""Receipts: what was handed in, when, to whom; found again by an opaque reference."""

from datetime import date, datetime

from persistent import Persistent
from plone import api

from farde.capture.counter import kept
from farde.capture.counter.errors import UnknownReceipt
from farde.capture.counter.pieces import Piece
from farde.core import clock
from farde.core.errors import Refusal
from farde.core.visitor import current_user_id
from farde.dossier import operations as dossiers

_RECORDS = "farde.counter.receipts"
#: References by day and giver, for who gave them to find them again that day.
_DAYS = "farde.counter.days"
#: Languages a receipt is written in: of the person, both where it is not known (BE-29).
LANGUAGES = {"fr": ("fr",), "nl": ("nl",), "both": ("fr", "nl")}


class Receipt(Persistent):
    """Proof that pieces were handed in; nothing in it names the citizen.

    ``scanned`` is the id of the deposit that holds the photos and files, ``announced`` of the one
    that waits for the paper, ``arrived`` of those the paper came in. ``address`` is where the
    citizen wants it sent, and is forgotten once it has left.
    """

    scanned = ""
    announced = ""
    arrived: tuple[str, ...] = ()
    address = ""
    #: "", "waiting", "sent" or "failed".
    mail = ""

    def __init__(
        self,
        reference: str,
        *,
        pieces: tuple[Piece, ...],
        language: str,
        channel: str,
        dossier_uid: str,
        interview: str,
        received_on: date,
    ) -> None:
        self.reference = reference
        self.pieces = pieces
        self.language = language
        self.channel = channel
        self.dossier_uid = dossier_uid
        self.interview = interview
        self.received_on = received_on
        self.agent = current_user_id()
        self.at: datetime = clock.now()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is written in."""
        return LANGUAGES[self.language]

    @property
    def batch_ids(self) -> list[str]:
        """The deposits that it stands for; what came takes the place of what was announced."""
        paper = self.arrived or (self.announced,)
        return [one for one in (*paper, self.scanned) if one]

    @property
    def has_paper(self) -> bool:
        """Whether some of it is paper that has to be scanned."""
        return any(piece.paper for piece in self.pieces)


def add(receipt: Receipt) -> None:
    """Keep a receipt; of two with one reference that are kept at once, one meets a conflict."""
    kept.grown(_RECORDS)[receipt.reference] = receipt
    kept.grown(_DAYS)[_today_of(receipt.agent) + receipt.reference] = receipt.reference


def given_today() -> list[Receipt]:
    """Return the receipts that the asker gave today, the latest first."""
    mine = _today_of(current_user_id())
    # Every reference begins with r.
    found = map(get, kept.tree(_DAYS).values(min=mine, max=mine + "s"))
    return sorted(filter(None, found), key=lambda one: one.at, reverse=True)


def get(reference: str) -> Receipt | None:
    """Return the receipt with this reference, whoever asks."""
    return kept.tree(_RECORDS).get(reference)


def shown(reference: str) -> Receipt:
    """Return a receipt to who may see it; raises UnknownReceipt.

    That is who gave it, the capture team, and who reads the dossier.
    """
    receipt = get(reference)
    if receipt is None or not _may_see(receipt):
        raise UnknownReceipt
    return receipt


def _today_of(agent: str) -> str:
    return f"{clock.today().isoformat()} {agent} "


def _may_see(receipt: Receipt) -> bool:
    mine = receipt.agent == current_user_id()
    if mine or api.user.has_permission("farde: Capture", obj=api.portal.get()):
        return True
    try:
        dossier = dossiers.by_uid(receipt.dossier_uid)
    except Refusal:
        return False
    return bool(api.user.has_permission("View", obj=dossier))
