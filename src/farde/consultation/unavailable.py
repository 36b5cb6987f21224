"""What may not be seen does not exist: a signed-in user meets 404 where View is missing.

Anonymous visitors are asked to sign in, as everywhere in Plone. The page names nothing of the
place it stands for: Plone's own would show title and breadcrumbs of the hidden content.
"""

from AccessControl import getSecurityManager
from AccessControl.SecurityManagement import newSecurityManager
from plone import api
from plone.rest.errors import ErrorHandling
from plone.rest.interfaces import IAPIRequest
from plone.rest.traverse import RESTWrapper
from Products.CMFCore.interfaces import IContentish
from Products.Five.browser import BrowserView
from zExceptions import NotFound


class Missing(BrowserView):
    """The answer to NotFound."""

    def __call__(self) -> str | None:
        if IAPIRequest.providedBy(self.request):
            return ErrorHandling(self.context, self.request)()
        return nothing_here(self)


class Refused(BrowserView):
    """The answer to Unauthorized: the login for strangers, 404 for who may not see the place."""

    def __call__(self) -> str | None:
        user = signed_in(self.request)
        hidden = user is not None and hides(self.request, user)
        if IAPIRequest.providedBy(self.request):
            error = NotFound() if hidden else self.context
            return ErrorHandling(error, self.request)()
        if not hidden:
            return ""
        newSecurityManager(self.request, user)
        # Tells the user folder that the challenge is settled: no redirect to the login.
        self.request.response._has_challenged = True
        return nothing_here(self)


def nothing_here(view: BrowserView) -> str:
    """Return the 404 page, drawn in the site's root whatever place was asked for."""
    response = view.request.response
    response.setStatus(404, lock=1)
    if "text/html" not in view.request.getHeader("Accept", ""):
        return ""
    view.context = view.__parent__ = api.portal.get()
    for column in ("disable_border", "disable_plone.leftcolumn", "disable_plone.rightcolumn"):
        view.request.set(column, True)
    response.setHeader("Content-Type", "text/html; charset=utf-8")
    return view.index()


def signed_in(request):
    """Return who is signed in, or None; also before the publisher has found out."""
    user = getSecurityManager().getUser()
    if user.getId() is not None:
        return user
    portal = api.portal.get()
    for folder in (portal.acl_users, portal.getPhysicalRoot().acl_users):
        for user_id, _login in folder._extractUserIds(request, folder.plugins):
            return folder.getUserById(user_id)
    return None


def hides(request, user) -> bool:
    """Tell whether the innermost content of the address is closed to a user."""
    parents = [p.context if isinstance(p, RESTWrapper) else p for p in request["PARENTS"]]
    contents = [parent for parent in parents if IContentish.providedBy(parent)]
    if not contents:
        return False
    innermost = max(contents, key=lambda content: len(content.getPhysicalPath()))
    return not user.has_permission("View", innermost)
