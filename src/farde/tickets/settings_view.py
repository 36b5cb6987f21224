"""The page on which a centre decides about deadlines, signals and mails."""

from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.z3cform.layout import FormWrapper
from z3c.form.browser.textlines import TextLinesFieldWidget

from farde.core.i18n import _
from farde.tickets.settings import PREFIX, ITicketSettings


class SettingsForm(RegistryEditForm):
    """Edits the settings of the room."""

    schema = ITicketSettings
    schema_prefix = PREFIX
    control_panel_view = "@@ticket-settings"

    def updateFields(self) -> None:
        super().updateFields()
        self.fields["closed_days"].widgetFactory = TextLinesFieldWidget

    def updateWidgets(self) -> None:
        super().updateWidgets()
        self.widgets["closed_days"].addClass("form-control")
        self.widgets["closed_days"].rows = 4


class SettingsView(FormWrapper):
    """The form in the frame of the product."""

    form = SettingsForm
    page_title = _("nav_ticket_settings", default="Délais et courriels")
