"""The PAS plugin that stands first: it counts failures, ends sessions and judges new passwords."""

from AccessControl.class_init import InitializeClass
from AccessControl.SecurityManagement import getSecurityManager
from BTrees.OOBTree import OOBTree
from Products.PluggableAuthService.interfaces.plugins import (
    IAuthenticationPlugin,
    ICredentialsResetPlugin,
    IUserAdderPlugin,
    IValidationPlugin,
)
from Products.PluggableAuthService.plugins.BasePlugin import BasePlugin
from zope.globalrequest import getRequest
from zope.interface import implementer

from farde.access.signin import attempts, passwords, sessions
from farde.core.errors import refusal_text

GATE_ID = "farde_signin"
INTERFACES = (
    IAuthenticationPlugin,
    ICredentialsResetPlugin,
    IUserAdderPlugin,
    IValidationPlugin,
)


@implementer(*INTERFACES)
class GatePlugin(BasePlugin):
    """Looks at every credential before the plugins that know users do."""

    meta_type = "Farde Sign-in Gate"
    #: The user folder goes on after most faults of a plugin; after one here it must not.
    _dont_swallow_my_exceptions = True

    def __init__(self, id: str = GATE_ID, title: str = "Farde: sign-in") -> None:
        self._setId(id)
        self.title = title
        #: User id to the instant (seconds) before which all sessions of that user are over.
        self.ended = OOBTree()
        #: What other plugins had before, to be given back when Farde goes.
        self.before: dict = {}

    def authenticateCredentials(self, credentials: dict) -> tuple[str, str] | None:
        """Answer for whoever proves a password; empty credentials that must not be looked at."""
        request = getRequest()
        if request is None:
            # A script without a visitor: nobody to count.
            return None
        if credentials.get("login") is not None and credentials.get("password") is not None:
            if not isinstance(credentials["login"], str):
                return credentials.clear()
            return attempts.attempt(self, credentials, request)
        if sessions.is_over(self, credentials):
            credentials.clear()
        return None

    def resetCredentials(self, request, response) -> None:
        """Signing out ends every session of the user, in every browser."""
        user = getSecurityManager().getUser()
        sessions.end_all(self, user.getId(), request)

    def doAddUser(self, login: str, password: str) -> bool:
        """Refuse a weak password whichever way a user is added; leave the adding to others."""
        passwords.require(password or "", [login])
        return False

    def validateUserInfo(self, user, set_id: str, set_info: dict | None) -> list[dict]:
        """Tell forms what is wrong with a password."""
        password = (set_info or {}).get("password")
        if password is None:
            return []
        found = passwords.faults(password, _names(user, getRequest()))
        return [{"id": "password", "error": refusal_text(fault)} for fault in found]


InitializeClass(GatePlugin)


def _names(user, request) -> list[str]:
    """Return what the person is known to go by: PAS tells plugins no user, so the form does."""
    user = user or getSecurityManager().getUser()
    fields = ("username", "form.widgets.username", "userid")
    typed = [request.form.get(field) for field in fields] if request is not None else []
    return [user.getUserName() or "", *(name for name in typed if isinstance(name, str))]
