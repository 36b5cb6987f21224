"""Who asks, also before the publisher has found out."""

from AccessControl import getSecurityManager
from plone import api
from zope.globalrequest import getRequest


def signed_in(request):
    """Return the user that is signed in, or None."""
    user = getSecurityManager().getUser()
    if user.getId() is not None:
        return user
    portal = api.portal.get()
    for folder in (portal.acl_users, portal.getPhysicalRoot().acl_users):
        for user_id, _login in folder._extractUserIds(request, folder.plugins):
            return folder.getUserById(user_id)
    return None


def current_user_id() -> str:
    """Return the id of the user at work, "" for nobody and for the system itself."""
    return getSecurityManager().getUser().getId() or ""


def current_language() -> str:
    """Return the language of who asks, as two letters; that of the site where nobody does."""
    request = getRequest()
    asked = request.get("LANGUAGE", "") if request is not None else ""
    return (asked or api.portal.get_default_language())[:2]
