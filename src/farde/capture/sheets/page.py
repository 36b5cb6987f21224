"""``@@separators``: choose what the sheets say, and print them."""

from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from farde.capture.sheets import printing
from farde.capture.sheets.orders import LANGUAGES, MOST, order_of
from farde.capture.sheets.settings import files_by_separator
from farde.core.i18n import _
from farde.core.stepped import SteppedView
from farde.core.visitor import current_language
from farde.thesaurus import offers

_LANGUAGE_TITLES = {"fr": "Français", "nl": "Nederlands", "en": "English"}


class SeparatorsView(SteppedView):
    """Two forms: sheets that name what follows, and sheets with bars alone."""

    page_title = _("nav_separators", default="Feuilles de séparation")
    most = MOST
    index = ViewPageTemplateFile("templates/separators.pt")
    tabs = ViewPageTemplateFile("../templates/tabs.pt")

    def receive(self, step: str) -> str | bytes:
        """Return the sheets, or the page with one more field for a dossier; raises Refusals."""
        if step == "more":
            return self.index()
        asked = {name: self.text(name) for name in ("document_type", "station", "language")}
        copies = self.text("plain_copies") if step == "plain" else self.text("copies")
        order = order_of(
            asked | {"copies": copies, "plain": step == "plain", "dossiers": self._given()}
        )
        return self._served(printing.pdf(order))

    @property
    def dossiers(self) -> list[str]:
        """The dossiers as typed, with one more field when it was asked for."""
        more = [""] if self.text("step") == "more" else []
        return [*self._given(), *more] or [""]

    @property
    def languages(self) -> list[tuple[str, str, bool]]:
        """The languages of the words on a sheet: id, title, and whether it is chosen."""
        chosen = self.text("language") or current_language()
        return [(one, _LANGUAGE_TITLES[one], one == chosen) for one in LANGUAGES]

    @property
    def automatic(self) -> bool:
        """Whether a sheet is enough to file what lies behind it."""
        return files_by_separator()

    @property
    def may_decide(self) -> bool:
        """Whether the reader may change what the centre decided about sheets."""
        return bool(api.user.has_permission("farde: Manage thesaurus", obj=self.context))

    def type_options(self) -> str:
        """Return the types to choose from, as markup."""
        return offers.options(offers.types_offered(), self.text("document_type"))

    def _given(self) -> list[str]:
        value = self.request.form.get("dossiers", [])
        listed = [value] if isinstance(value, str) else value
        return [one for one in listed if isinstance(one, str)]

    def _served(self, data: bytes) -> bytes:
        response = self.request.response
        response.setHeader("Content-Type", "application/pdf")
        response.setHeader("Content-Disposition", 'inline; filename="separations.pdf"')
        return data
