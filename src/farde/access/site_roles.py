"""The PAS plugin that keeps the roles of circles out of the roles somebody has everywhere.

Who keeps the accounts gives roles of the site. One of those that circles give, given there,
would open every dossier at once; given so, it counts for nothing.
"""

from AccessControl.class_init import InitializeClass
from Products.PluggableAuthService.interfaces.plugins import IRolesPlugin
from Products.PluggableAuthService.plugins.BasePlugin import BasePlugin
from zope.interface import implementer

from farde.access.plugin import replace

PLUGIN_ID = "farde_roles"
_STOCK = "portal_role_manager"
#: Roles that somebody has on content of a dossier or a deposit, never on the site.
LOCAL_ONLY = frozenset(
    {
        "Case Handler",
        "Case Supervisor",
        "Case Reader",
        "Case Counsel",
        "Dossier Visitor",
        "Ticket Worker",
        "Depositor",
    }
)


@implementer(IRolesPlugin)
class SiteRolesPlugin(BasePlugin):
    """Serves the roles that the stock plugin keeps, but for those of circles."""

    meta_type = "Farde Site Roles Plugin"

    def __init__(self, id: str = PLUGIN_ID, title: str = "Farde: site roles") -> None:
        self._setId(id)
        self.title = title

    def getRolesForPrincipal(self, principal, request=None) -> tuple[str, ...]:
        """Return the roles of a user or group on the whole site."""
        given = self._getPAS()[_STOCK].getRolesForPrincipal(principal, request)
        return tuple(role for role in given if role not in LOCAL_ONLY)


InitializeClass(SiteRolesPlugin)


def install(portal) -> None:
    """Have the plugin asked in place of the stock one."""
    acl_users = portal.acl_users
    if PLUGIN_ID not in acl_users:
        acl_users._setObject(PLUGIN_ID, SiteRolesPlugin())
    replace(acl_users.plugins, IRolesPlugin, _STOCK, PLUGIN_ID)


def uninstall(portal) -> None:
    """Have the stock plugin asked again."""
    acl_users = portal.acl_users
    if PLUGIN_ID in acl_users:
        replace(acl_users.plugins, IRolesPlugin, PLUGIN_ID, _STOCK)
        acl_users._delObject(PLUGIN_ID)
