"""The page that says that a session is over, and keeps what was filled in."""

from plone import api
from Products.Five.browser import BrowserView

from farde.access.signin import attempts, provider, resuming
from farde.access.signin.errors import SignInFailed
from farde.access.signin.settings import setting
from farde.core.errors import Refusal
from farde.core.i18n import _


def shown(request) -> str:
    """Return the page, in the site's root, in place of what was sent to."""
    view = api.content.get_view("session-ended", api.portal.get(), request)
    request.set("PUBLISHED", view)
    # Where something is there, Zope writes its address into the page.
    request.response.setBase(None)
    request.response.setStatus(403, lock=1)
    # Tells the user folder that the challenge is settled: no redirect to the login.
    request.response._has_challenged = True
    return view()


class SessionEndedView(BrowserView):
    """Asks for the password once more, with everything that was sent beside it."""

    page_title = _("title_session_ended", default="Votre session a pris fin")

    def __call__(self) -> str:
        for column in ("disable_border", "disable_plone.leftcolumn", "disable_plone.rightcolumn"):
            self.request.set(column, True)
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return self.index()

    @property
    def refusal(self) -> Refusal | None:
        """Why the password did not help, on the second showing."""
        refused = attempts.refused(self.request)
        if refused is not None:
            return refused[0]
        return SignInFailed() if self.login else None

    @property
    def login(self) -> str:
        """The name that was typed, to be typed no more."""
        refused = attempts.refused(self.request)
        typed = refused[1] if refused else self.request.form.get("__ac_name", "")
        return typed if isinstance(typed, str) else ""

    @property
    def action(self) -> str:
        """Where the form was going."""
        return self.request.get("ACTUAL_URL", "")

    @property
    def fields(self) -> list[resuming.Field]:
        """What was filled in."""
        return resuming.fields(self.request)

    @property
    def files(self) -> list[str]:
        """The files that have to be chosen again."""
        return resuming.files(self.request)

    @property
    def provider(self) -> dict[str, str] | None:
        """The way in through the centre's identity provider, in another window."""
        if not provider.is_available():
            return None
        base = api.portal.get().absolute_url()
        return {"url": f"{base}/@@signin-provider", "label": setting("provider_label")}
