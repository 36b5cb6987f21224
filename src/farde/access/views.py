"""The page on which a centre decides about access."""

from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.z3cform.layout import FormWrapper
from z3c.form.browser.checkbox import CheckBoxFieldWidget

from farde.access.settings import PREFIX, IAccessSettings
from farde.core.i18n import _


class SettingsForm(RegistryEditForm):
    """Edits the settings of the room; the matrix is a table of the profile, shown elsewhere."""

    schema = IAccessSettings
    schema_prefix = PREFIX
    control_panel_view = "@@access-settings"

    def updateFields(self) -> None:
        super().updateFields()
        self.fields = self.fields.omit("matrix")
        self.fields["break_glass_roles"].widgetFactory = CheckBoxFieldWidget


class SettingsView(FormWrapper):
    """The form in the frame of the product."""

    form = SettingsForm
    page_title = _("nav_access_settings", default="Réglages des accès")
