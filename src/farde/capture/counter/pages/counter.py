"""``@@counter``: who is there, what is handed in, and the receipt, on one page."""

from Products.Five.browser import BrowserView

from farde.capture.counter import citizens, handing, pieces, receipts
from farde.capture.counter.operations import HandIn
from farde.capture.counter.pages.handin import HandInView
from farde.capture.counter.receipts import Receipt
from farde.capture.counter.visits import Visit
from farde.core import days
from farde.core.errors import Refusal, Refusals
from farde.core.forms import text_of
from farde.core.i18n import _
from farde.dossier.operations import DossierHit
from farde.dossier.pages.finder import suggested


class CounterView(HandInView):
    """The front desk sees of a citizen what tells one from another, and nothing of a dossier."""

    page_title = _("nav_counter", default="Guichet")
    at_counter = True
    candidates: tuple[DossierHit, ...] = ()

    @property
    def without(self) -> bool:
        """Whether the citizen has no dossier, or none that is known."""
        return self.text("without") == "1"

    @property
    def given_today(self) -> list[tuple[str, int, Receipt]]:
        """The receipts the agent gave today, the latest first: the hour and the pieces of each."""
        return [
            (days.hour(one.at), pieces.total(one.pieces), one) for one in receipts.given_today()
        ]

    def begun(self) -> Visit:
        return Visit("counter", self._dossier([]) or "")

    def hand_in(self) -> HandIn:
        faults: list[Refusal] = []
        dossier_uid = self._dossier(faults)
        language = citizens.language_of(dossier_uid) if dossier_uid else "both"
        common = self.read_common(faults, language)
        if faults:
            raise Refusals(faults)
        told = handing.read_name(self.text("name")) if self.without else ""
        return HandIn(**common, dossier_uid=dossier_uid, told_name=told)

    def _dossier(self, faults: list[Refusal]) -> str:
        """The dossier of the citizen; whom the words may mean is offered when they do not tell."""
        if self.without:
            return ""
        words = self.text("citizen")
        try:
            return citizens.meant(words, self.text("chosen")).uid
        except Refusal as refusal:
            refusal.field = "citizen"
            faults.append(refusal)
            self.candidates = tuple(citizens.candidates(words))
            return ""


class CitizenFinder(BrowserView):
    """Suggests citizens while the front desk types; by POST, so that no address names them."""

    def __call__(self) -> str:
        self.request.response.setHeader("Content-Type", "application/json")
        self.request.response.setHeader("Cache-Control", "no-store")
        words = text_of(self.request.form, "q") if self.request.method == "POST" else ""
        return suggested(citizens.candidates(words))
