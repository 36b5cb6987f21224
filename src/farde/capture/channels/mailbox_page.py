"""The page on which a centre says which mailboxes are read, and what becomes of the messages."""

from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.z3cform.layout import FormWrapper

from farde.capture.channels.mailbox_settings import PREFIX, IMailboxSettings
from farde.core.i18n import _


class SettingsForm(RegistryEditForm):
    """Edits the settings of the mailboxes; their passwords are given on the server."""

    schema = IMailboxSettings
    schema_prefix = PREFIX
    control_panel_view = "@@mailbox-settings"


class SettingsView(FormWrapper):
    """The form in the frame of the product."""

    form = SettingsForm
    page_title = _("title_mailbox_settings", default="Boîtes de courriel : réglages")
