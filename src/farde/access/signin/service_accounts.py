"""The page of service accounts: who may come in as a machine, and with which keys."""

from datetime import date, timedelta

from plone import api
from Products.Five.browser import BrowserView

from farde.access.signin import operations, scopes, token_uses
from farde.access.signin.accounts import ServiceAccount, Token
from farde.access.signin.settings import setting
from farde.access.signin.views import Tabbed
from farde.core import clock
from farde.core.errors import Refusal
from farde.core.i18n import _
from farde.core.rest import RefusalResponse

_STATES = {
    "live": _("token_live", default="Valable"),
    "expired": _("token_expired", default="Expiré"),
    "revoked": _("token_revoked", default="Révoqué"),
}


class ServiceAccountsView(Tabbed, BrowserView):
    """Lists accounts and tokens; opens, issues, revokes and closes."""

    page_title = _("title_service_accounts", default="Connexion : comptes de service")
    refusal: Refusal | None = None
    #: The new token, shown in this answer and never again.
    shown = ""
    shown_for = ""

    def __call__(self) -> str:
        self.request.response.setHeader("Cache-Control", "no-store")
        if self.request.method == "POST":
            return self._acted()
        return self.index()

    def _acted(self) -> str:
        form = self.request.form
        action = _ACTIONS.get(form.get("action", ""))
        if action is None:
            return self.index()
        try:
            done = action(self, form)
        except Refusal as refusal:
            self.refusal = refusal
            self.request.response.setStatus(refusal.status)
            return self.index()
        if self.shown:
            return self.index()
        api.portal.show_message(done, request=self.request)
        self.request.response.redirect(f"{self.context.absolute_url()}/@@service-accounts")
        return ""

    def _open(self, form: dict) -> str:
        chosen = form.get("scopes", [])
        operations.open_account(form.get("title", ""), chosen if isinstance(chosen, list) else [])
        return _("account_opened", default="Le compte est ouvert. Donnez-lui un jeton.")

    def _issue(self, form: dict) -> None:
        self.shown_for = form.get("account", "")
        self.shown = operations.issue_token(self.shown_for, _day(form.get("expires", "")))

    def _revoke(self, form: dict) -> str:
        operations.revoke_token(form.get("token", ""))
        return _("token_revoked_now", default="Le jeton est révoqué.")

    def _close(self, form: dict) -> str:
        operations.close_account(form.get("account", ""))
        return _("account_closed", default="Le compte est fermé, ses jetons sont révoqués.")

    @property
    def faults(self) -> list[Refusal]:
        """What was wrong with what was sent."""
        return self.refusal.each() if self.refusal is not None else []

    @property
    def accounts(self) -> list[ServiceAccount]:
        """All accounts, open ones first."""
        return operations.accounts()

    @property
    def scopes(self) -> tuple[scopes.Scope, ...]:
        """What can be granted."""
        return scopes.SCOPES

    def granted(self, account: ServiceAccount) -> list:
        """What an account may do, in words."""
        return [scope for scope in self.scopes if scope.name in account.scopes]

    @property
    def latest(self) -> str:
        """The last day that a new token may be good for."""
        return (clock.today() + timedelta(days=setting("token_days"))).isoformat()

    @property
    def today(self) -> str:
        """The first one."""
        return clock.today().isoformat()

    def tokens(self, account: ServiceAccount) -> list[dict]:
        """The tokens of an account, as its table shows them."""
        return [_row(token) for token in operations.tokens(account.user_id)]

    def kept(self, name: str) -> str:
        """What was typed into a field, when it was refused."""
        value = self.request.form.get(name, "") if self.refusal is not None else ""
        return value if isinstance(value, str) else ""

    def is_ticked(self, scope: str) -> bool:
        """Whether a scope was chosen in what was refused."""
        return self.refusal is not None and scope in self.request.form.get("scopes", [])


class Refused(RefusalResponse):
    """A machine reads JSON, also at an address for people."""


_ACTIONS = {
    "open": ServiceAccountsView._open,
    "issue": ServiceAccountsView._issue,
    "revoke": ServiceAccountsView._revoke,
    "close": ServiceAccountsView._close,
}


def _row(token: Token) -> dict:
    used = token_uses.last(token.token_id)
    return {
        "id": token.token_id,
        "state": token.state,
        "state_title": _STATES[token.state],
        "created": token.created_at.strftime("%d/%m/%Y"),
        # The token is good to the end of the day before.
        "expires": (token.expires_at - timedelta(days=1)).strftime("%d/%m/%Y"),
        "used": used.strftime("%d/%m/%Y") if used else "",
    }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
