"""The page on which a centre decides about samples and near duplicates."""

from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.z3cform.layout import FormWrapper

from farde.capture.quality.settings import PREFIX, IQualitySettings
from farde.core.i18n import _


class SettingsForm(RegistryEditForm):
    """Edits the settings of the package."""

    schema = IQualitySettings
    schema_prefix = PREFIX
    control_panel_view = "@@capture-quality-settings"


class SettingsView(FormWrapper):
    """The form in the frame of the product."""

    form = SettingsForm
    page_title = _("title_quality_settings", default="Contrôle de la numérisation")
