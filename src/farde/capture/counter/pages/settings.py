"""The page on which a centre decides about its counter."""

from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.z3cform.layout import FormWrapper

from farde.capture.counter.settings import PREFIX, ICounterSettings
from farde.core.i18n import _


class SettingsForm(RegistryEditForm):
    """Edits the settings of the counter."""

    schema = ICounterSettings
    schema_prefix = PREFIX
    control_panel_view = "@@counter-settings"

    def updateWidgets(self) -> None:
        super().updateWidgets()
        self.widgets["centre"].addClass("form-control")
        self.widgets["centre"].rows = 4


class SettingsView(FormWrapper):
    """The form in the frame of the product."""

    form = SettingsForm
    page_title = _("nav_counter_settings", default="Guichet et reçus")
