"""The page on which a centre sees how good the proposals are, and has the machine learn anew."""

from plone import api
from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.protect import CheckAuthenticator
from plone.z3cform.layout import FormWrapper
from Products.Five.browser import BrowserView
from zope.i18n import translate

from farde.capture.suggesting import operations, report
from farde.capture.suggesting.settings import PREFIX, ISuggestingSettings
from farde.capture.suggesting.wording import FIELD_TITLES
from farde.core.days import day_and_hour
from farde.core.i18n import _


class SuggestionsView(BrowserView):
    """Numbers alone: by field, by type, and when it was learned."""

    day_and_hour = staticmethod(day_and_hour)

    def __call__(self) -> str:
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            return self._learn()
        self.state, self.fields, self.types = report.state(), report.fields(), report.types()
        return self.index()

    @property
    def may_decide(self) -> bool:
        """Whether the reader sets the thresholds."""
        return bool(api.user.has_permission("farde: Manage thesaurus", obj=self.context))

    def title_of(self, field: str) -> str:
        """Return what a field is called."""
        return translate(FIELD_TITLES[field], context=self.request)

    def share(self, value: float | None) -> str:
        """Return a share as it is read in Belgium, a dash for none."""
        return "–" if value is None else f"{value * 100:.0f} %"

    def _learn(self) -> str:
        operations.learn_now()
        text = _(
            "learning_asked",
            default="L'apprentissage est demandé ; le résultat paraîtra ici dans quelques minutes.",
        )
        api.portal.show_message(text, self.request)
        address = f"{self.context.absolute_url()}/@@capture-suggestions"
        self.request.response.redirect(address, status=303)
        return ""


class SettingsForm(RegistryEditForm):
    """Edits from when on something is proposed."""

    schema = ISuggestingSettings
    schema_prefix = PREFIX
    control_panel_view = "@@suggestion-settings"


class SettingsView(FormWrapper):
    """The form in the frame of the product."""

    form = SettingsForm
    page_title = _("title_suggestion_settings", default="Réglages des suggestions")
