"""The PAS plugin that puts the circles of the lookups among a user's groups."""

from AccessControl.class_init import InitializeClass
from Acquisition import aq_base
from Products.PlonePAS.interfaces.plugins import ILocalRolesPlugin
from Products.PlonePAS.plugins.group import PloneGroup
from Products.PlonePAS.plugins.ufactory import PloneUser
from Products.PluggableAuthService.interfaces.plugins import IGroupsPlugin
from Products.PluggableAuthService.plugins.BasePlugin import BasePlugin
from Products.PluggableAuthService.plugins.RecursiveGroupsPlugin import RecursiveGroupsPlugin
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer

from farde.access import localroles
from farde.access.absences import Absences
from farde.access.circles import Memberships, is_circle
from farde.access.limits import Limits
from farde.access.presence import Presence
from farde.access.teams import with_supervision
from farde.core import clock

PLUGIN_ID = "farde_circles"
NESTED_ID = "farde_site_groups"
_STOCK_NESTED, _STOCK_LOCAL = "recursive_groups", "borg_localroles"
#: On a user while a request lasts: the groups without circles.
_SITE_GROUPS = "_farde_site_groups"
_CIRCLES = "_farde_circles"
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

        PAS also asks for the groups of groups, when it flattens nested ones and when it lists
        those of the site. A group is in no circle: what its members may use depends on who
        they are, since a deny list names people.
        """
        if not isinstance(principal, PloneUser) or isinstance(principal, PloneGroup):
            return ()
        kept = aq_base(principal).__dict__
        if kept.get(_CIRCLES):
            # Asked once more, for the roles that groups bring: a circle brings none of the site.
            return ()
        groups = kept[_SITE_GROUPS] = _site_groups(principal)
        principals = with_supervision(groups)
        circles = self.presence.circles_of(principal.getId(), principals, clock.now())
        kept[_CIRCLES] = bool(circles)
        # At once: PAS would give a thousand of them one by one, and then all of them again.
        principal._addGroups(circles)
        return ()


InitializeClass(CirclesPlugin)


class SiteGroupsPlugin(RecursiveGroupsPlugin):
    """Flattens nested site groups as PAS does, without asking for the groups of each circle.

    Someone who supervises a thousand dossiers is in a thousand circles, none of them nested.
    """

    meta_type = "Farde Site Groups Plugin"

    def getGroupsForPrincipal(self, user, request=None) -> tuple[str, ...]:
        """Return the site groups of a user, direct and nested."""
        return super().getGroupsForPrincipal(_Principal(_site_groups(user)), request)


class _Principal:
    def __init__(self, groups: tuple[str, ...]) -> None:
        self.getGroups = lambda: groups


def _site_groups(principal) -> tuple[str, ...]:
    """The groups of a principal without circles, kept once all of them were found."""
    kept = aq_base(principal).__dict__.get(_SITE_GROUPS)
    return kept or tuple(group for group in principal.getGroups() if not is_circle(group))


InitializeClass(SiteGroupsPlugin)


def install(portal) -> None:
    """Add the plugin to the site's user folder, asked last, with the registers of before."""
    acl_users = portal.acl_users
    if PLUGIN_ID not in acl_users:
        acl_users._setObject(PLUGIN_ID, CirclesPlugin())
        _take_back(portal, acl_users[PLUGIN_ID])
    if NESTED_ID not in acl_users:
        acl_users._setObject(NESTED_ID, SiteGroupsPlugin(NESTED_ID, "Farde: site groups"))
    if localroles.PLUGIN_ID not in acl_users:
        plugin = localroles.LocalRolesPlugin(localroles.PLUGIN_ID, "Farde: local roles")
        acl_users._setObject(localroles.PLUGIN_ID, plugin)
    replace(acl_users.plugins, IGroupsPlugin, _STOCK_NESTED, NESTED_ID)
    replace(acl_users.plugins, ILocalRolesPlugin, _STOCK_LOCAL, localroles.PLUGIN_ID)
    _activate(acl_users.plugins, IGroupsPlugin, PLUGIN_ID)


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
    replace(acl_users.plugins, IGroupsPlugin, NESTED_ID, _STOCK_NESTED)
    replace(acl_users.plugins, ILocalRolesPlugin, localroles.PLUGIN_ID, _STOCK_LOCAL)
    for plugin_id in (PLUGIN_ID, NESTED_ID, localroles.PLUGIN_ID):
        if plugin_id in acl_users:
            acl_users._delObject(plugin_id)


def _activate(plugins, kind, plugin_id: str) -> None:
    if plugin_id not in plugins.listPluginIds(kind):
        plugins.activatePlugin(kind, plugin_id)


def replace(plugins, kind, old: str, new: str) -> None:
    """Have a plugin asked in the place of another; nothing happens where that one is not asked."""
    active = plugins.listPluginIds(kind)
    if old in active:
        place = active.index(old)
        plugins.deactivatePlugin(kind, old)
        _activate(plugins, kind, new)
        for _step in range(len(plugins.listPluginIds(kind)) - 1 - place):
            plugins.movePluginsUp(kind, [new])


def _take_back(portal, plugin: CirclesPlugin) -> None:
    dossiers = portal.get(_DOSSIERS)
    kept = IAnnotations(dossiers).pop(_KEPT, {}) if dossiers is not None else {}
    for name, register in kept.items():
        setattr(plugin, name, register)
