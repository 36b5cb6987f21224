"""The centre's identity provider: pas.plugins.oidc, told what to check.

The add-on (2.0.0) notes a wrong state and goes on, never compares the nonce, accepts any issuer,
takes the provider's subject for a user id of the site, makes whatever groups the provider names
and stops at the circles of a dossier. What it does well is kept: talk to the provider, make the
user, set up the session.
"""

import os
from collections.abc import Iterable

from AccessControl.class_init import InitializeClass
from oic.oic import Client
from oic.oic.message import RegistrationResponse
from oic.utils.authn.client import CLIENT_AUTHN_METHOD
from pas.plugins.oidc.plugins import OIDCPlugin, safe_write
from plone import api
from zope.interface import Interface, implementer

from farde.access.signin.errors import NotEntitled
from farde.access.signin.settings import pair, setting
from farde.core.ids import derived_id

PROVIDER_ID = "farde_provider"
_PREFIX = "idp"
_ENVIRONMENT = {
    "issuer": "FARDE_OIDC_ISSUER",
    "client_id": "FARDE_OIDC_CLIENT_ID",
    "client_secret": "FARDE_OIDC_CLIENT_SECRET",
}
_FIXED = {
    "use_pkce": True,
    "use_session_data_manager": False,
    "create_user": True,
    "create_groups": False,
    "create_ticket": True,
    "create_restapi_ticket": False,
    "scope": ("openid", "profile", "email"),
}


class IFardeProvider(Interface):
    """The provider as Farde uses it; the add-on's own pages are closed on it."""


@implementer(IFardeProvider)
class ProviderPlugin(OIDCPlugin):
    """Speaks to the provider that the environment names; keeps no secret in the database."""

    meta_type = "Farde Identity Provider"

    def __init__(self, id: str = PROVIDER_ID, title: str = "Farde: identity provider") -> None:
        super().__init__(id, title)

    def getProperty(self, id: str, d=None):
        """Return what the environment, or the product, says; nothing can be set by hand."""
        if id in _ENVIRONMENT:
            return os.environ.get(_ENVIRONMENT[id], "")
        return _FIXED[id] if id in _FIXED else super().getProperty(id, d)

    def get_redirect_uris(self) -> list[str]:
        """Return the one address that the provider sends people back to."""
        return [f"{api.portal.get().absolute_url()}/@@signin-provider-callback"]

    def get_oauth2_client(self) -> Client:
        """Return a client of the provider; one that goes by another name is refused."""
        client = Client(client_authn_method=CLIENT_AUTHN_METHOD)
        client.provider_config(self.getProperty("issuer"))
        registered = {name: self.getProperty(name) for name in ("client_id", "client_secret")}
        client.store_registration_info(RegistrationResponse(**registered))
        return client

    def rememberIdentity(self, userinfo: dict) -> None:
        """Sign in the person these verified claims are about; raises NotEntitled."""
        user_id = derived_id(_PREFIX, self.getProperty("issuer"), userinfo["sub"])
        groups = entitled(userinfo)
        user = self._getPAS().getUserById(user_id)
        is_new = user is None and bool(groups)
        if is_new:
            user = self._create_user(user_id)
        if user is not None:
            with safe_write(self.REQUEST):
                _settle_groups(self._getPAS().source_groups, user, groups)
        if not groups:
            raise NotEntitled
        self._update_user(user, userinfo=userinfo, first_login=is_new)
        self._setup_ticket(user_id)


InitializeClass(ProviderPlugin)


def is_available() -> bool:
    """Tell whether the centre has switched the provider on and the environment names it."""
    return bool(setting("provider_enabled")) and all(map(os.environ.get, _ENVIRONMENT.values()))


def is_ours(user_id: str) -> bool:
    """Tell whether a user id was made for somebody of the provider: they have no password."""
    return user_id.startswith(f"{_PREFIX}-")


def entitled(claims: dict) -> set[str]:
    """Return the site groups that the groups claimed stand for; names unknown to us give none."""
    claimed = claims.get(setting("provider_claim")) or []
    theirs = {claimed} if isinstance(claimed, str) else {one for one in claimed if one}
    return {ours for their, ours in map(pair, setting("provider_groups") or []) if their in theirs}


def _settle_groups(source, user, wanted: Iterable[str]) -> None:
    """Give and take the groups that the provider decides on; others are the centre's own."""
    managed = {ours for _theirs, ours in map(pair, setting("provider_groups") or [])}
    held = set(source.getGroupsForPrincipal(user))
    for group in managed & held - set(wanted):
        source.removePrincipalFromGroup(user.getId(), group)
    for group in set(wanted) - held:
        source.addPrincipalToGroup(user.getId(), group)
