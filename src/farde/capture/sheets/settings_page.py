"""The page on which a centre decides about separator sheets."""

from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.z3cform.layout import FormWrapper

from farde.capture.sheets.settings import PREFIX, ISeparatorSettings
from farde.core.i18n import _


class SettingsForm(RegistryEditForm):
    """Edits the settings of separator sheets."""

    schema = ISeparatorSettings
    schema_prefix = PREFIX
    control_panel_view = "@@separator-settings"


class SettingsView(FormWrapper):
    """The form in the frame of the product."""

    form = SettingsForm
    page_title = _("nav_separator_settings", default="Séparation des documents")
