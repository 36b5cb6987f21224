"""Accounts of machines and their tokens; the plugin that lets them in.

Only a digest of a token is kept. The secret part is random and long: no slow hash is needed, and
none could be afforded at every request.
"""

import hashlib
import hmac
import secrets
from datetime import datetime

from AccessControl.class_init import InitializeClass
from BTrees.OOBTree import OOBTree
from persistent import Persistent
from plone.rest.interfaces import IAPIRequest
from Products.PluggableAuthService.interfaces.plugins import (
    IAuthenticationPlugin,
    IExtractionPlugin,
    IPropertiesPlugin,
    IUserEnumerationPlugin,
)
from Products.PluggableAuthService.plugins.BasePlugin import BasePlugin
from zope.globalrequest import getRequest
from zope.interface import implementer

from farde.access.signin import token_uses
from farde.access.signin.errors import TokenRefused
from farde.core import clock
from farde.core.ids import opaque_id

ACCOUNTS_ID = "farde_service_accounts"
INTERFACES = (
    IAuthenticationPlugin,
    IExtractionPlugin,
    IPropertiesPlugin,
    IUserEnumerationPlugin,
)
_PREFIX = "farde_"
_GIVEN = "farde_token"
#: Under which the request remembers the scopes it came with.
_SCOPES = "farde.signin.scopes"


class ServiceAccount(Persistent):
    """A machine: what it is called, what its tokens are good for."""

    closed_at: datetime | None = None

    def __init__(self, title: str, scopes: tuple[str, ...], created_by: str) -> None:
        self.user_id = opaque_id("svc")
        self.title = title
        self.scopes = scopes
        self.created_by = created_by
        self.created_at = clock.now()


class Token(Persistent):
    """One key of a machine; the key itself is known to the machine alone."""

    revoked_at: datetime | None = None

    def __init__(self, account: str, secret: str, expires_at: datetime, created_by: str) -> None:
        self.token_id = opaque_id("t")
        self.account = account
        self.digest = _digest(secret)
        self.expires_at = expires_at
        self.created_by = created_by
        self.created_at = clock.now()

    @property
    def state(self) -> str:
        """``revoked``, ``expired`` or ``live``."""
        if self.revoked_at is not None:
            return "revoked"
        return "live" if clock.now() < self.expires_at else "expired"


def made_token(account: ServiceAccount, expires_at: datetime, by: str) -> tuple[Token, str]:
    """Return a new token and, this once, the text that the machine has to send."""
    secret = secrets.token_urlsafe(32)
    token = Token(account.user_id, secret, expires_at, by)
    return token, f"{_PREFIX}{token.token_id}_{secret}"


def scopes_of(request) -> tuple[str, ...] | None:
    """Return the scopes of the token this request came with; None when it came without."""
    return request.other.get(_SCOPES)


@implementer(*INTERFACES)
class ServiceAccountsPlugin(BasePlugin):
    """Knows machines by their tokens, and by nothing else."""

    meta_type = "Farde Service Accounts"
    _dont_swallow_my_exceptions = True

    def __init__(self, id: str = ACCOUNTS_ID, title: str = "Farde: service accounts") -> None:
        self._setId(id)
        self.title = title
        self.accounts = OOBTree()
        self.tokens = OOBTree()

    def extractCredentials(self, request) -> dict:
        """Take a token of ours from the header; other bearers are left to others."""
        kind, _space, given = (getattr(request, "_auth", None) or "").partition(" ")
        ours = kind.lower() == "bearer" and given.startswith(_PREFIX)
        return {_GIVEN: given.strip()} if ours else {}

    def authenticateCredentials(self, credentials: dict) -> tuple[str, str] | None:
        """Return the machine whose token this is; say so when it is nobody's (any more)."""
        if _GIVEN not in credentials:
            return None
        token, request = self._found(credentials[_GIVEN]), getRequest()
        if token is None:
            return _refuse(request)
        request.other[_SCOPES] = self.accounts[token.account].scopes
        token_uses.note(token.token_id)
        return token.account, token.account

    def enumerateUsers(self, id=None, login=None, exact_match=False, **_more) -> tuple[dict, ...]:
        """Return the machines that are looked for, so that groups can hold them."""
        wanted = _texts(id) | _texts(login)
        if exact_match or wanted:
            found = [self.accounts[one] for one in wanted if one in self.accounts]
        else:
            found = [one for one in self.accounts.values() if one.closed_at is None]
        return tuple(
            {"id": one.user_id, "login": one.user_id, "title": one.title, "pluginid": self.getId()}
            for one in found
        )

    def getPropertiesForUser(self, user, request=None) -> dict:
        """Let a machine go by its title."""
        account = self.accounts.get(user.getId() or "")
        return {"fullname": account.title} if account is not None else {}

    def _found(self, given: str) -> Token | None:
        token_id, _sign, secret = given.removeprefix(_PREFIX).partition("_")
        token = self.tokens.get(token_id)
        # Compared also when there is none, so that the time taken tells nothing.
        known = hmac.compare_digest(token.digest if token else _digest(""), _digest(secret))
        return token if token is not None and known and token.state == "live" else None


InitializeClass(ServiceAccountsPlugin)


def _refuse(request) -> None:
    # Asked once more while an error is shown, the plugin has to be quiet.
    if IAPIRequest.providedBy(request) and "PUBLISHED" in request.other:
        raise TokenRefused


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _texts(given: object) -> set[str]:
    several = given if isinstance(given, list | tuple) else [given]
    return {one for one in several if isinstance(one, str)}
