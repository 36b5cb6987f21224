"""Local roles are found as Plone finds them, only sooner."""

import pytest
from AccessControl import getSecurityManager
from borg.localrole.workspace import WorkspaceLocalRoleManager
from Products.PlonePAS.interfaces.plugins import ILocalRolesPlugin
from zope.annotation.interfaces import IAnnotations
from zope.globalrequest import getRequest

from farde.access.localroles import PLUGIN_ID

ASKED = (["Case Handler"], ["Case Reader", "Case Supervisor"], ["Owner"], ["Manager"], [])
PERSONAS = ("caseworker1", "caseworker2", "supervisor1", "payments1", "scan1", "records1")


@pytest.fixture
def places(world) -> list:
    dossier = world.dossier(active_ri=True)
    document = world.document(dossier, "attestations-ressources")
    note = world.document(dossier, confidentiality="c3")
    return [world.portal, dossier, document, note, *dossier.objectValues()]


@pytest.mark.parametrize("persona", PERSONAS)
def test_everybody_has_the_roles_that_plone_would_find(world, places, persona):
    ours = world.portal.acl_users[PLUGIN_ID]
    stock = WorkspaceLocalRoleManager("stock").__of__(world.portal.acl_users)
    with world.as_user(persona):
        user = getSecurityManager().getUser()
        for place in places:
            found = set(ours.getRolesInContext(user, place))
            assert found == set(stock.getRolesInContext(user, place))
            for roles in ASKED:
                assert asked(ours, user, place, roles) == asked(stock, user, place, roles)


def asked(plugin, user, place, roles: list[str]):
    IAnnotations(getRequest()).clear()  # both remember answers under the same key
    return plugin.checkLocalRolesAllowed(user, place, roles)


def test_it_stands_in_the_place_of_plones_own(world):
    assert world.portal.acl_users.plugins.listPluginIds(ILocalRolesPlugin) == (PLUGIN_ID,)
