"""Circles are among a user's groups, by name or through a site group, and for nobody else."""

import pytest
from plone import api
from plone.app.testing import logout
from Products.PluggableAuthService.interfaces.plugins import IGroupsPlugin

from farde.access import operations as access
from farde.access import protection
from farde.access.circles import circle_id, is_circle
from farde.access.plugin import NESTED_ID, PLUGIN_ID, install, uninstall

UID = "7f2a"


@pytest.fixture
def plugin(world):
    return world.portal.acl_users[PLUGIN_ID]


def my_circles() -> set[str]:
    return {group for group in access.current_groups() if is_circle(group)}


def test_a_user_is_in_the_circles_that_name_them(world):
    access.join(UID, "caseworker", "caseworker1", "holder")
    with world.as_user("caseworker1"):
        assert my_circles() == {circle_id(UID, "caseworker")}
    with world.as_user("caseworker2"):
        assert my_circles() == set()


def test_a_user_is_in_the_circles_of_their_site_groups(world):
    access.join(UID, "service-legal", "legal", "ticket:1")
    with world.as_user("legal1"):
        assert my_circles() == {circle_id(UID, "service-legal")}
    with world.as_user("payments1"):
        assert my_circles() == set()


def test_the_circles_follow_a_change_of_site_group(world):
    access.join(UID, "service-legal", "legal", "ticket:1")
    api.group.add_user(groupname="legal", username="caseworker2")
    with world.as_user("caseworker2"):
        assert my_circles() == {circle_id(UID, "service-legal")}
    api.group.remove_user(groupname="legal", username="caseworker2")
    with world.as_user("caseworker2"):
        assert my_circles() == set()


def test_a_membership_taken_back_is_felt_at_once(world):
    access.join(UID, "caseworker", "caseworker2", "stand-in")
    access.leave(UID, "caseworker", "stand-in")
    with world.as_user("caseworker2"):
        assert my_circles() == set()


def test_nobody_in_particular_is_in_no_circle(world):
    access.join(UID, "caseworker", "caseworker1", "holder")
    logout()
    assert my_circles() == set()


def test_a_group_asked_for_its_groups_has_no_circles(world, plugin):
    access.join(UID, "service-legal", "legal", "ticket:1")
    group = world.portal.acl_users.source_groups.getGroupById("legal")
    assert plugin.getGroupsForPrincipal(group) == ()


def test_circles_are_no_groups_that_the_site_lists(world):
    access.join(UID, "caseworker", "caseworker1", "holder")
    assert not [group for group in api.group.get_groups() if is_circle(group.getId())]


def test_the_plugin_is_asked_once_however_often_it_is_installed(world, plugin):
    access.join(UID, "caseworker", "caseworker1", "holder")
    install(world.portal)
    assert world.portal.acl_users.plugins.listPluginIds(IGroupsPlugin).count(PLUGIN_ID) == 1
    assert access.principals(UID, "caseworker") == {"caseworker1"}


def test_a_site_without_the_plugin_still_lets_people_sign_in(world):
    uninstall(world.portal)
    assert PLUGIN_ID not in world.portal.acl_users.plugins.listPluginIds(IGroupsPlugin)
    with world.as_user("caseworker1"):
        assert my_circles() == set()


def test_what_a_service_may_use_is_denied_to_the_one_member_who_is_on_the_deny_list(world):
    access.join(UID, "service-legal", "legal", "ticket:1")
    protection.deny(UID, "legal1")
    with world.as_user("legal1"):
        assert my_circles() == set()


def test_nested_site_groups_are_followed_and_circles_are_not_asked_for_groups(world):
    access.join(UID, "service-legal", "legal", "ticket:1")
    world.portal.portal_groups.addPrincipalToGroup("referents", "legal")
    with world.as_user("referent1"):
        assert my_circles() == {circle_id(UID, "service-legal")}
    nested = world.portal.acl_users[NESTED_ID]
    assert "recursive_groups" not in world.portal.acl_users.plugins.listPluginIds(IGroupsPlugin)
    assert not [g for g in nested.getGroupsForPrincipal(api.user.get("legal1")) if is_circle(g)]


def test_without_the_product_plone_flattens_groups_again(world):
    order = world.portal.acl_users.plugins.listPluginIds(IGroupsPlugin)
    uninstall(world.portal)
    again = world.portal.acl_users.plugins.listPluginIds(IGroupsPlugin)
    renamed = [name.replace(NESTED_ID, "recursive_groups") for name in order if name != PLUGIN_ID]
    assert list(again) == renamed
