"""The PAS plugin that puts the circles of the lookups among a user's groups."""

from AccessControl.class_init import InitializeClass
from Products.PlonePAS.plugins.group import PloneGroup
from Products.PluggableAuthService.interfaces.plugins import IGroupsPlugin
from Products.PluggableAuthService.plugins.BasePlugin import BasePlugin
from zope.interface import implementer

from farde.access.circles import Memberships

PLUGIN_ID = "farde_circles"


@implementer(IGroupsPlugin)
class CirclesPlugin(BasePlugin):
    """Serves circles as groups; keeps the memberships."""

    meta_type = "Farde Circles Plugin"

    def __init__(self, id: str = PLUGIN_ID, title: str = "Farde: circles") -> None:
        self._setId(id)
        self.title = title
        self.memberships = Memberships()

    def getGroupsForPrincipal(self, principal, request=None) -> tuple[str, ...]:
        """Return the circles of a user, through the user and through the user's site groups.

        PAS also asks for the groups of each group: while it flattens nested groups, with a
        principal that has no login name, and when it lists a site's groups. Those are answered
        with nothing, or every circle of a service would be looked up again, one by one.
        """
        if principal.getUserName() is None or isinstance(principal, PloneGroup):
            return ()
        return tuple(self.memberships.circles_of(principal.getId(), *principal.getGroups()))


InitializeClass(CirclesPlugin)


def install(portal) -> bool:
    """Add the plugin to the site's user folder, asked last; tell whether it was not there."""
    acl_users = portal.acl_users
    missing = PLUGIN_ID not in acl_users
    if missing:
        acl_users._setObject(PLUGIN_ID, CirclesPlugin())
    plugins = acl_users.plugins
    if PLUGIN_ID not in plugins.listPluginIds(IGroupsPlugin):
        plugins.activatePlugin(IGroupsPlugin, PLUGIN_ID)
    return missing


def uninstall(portal) -> None:
    """Take the plugin out of the site's user folder; the memberships go with it."""
    acl_users = portal.acl_users
    if PLUGIN_ID in acl_users:
        acl_users._delObject(PLUGIN_ID)
