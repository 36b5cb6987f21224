"""Who asks, also before the publisher has found out."""

from AccessControl import getSecurityManager
from plone import api


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
