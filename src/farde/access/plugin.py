"""The PAS plugin that puts the circles of the lookups among a user's groups."""

from AccessControl.class_init import InitializeClass
from Products.PlonePAS.plugins.group import PloneGroup
from Products.PluggableAuthService.interfaces.plugins import IGroupsPlugin
from Products.PluggableAuthService.plugins.BasePlugin import BasePlugin
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer

from farde.access.absences import Absences
from farde.access.circles import Memberships
from farde.access.limits import Limits
from farde.access.presence import Presence
from farde.access.teams import with_supervision
from farde.core import clock

PLUGIN_ID = "farde_circles"
#: Where the registers wait while the product is not installed.
_DOSSIERS, _KEPT = "dossiers", "farde.access.registers"
_REGISTERS = ("memberships", "absences", "limits")


@implementer(IGroupsPlugin)
class CirclesPlugin(BasePlugin):
    """Serves circles as groups; keeps the memberships, the absences and the limits."""

    meta_type = "Farde Circles Plugin"

    def __init__(self, id: str = PLUGIN_ID, title: str = "Farde: circles") -> None:
        self._setId(id)
        self.title = title
        self.memberships = Memberships()
        self.absences = Absences()
        self.limits = Limits()

    @property
    def presence(self) -> Presence:
        """The registers read together; what it remembers lives with this connection."""
        found = getattr(self, "_v_presence", None)
        if found is None:
            found = self._v_presence = Presence(self.memberships, self.absences, self.limits)
        return found

    def getGroupsForPrincipal(self, principal, request=None) -> tuple[str, ...]:
        """Return the circles of a user, through the user and through the user's site groups.

        PAS also asks for the groups of each group: while it flattens nested groups, with a
        principal that has no login name, and when it lists a site's groups. Those are answered
        with nothing, or every circle of a service would be looked up again, one by one.
        """
        if principal.getUserName() is None or isinstance(principal, PloneGroup):
            return ()
        principals = with_supervision(principal.getGroups())
        return self.presence.circles_of(principal.getId(), principals, clock.now())


InitializeClass(CirclesPlugin)


def install(portal) -> None:
    """Add the plugin to the site's user folder, asked last, with the registers of before."""
    acl_users = portal.acl_users
    if PLUGIN_ID not in acl_users:
        acl_users._setObject(PLUGIN_ID, CirclesPlugin())
        _take_back(portal, acl_users[PLUGIN_ID])
    plugins = acl_users.plugins
    if PLUGIN_ID not in plugins.listPluginIds(IGroupsPlugin):
        plugins.activatePlugin(IGroupsPlugin, PLUGIN_ID)


def uninstall(portal) -> None:
    """Take the plugin out of the user folder; the registers stay with the dossiers they open.

    A deny list that was lost on the way would open what it was to keep closed.
    """
    acl_users = portal.acl_users
    if PLUGIN_ID not in acl_users:
        return
    dossiers = portal.get(_DOSSIERS)
    if dossiers is not None:
        plugin = acl_users[PLUGIN_ID]
        IAnnotations(dossiers)[_KEPT] = {name: getattr(plugin, name) for name in _REGISTERS}
    acl_users._delObject(PLUGIN_ID)


def _take_back(portal, plugin: CirclesPlugin) -> None:
    dossiers = portal.get(_DOSSIERS)
    kept = IAnnotations(dossiers).pop(_KEPT, {}) if dossiers is not None else {}
    for name, register in kept.items():
        setattr(plugin, name, register)
