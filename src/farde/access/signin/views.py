"""The pages of sign-in, for administrators and privacy officers."""

from dataclasses import dataclass

from plone import api
from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.protect.authenticator import check
from plone.z3cform.layout import FormWrapper
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from farde.access.signin import operations
from farde.access.signin.settings import PREFIX, ISignInSettings
from farde.core.i18n import _


@dataclass(frozen=True)
class Tab:
    """One of the pages of sign-in."""

    name: str
    title: str


class Tabbed:
    """Shows the way to the other pages of sign-in."""

    tabs_template = ViewPageTemplateFile("templates/tabs.pt")
    tabs = (
        Tab("signin-settings", _("tab_signin_settings", default="Réglages")),
        Tab("service-accounts", _("tab_service_accounts", default="Comptes de service")),
        Tab("signin-locks", _("tab_signin_locks", default="Comptes bloqués")),
    )


class SettingsForm(RegistryEditForm):
    """Edits what the centre decides about sign-in."""

    schema = ISignInSettings
    schema_prefix = PREFIX
    control_panel_view = "@@signin-settings"


class SettingsView(Tabbed, FormWrapper):
    """The form in the frame of the product."""

    form = SettingsForm
    page_title = _("title_signin_settings", default="Connexion : réglages")


class LocksView(Tabbed, BrowserView):
    """Lists the accounts that are locked, and opens them."""

    page_title = _("title_signin_locks", default="Connexion : comptes bloqués")

    def __call__(self) -> str:
        if self.request.method == "POST":
            return self._unlock()
        return self.index()

    def _unlock(self) -> str:
        # plone.protect watches the object database only, and nothing is written there.
        check(self.request)
        operations.unlock(self.request.form.get("login", ""))
        message = _("signin_unlocked", default="Le blocage est levé.")
        api.portal.show_message(message, request=self.request)
        self.request.response.redirect(f"{self.context.absolute_url()}/@@signin-locks")
        return ""

    @property
    def accounts(self) -> list[operations.LockedAccount]:
        """The locked accounts, by login name."""
        return operations.locked_accounts()
