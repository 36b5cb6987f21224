"""The page on which a centre decides about copies."""

from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.z3cform.layout import FormWrapper

from farde.consultation.copies.settings import PREFIX, ICopySettings
from farde.core.i18n import _


class SettingsForm(RegistryEditForm):
    """Edits the settings of copies."""

    schema = ICopySettings
    schema_prefix = PREFIX
    control_panel_view = "@@copy-settings"


class SettingsView(FormWrapper):
    """The form in the frame of the product."""

    form = SettingsForm
    page_title = _("title_copy_settings", default="Réglages des copies")
