"""The page on which a centre decides about its journal."""

from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.z3cform.layout import FormWrapper

from farde.access.journal.settings import PREFIX, IJournalSettings
from farde.core.i18n import _


class SettingsForm(RegistryEditForm):
    """Edits the settings of the journal."""

    schema = IJournalSettings
    schema_prefix = PREFIX
    control_panel_view = "@@access-journal-settings"


class SettingsView(FormWrapper):
    """The form in the frame of the product."""

    form = SettingsForm
    page_title = _("title_journal_settings", default="Réglages du journal")
