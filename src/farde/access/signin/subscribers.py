"""What sign-in does when something happens; each handler calls one operation."""

from AccessControl import getSecurityManager
from plone import api
from zope.component import adapter
from zope.component.hooks import getSite
from zope.globalrequest import getRequest
from ZPublisher.interfaces import IPubAfterTraversal, IPubBeforeCommit, IPubFailure

from farde.access.signin import bounds, gate, passwords, resuming, sessions
from farde.access.signin.settings import ISignInSettings
from farde.core.interfaces import IFardeLayer


@adapter(IPubAfterTraversal)
def request_traversed(event) -> None:
    """A person at work stays signed in."""
    request = event.request
    if not IFardeLayer.providedBy(request):
        return
    pas = api.portal.get().acl_users
    if resuming.is_resumed(request):
        resuming.begin_session(pas, getSecurityManager().getUser(), request)
    else:
        sessions.prolong(pas, request)


@adapter(IPubAfterTraversal)
def request_is_about_to_act(event) -> None:
    """A token opens what its scopes say, whatever the roles of its account would."""
    if IFardeLayer.providedBy(event.request):
        bounds.require(event.request)


@adapter(IPubBeforeCommit)
def response_leaves(event) -> None:
    """No cookie leaves unguarded."""
    _guard(event)


@adapter(IPubFailure)
def failure_leaves(event) -> None:
    """Nor with a refusal."""
    _guard(event)


def password_changed(event) -> None:
    """A password that no form has judged is judged here; whoever knew the old one is out."""
    plugin = _gate()
    if plugin is None or event.principal is None:
        return
    user = event.principal
    passwords.require(event.password, [user.getUserName(), user.getId()])
    sessions.end_all(plugin, user.getId(), getRequest())


def setting_changed(event) -> None:
    """The idle time counts in the plugins that check it."""
    if event.record.interfaceName == ISignInSettings.__identifier__ and _gate() is not None:
        sessions.apply_lifetime(api.portal.get().acl_users)


def _gate():
    pas = getattr(getSite(), "acl_users", None)
    return pas[gate.GATE_ID] if pas is not None and gate.GATE_ID in pas else None


def _guard(event) -> None:
    if IFardeLayer.providedBy(event.request):
        sessions.guard_cookies(event.request)
