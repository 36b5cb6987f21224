"""``@@receipt``: a receipt by its reference, to print, to send, and to find the deposit by."""

from functools import cached_property

from plone import api
from Products.Five.browser import BrowserView

from farde.capture.counter import handing, mailing, printing, receipts
from farde.capture.counter.errors import InvalidAddress, UnknownReceipt
from farde.capture.counter.receipts import Receipt
from farde.core import mail
from farde.core.errors import Refusal
from farde.core.forms import text_of
from farde.core.i18n import _
from farde.core.stepped import SteppedView
from farde.dossier import operations as dossiers

_PARTS = {"receipt", "cover"}
MAIL_STATES = {
    "waiting": _("receipt_mail_waiting", default="Le courriel va partir."),
    "sent": _("receipt_mail_sent", default="Le reçu est parti par courriel."),
    "failed": _(
        "receipt_mail_failed",
        default="Le courriel n'est pas parti : imprimez le reçu, ou donnez une autre adresse.",
    ),
}


class ReceiptView(SteppedView):
    """Whoever may see the receipt may print it again; who may not learns nothing of it."""

    page_title = _("receipt_title", default="Reçu de dépôt")
    mail_states = MAIL_STATES

    def __call__(self) -> str:
        try:
            receipts.shown(self.text("ref"))
        except UnknownReceipt as refusal:
            self.refusals = [refusal]
            self.request.response.setStatus(refusal.status)
            return self.index()
        return super().__call__()

    def receive(self, step: str) -> str:
        """Send the receipt to an address; raises InvalidAddress and NoMailHere."""
        faults: list[Refusal] = []
        address = handing.read_address(self.text("email"), faults)
        if faults or not address:
            raise InvalidAddress
        mailing.send(self.receipt, address)
        return self.done(self.mail_states["waiting"], f"?ref={self.receipt.reference}")

    @cached_property
    def receipt(self) -> Receipt | None:
        """The receipt, None where the asker may not see it."""
        try:
            return receipts.shown(self.text("ref"))
        except UnknownReceipt:
            return None

    @property
    def paper(self) -> str:
        """The receipt as it is printed."""
        return printing.Paper(self.receipt).sheet()

    @property
    def pdf_url(self) -> str:
        """Where the receipt is to be had as PDF, with the cover sheet where there is paper."""
        site = api.portal.get().absolute_url()
        parts = "receipt+cover" if self.receipt.has_paper else "receipt"
        return f"{site}/@@receipt-pdf?ref={self.receipt.reference}&parts={parts}"

    @property
    def may_mail(self) -> bool:
        """Whether a receipt can be mailed from this site."""
        return mail.can_leave()

    @property
    def again_url(self) -> str:
        """Where the next deposit begins, for who took this one in."""
        if self.receipt.channel == "interview":
            return self.dossier_url and f"{self.dossier_url}/@@interview"
        may = api.user.has_permission("farde: Receive at the counter", obj=self.context)
        return f"{self.context.absolute_url()}/@@counter" if may else ""

    @cached_property
    def dossier_url(self) -> str:
        """The dossier, for who reads it."""
        try:
            dossier = dossiers.by_uid(self.receipt.dossier_uid)
        except Refusal:
            return ""
        return dossier.absolute_url() if api.user.has_permission("View", obj=dossier) else ""

    @property
    def desk_urls(self) -> list[str]:
        """The deposits at the review desk, for the capture team."""
        site = api.portal.get()
        if not api.user.has_permission("farde: Capture", obj=site):
            return []
        return [f"{site.absolute_url()}/@@capture?batch={one}" for one in self.receipt.batch_ids]


class ReceiptPdf(BrowserView):
    """The sheets of a receipt as PDF; raises UnknownReceipt."""

    def __call__(self) -> bytes | str:
        response = self.request.response
        try:
            receipt = receipts.shown(text_of(self.request.form, "ref"))
        except UnknownReceipt as refusal:
            response.setStatus(refusal.status)
            return ""
        asked = set(text_of(self.request.form, "parts").replace("+", " ").split()) & _PARTS
        response.setHeader("Content-Type", "application/pdf")
        response.setHeader("Cache-Control", "private, no-store")
        response.setHeader("Content-Disposition", f"inline; filename={receipt.reference}.pdf")
        return printing.pdf(receipt, parts=" ".join(sorted(asked, reverse=True)) or "receipt")
