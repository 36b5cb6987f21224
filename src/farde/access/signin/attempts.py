"""One attempt to prove a password, whatever door it came through."""

from contextlib import suppress

from plone import api
from plone.rest.interfaces import IAPIRequest
from Products.PluggableAuthService.interfaces.plugins import IAuthenticationPlugin
from Products.PluggableAuthService.PluggableAuthService import _SWALLOWABLE_PLUGIN_EXCEPTIONS

from farde.access.signin import failures, provider
from farde.access.signin.errors import SignInLocked, TokenWanted
from farde.access.signin.settings import setting
from farde.core.errors import Refusal

#: Under which the request remembers what was refused, and what was counted already.
_REFUSED = "farde.signin.refused"
_COUNTED = "farde.signin.counted"
_EXTERNAL = "External System"


def attempt(gate, credentials: dict, request) -> tuple[str, str] | None:
    """Return the user whose password this is; None, and a failure counted, when it is nobody's.

    The credentials are emptied when nobody else shall look at them. Raises SignInLocked or
    TokenWanted for REST requests; pages find the same in `refused`.
    """
    login = credentials["login"]
    caller = failures.Caller.of(_site(gate), login, request.getClientAddr() or "")
    if request.other.get(_COUNTED) == caller:
        # ``@login`` asks again for what was extracted from its body already.
        return credentials.clear()
    standing = failures.standing(caller)
    if standing.locked_minutes:
        response = request.response
        response.setHeader("Retry-After", str(60 * standing.locked_minutes))
        return _refuse(credentials, request, SignInLocked(minutes=standing.locked_minutes))
    found = _asked(gate, credentials)
    if found is None or provider.is_ours(found[0]):
        return _failed(gate, credentials, caller, request)
    if standing.failed:
        failures.forgive(caller)
    if setting("tokens_only") and _is_external(gate, found[0]):
        return _refuse(credentials, request, TokenWanted())
    credentials.clear()
    return found


def refused(request) -> tuple[Refusal, str] | None:
    """Return the refusal that emptied the credentials of this request, and the login name."""
    return request.other.get(_REFUSED)


def told(request, refusal: Refusal) -> str:
    """Return the login page that says why somebody was refused."""
    request.other[_REFUSED] = (refusal, "")
    return api.content.get_view("login", api.portal.get(), request)()


def _refuse(credentials: dict, request, refusal: Refusal) -> None:
    if IAPIRequest.providedBy(request):
        raise refusal
    request.other[_REFUSED] = (refusal, credentials["login"])
    _strip(request)
    credentials.clear()


def _failed(gate, credentials: dict, caller: failures.Caller, request) -> None:
    if not _is_keeper(gate, credentials, request):
        request.other[_COUNTED] = caller
        failures.note(caller)


def _asked(gate, credentials: dict) -> tuple[str, str] | None:
    plugins = gate._getPAS().plugins.listPlugins(IAuthenticationPlugin)
    for name, plugin in plugins:
        # As the user folder does: plugins fall over credentials that are not theirs.
        with suppress(*_SWALLOWABLE_PLUGIN_EXCEPTIONS):
            found = None if name == gate.getId() else plugin.authenticateCredentials(credentials)
            if found is not None:
                return found
    return None


def _is_keeper(gate, credentials: dict, request) -> bool:
    """Tell whether the password is right for a user of Zope itself, who is known further up."""
    keepers = gate.getPhysicalRoot().acl_users
    login, password = credentials["login"], credentials["password"]
    return keepers.authenticate(login, password, request) is not None


def _strip(request) -> None:
    # The user folder of Zope looks at the same request after the site's.
    request._auth = None
    for name in ("__ac_name", "__ac_password"):
        request.other.pop(name, None)
        request.form.pop(name, None)
    request.other.pop("__ac", None)
    request.cookies.pop("__ac", None)


def _is_external(gate, user_id: str) -> bool:
    user = gate._getPAS().getUserById(user_id)
    return user is not None and _EXTERNAL in user.getRoles()


def _site(gate) -> str:
    return "/".join(gate.getPhysicalPath()[:-2])
