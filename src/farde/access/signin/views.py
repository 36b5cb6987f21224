"""The pages of sign-in, for administrators and privacy officers."""

from dataclasses import dataclass

from plone import api
from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.protect.authenticator import check
from plone.z3cform.layout import FormWrapper
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from farde.access.signin import operations, resets
from farde.access.signin.settings import PREFIX, ISignInSettings
from farde.core.errors import Refusal
from farde.core.i18n import _


class ForgottenForm(BrowserView):
    """Asks who forgot a password."""

    page_title = _("title_forgotten", default="Mot de passe oublié")


class ForgottenPassword(BrowserView):
    """Answers everybody alike, whoever has or has not an account."""

    def __call__(self) -> str:
        login = self.request.form.get("userid", "")
        if self.request.method == "POST" and isinstance(login, str):
            resets.ask(login.strip(), self.request.getClientAddr() or "")
            message = _(
                "reset_asked",
                default="Si ce compte existe et a une adresse de courriel, un message lui est "
                "envoyé : il mène à la page où choisir un nouveau mot de passe.",
            )
            api.portal.show_message(message, request=self.request)
        self.request.response.redirect(f"{self.context.absolute_url()}/login")
        return ""


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
        Tab("signin-locks", _("tab_signin_locks", default="Blocages et sessions")),
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

    page_title = _("title_signin_locks", default="Connexion : blocages et sessions")

    refusal: Refusal | None = None

    def __call__(self) -> str:
        if self.request.method != "POST":
            return self.index()
        # plone.protect watches the object database only, and a lock is not there.
        check(self.request)
        try:
            return self._acted()
        except Refusal as refusal:
            self.refusal = refusal
            self.request.response.setStatus(refusal.status)
            return self.index()

    @property
    def login(self) -> str:
        """The login name that was sent."""
        given = self.request.form.get("login", "")
        return given if isinstance(given, str) else ""

    def _acted(self) -> str:
        if self.request.form.get("action") == "end":
            operations.end_sessions(self.login)
            message = _("signin_sessions_ended", default="Les sessions de ce compte sont fermées.")
        else:
            operations.unlock(self.login)
            message = _("signin_unlocked", default="Le blocage est levé.")
        api.portal.show_message(message, request=self.request)
        self.request.response.redirect(f"{self.context.absolute_url()}/@@signin-locks")
        return ""

    @property
    def accounts(self) -> list[operations.LockedAccount]:
        """The locked accounts, by login name."""
        return operations.locked_accounts()
