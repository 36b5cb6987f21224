"""Receipts that leave by mail: in the citizen's language, without a name, and once.

The address is kept with the receipt until the mail has left, and no longer. The list of pieces is
in the mail only where the centre wants it (``mail_pieces``): a type of document alone can tell
that somebody is ill or helped, and the address was typed at a counter.
"""

import logging
from email.message import EmailMessage

from plone import api
from zope.interface import implementer

from farde.capture.counter import printing, receipts, wording
from farde.capture.counter.errors import NoMailHere
from farde.capture.counter.receipts import Receipt
from farde.capture.counter.settings import setting
from farde.core import days, mail, outbox
from farde.core.background import committing
from farde.core.interfaces import IBackgroundTask

logger = logging.getLogger(__name__)

#: The name of the task in the outbox; its subject is the reference of the receipt.
TASK = "farde.receipt-mail"


def send(receipt: Receipt, address: str) -> None:
    """Have a receipt sent once this transaction has committed; raises NoMailHere."""
    if not mail.can_leave():
        raise NoMailHere
    receipt.address, receipt.mail = address, "waiting"
    outbox.enqueue(TASK, receipt.reference)


@implementer(IBackgroundTask)
class SendReceipt:
    """Sends one receipt; killed in between, it may leave twice."""

    def __call__(self, subject: str) -> None:
        receipt = receipts.get(subject)
        if receipt is None or not receipt.address:
            return
        # At once: the transaction could be tried again, and the mail with it.
        api.portal.get_tool("MailHost").send(_written(receipt), immediate=True)
        committing(lambda: _settle(receipt, "sent"))

    def give_up(self, subject: str, error: Exception) -> None:
        """Say on the receipt's page that it did not leave; the address goes too."""
        logger.error("A receipt could not be sent: %s", type(error).__name__)
        receipt = receipts.get(subject)
        if receipt is not None:
            _settle(receipt, "failed")


def _settle(receipt: Receipt, state: str) -> None:
    receipt.address, receipt.mail = "", state


def _written(receipt: Receipt) -> EmailMessage:
    when = {"day": days.short_day(receipt.at.date()), "hour": days.hour(receipt.at)}
    said = [wording.said(wording.MAIL_BODY, one, **when) for one in receipt.languages]
    subjects = [wording.said(wording.MAIL_SUBJECT, one) for one in receipt.languages]
    message = mail.addressed(receipt.address, " / ".join(subjects))
    message.set_content("\n\n--\n\n".join(said) + "\n")
    message.add_attachment(
        printing.pdf(receipt, listed=setting("mail_pieces")),
        maintype="application",
        subtype="pdf",
        filename=f"{receipt.reference}.pdf",
    )
    return message
