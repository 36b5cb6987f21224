"""What may not be seen does not exist: a signed-in user meets 404 where View is missing.

Anonymous visitors are asked to sign in, whether something is there or not. The page names
nothing of the place it stands for: Plone's own would show title and path of hidden content.
"""

import json

from AccessControl.SecurityManagement import newSecurityManager
from plone import api
from plone.rest.errors import ErrorHandling
from plone.rest.interfaces import IAPIRequest
from Products.Five.browser import BrowserView
from zExceptions import Unauthorized

from farde.access.need_to_know import hidden
from farde.access.signin import ended, resuming
from farde.core.visitor import signed_in

#: What Zope says when it refuses; not a word of ours, lest the two answers differ.
_SIGN_IN = "You are not authorized to access this resource."


class Missing(BrowserView):
    """The answer to NotFound: strangers are told to sign in first, as for what is there."""

    def __call__(self) -> str | None:
        if signed_in(self.request) is not None:
            return nothing_here(self)
        if IAPIRequest.providedBy(self.request):
            return ErrorHandling(Unauthorized(_SIGN_IN), self.request)()
        if resuming.is_wanted(self.request):
            # As where something is there, or the session's end would tell the two apart.
            return ended.shown(self.request)
        api.portal.get().acl_users.challenge(self.request, self.request.response)
        return ""


class Refused(BrowserView):
    """The answer to Unauthorized: the login for strangers, 404 for who may not see the place."""

    def __call__(self) -> str | None:
        user = signed_in(self.request)
        if user is not None and hidden(self.request, user):
            # Tells the user folder that the challenge is settled: no redirect to the login.
            self.request.response._has_challenged = True
            return nothing_here(self)
        if IAPIRequest.providedBy(self.request):
            # Without the words of the refusal, which would name what was refused.
            return ErrorHandling(Unauthorized(_SIGN_IN), self.request)()
        # A form sent after the end of a session is not lost.
        return (
            ended.shown(self.request) if user is None and resuming.is_wanted(self.request) else ""
        )


def nothing_here(view: BrowserView) -> str:
    """Return the 404 answer, the same whether nothing is there or nothing may be seen."""
    request = view.request
    request.response.setStatus(404, lock=1)
    if request.method == "HEAD":
        # A body would be taken for the beginning of the next answer.
        return ""
    if IAPIRequest.providedBy(request):
        return _as_json(request)
    if "text/html" not in request.getHeader("Accept", ""):
        return ""
    return _as_page(view)


def _as_json(request) -> str:
    request.response.setHeader("Content-Type", "application/json")
    url = request.get("ACTUAL_URL", "")
    return json.dumps({"type": "NotFound", "message": f"Resource not found: {url}"})


def _as_page(view: BrowserView) -> str:
    # Drawn in the site's root, whatever place was asked for, and for who is signed in.
    if (user := signed_in(view.request)) is not None:
        newSecurityManager(view.request, user)
    view.context = view.__parent__ = api.portal.get()
    view.request.set("PUBLISHED", view)
    for column in ("disable_border", "disable_plone.leftcolumn", "disable_plone.rightcolumn"):
        view.request.set(column, True)
    view.request.response.setBase(None)
    view.request.response.setHeader("Content-Type", "text/html; charset=utf-8")
    return view.index()
