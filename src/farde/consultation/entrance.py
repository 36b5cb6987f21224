"""The way in, and what is said when something breaks."""

from urllib.parse import urlencode

from plone import api
from plone.rest.errors import ErrorHandling
from plone.rest.interfaces import IAPIRequest
from Products.CMFPlone.browser import exceptions
from Products.CMFPlone.browser.login import login
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import HTTPException, NotFound
from zope.component import getMultiAdapter

from farde.access.need_to_know import concealed
from farde.access.signin import attempts, provider, resuming
from farde.access.signin.errors import SignInFailed
from farde.access.signin.settings import setting
from farde.core import clock, mail
from farde.core.errors import Refusal
from farde.core.i18n import _


class LoginForm(login.LoginForm):
    """Plone's login on a page of our own: nobody registers by themselves."""

    page_title = _("title_login", default="Se connecter")
    refusal: Refusal | None = None
    login = ""

    def update(self) -> None:
        refused = attempts.refused(self.request)
        if refused is not None:
            self.refusal, self.login = refused
            self.request.response.setStatus(self.refusal.status)
            self.request.form.pop("buttons.login", None)
        super().update()
        if self._has_failed():
            # Plone's own words stand far from the form.
            IStatusMessage(self.request).show()
            self.refusal = SignInFailed()

    @property
    def session_ended(self) -> bool:
        """Whether the visitor had a session, and comes to begin another."""
        return self.refusal is None and self._nobody() and resuming.had_session(self.request)

    def _has_failed(self) -> bool:
        sent = "buttons.login" in self.request.form
        return sent and not self.widgets.errors and self._nobody()

    def _nobody(self) -> bool:
        return bool(api.user.is_anonymous())

    @property
    def may_forget(self) -> bool:
        """Whether a link for a forgotten password would leave this site."""
        return mail.can_leave()

    @property
    def provider(self) -> dict[str, str] | None:
        """The way in through the centre's identity provider, if there is one."""
        if not provider.is_available():
            return None
        wanted = self.widgets["came_from"].value
        query = f"?{urlencode({'came_from': wanted})}" if wanted else ""
        base = f"{self.context.absolute_url()}/@@signin-provider"
        return {"url": f"{base}{query}", "label": setting("provider_label")}

    def redirect_after_login(self, came_from=None, is_initial_login=False) -> None:
        """Go on to the page that was wanted, if it is of this site.

        Plone's own looks whether it exists, which tells of what its visitor may not know, and
        goes wherever the path is like one of ours.
        """
        ours = bool(came_from) and api.portal.get_tool("portal_url").isURLInPortal(came_from)
        self.request.response.redirect(came_from if ours else self.context.absolute_url())

    def updateWidgets(self) -> None:
        super().updateWidgets()
        # The form looks for it under another name than the one it sends it by.
        typed = self.login or self.request.form.get("__ac_name", "")
        if isinstance(typed, str):
            self.widgets["ac_name"].value = typed


class FailureView(exceptions.ExceptionView):
    """The answer to what nobody foresaw: plain words, no trace of the inside."""

    page_title = _("title_failure", default="Un problème est survenu")
    basic_template = ViewPageTemplateFile("templates/failure_plain.pt")

    def __call__(self):
        if concealed(self.request):
            # A failure would tell that there was something to fail on.
            return getMultiAdapter((NotFound(), self.request), name="index.html")()
        if IAPIRequest.providedBy(self.request):
            return ErrorHandling(self.context, self.request)()
        foreseen = isinstance(self.context, HTTPException)
        page = super().__call__()
        if not foreseen:
            self.request.response.setStatus(500)
        return page

    @property
    def moment(self) -> str:
        """When it happened, by which it is found in the log."""
        return clock.now().strftime("%d/%m/%Y %H:%M:%S")
