"""The two addresses of the way through the identity provider."""

from collections.abc import Callable

from plone import api
from Products.Five.browser import BrowserView
from zExceptions import NotFound

from farde.access.signin import attempts, provider, provider_flow
from farde.core.errors import Refusal
from farde.core.rest import Service


class _Passage(BrowserView):
    def __call__(self) -> str:
        if not provider.is_available():
            raise NotFound
        self.request.response.setHeader("Cache-Control", "no-store")
        try:
            self.request.response.redirect(self.onwards())
        except Refusal as refusal:
            return attempts.told(self.request, refusal)
        return ""

    onwards: Callable[[], str]

    @property
    def plugin(self) -> provider.ProviderPlugin:
        """The provider of this site."""
        return api.portal.get().acl_users[provider.PROVIDER_ID]


class StartView(_Passage):
    """Sends a person to the provider."""

    def onwards(self) -> str:
        """Return the provider's address, with what the answer has to bring back."""
        return provider_flow.way_out(self.plugin, self.request)


class CallbackView(_Passage):
    """Takes a person back from the provider, signed in."""

    def onwards(self) -> str:
        """Sign the person in; return the page they wanted."""
        self.plugin.rememberIdentity(provider_flow.claims(self.plugin, self.request))
        return provider_flow.came_from(self.plugin, self.request)


class ClosedView(BrowserView):
    """The add-on's own pages would let through what is checked here."""

    def __call__(self) -> None:
        raise NotFound


class ClosedService(Service):
    """The add-on's REST services likewise."""

    def answer(self) -> None:
        self.request.response.setStatus(404)
