"""Puts the plugins of sign-in into a site's user folder, and takes them out again."""

from Products.PluggableAuthService.interfaces.plugins import IValidationPlugin

from farde.access.signin import accounts, gate, provider, sessions

#: Plone's own rule for passwords, which asks for a length of its own.
_STOCK_POLICY = "password_policy"


def install(portal) -> None:
    """Add the gate, first of its kinds, and keep aside what it takes the place of."""
    pas = portal.acl_users
    if gate.GATE_ID not in pas:
        pas._setObject(gate.GATE_ID, gate.GatePlugin())
        pas[gate.GATE_ID].before = {
            "session": pas.session.timeout,
            "jwt_auth": pas.jwt_auth.token_timeout,
        }
    if accounts.ACCOUNTS_ID not in pas:
        pas._setObject(accounts.ACCOUNTS_ID, accounts.ServiceAccountsPlugin())
    if provider.PROVIDER_ID not in pas:
        # Of no plugin kind: it is asked by its pages only.
        pas._setObject(provider.PROVIDER_ID, provider.ProviderPlugin())
    _activate_first(pas, accounts.ACCOUNTS_ID, accounts.INTERFACES)
    _activate_first(pas, gate.GATE_ID, gate.INTERFACES)
    if _STOCK_POLICY in pas.plugins.listPluginIds(IValidationPlugin):
        pas.plugins.deactivatePlugin(IValidationPlugin, _STOCK_POLICY)
    sessions.apply_lifetime(pas)


def uninstall(portal) -> None:
    """Take the plugins out and give others back what they had."""
    pas = portal.acl_users
    if gate.GATE_ID in pas:
        before = pas[gate.GATE_ID].before
        pas.session.timeout = before["session"]
        pas.jwt_auth.token_timeout = before["jwt_auth"]
        pas._delObject(gate.GATE_ID)
    for name in (accounts.ACCOUNTS_ID, provider.PROVIDER_ID):
        if name in pas:
            pas._delObject(name)
    if _STOCK_POLICY in pas and _STOCK_POLICY not in pas.plugins.listPluginIds(IValidationPlugin):
        pas.plugins.activatePlugin(IValidationPlugin, _STOCK_POLICY)


def _activate_first(pas, name: str, interfaces) -> None:
    for interface in interfaces:
        if name not in pas.plugins.listPluginIds(interface):
            pas.plugins.activatePlugin(interface, name)
        while pas.plugins.listPluginIds(interface)[0] != name:
            pas.plugins.movePluginsUp(interface, [name])
