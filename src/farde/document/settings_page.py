"""The page on which a centre decides about its documents."""

from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.z3cform.layout import FormWrapper

from farde.core.i18n import _
from farde.document.settings import PREFIX, IDocumentSettings


class SettingsForm(RegistryEditForm):
    """Edits the settings of the room."""

    schema = IDocumentSettings
    schema_prefix = PREFIX
    control_panel_view = "@@document-settings"


class SettingsView(FormWrapper):
    """The form in the frame of the product."""

    form = SettingsForm
    page_title = _("title_document_settings", default="Réglages des documents")
