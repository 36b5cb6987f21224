"""Circles alone give roles on dossier content: no other way of Plone's counts."""

import pytest
from plone import api

from farde.access.site_roles import LOCAL_ONLY
from farde.capture import operations as capture
from farde.document.profile import Profile
from farde.upgrades.v20261121120000_access_by_membership import give_circles
from world import DAY, small_scan

KEPT_FROM_KEEPERS = (
    "View",
    "Access contents information",
    "Modify portal content",
    "Delete objects",
    "Copy or Move",
)


@pytest.fixture
def content(world) -> list:
    """A dossier of caseworker1, with all that belongs to it."""
    with world.as_user("caseworker1"):
        dossier = world.dossier()
    with world.as_user("scan1"):
        document = world.document(dossier, "attestations-ressources")
        deposit = capture.deposit(small_scan())
    person = world.portal["persons"][dossier.beneficiary]
    return [person, dossier, document, deposit, *_followups(dossier)]


def _followups(dossier) -> list:
    found = [one for one in dossier.objectValues() if one.portal_type in ("Signal", "Ticket")]
    assert found
    return found


def may(user_id: str, permission: str, content) -> bool:
    return bool(api.user.has_permission(permission, username=user_id, obj=content))


@pytest.mark.parametrize("role", sorted(LOCAL_ONLY))
def test_a_role_of_circles_given_on_the_site_counts_for_nothing(world, content, role):
    manager = world.portal.acl_users.portal_role_manager
    manager.assignRoleToPrincipal(role, "caseworker2")
    manager.assignRoleToPrincipal(role, "jobs:caseworker")
    assert role not in api.user.get_roles(username="caseworker2")
    assert not any(may("caseworker2", "View", one) for one in content)


def test_a_role_given_by_hand_on_the_site_or_a_folder_ends_at_the_content(world, content):
    everything = [*LOCAL_ONLY, "Manager", "Owner", "Reader", "Editor", "Reviewer"]
    for place in (world.portal, *(world.portal[one] for one in ("persons", "dossiers", "capture"))):
        place.manage_setLocalRoles("caseworker2", everything)
    assert not any(may("caseworker2", "View", one) for one in content)


def test_who_made_content_is_not_its_owner(content):
    assert not any("Owner" in roles for one in content for _, roles in one.get_local_roles())


def test_who_deposited_a_scan_reads_it_no_more_once_it_is_filed(world, content):
    dossier = content[1]
    with world.as_user("frontdesk1"):
        deposit = capture.deposit(small_scan("Une autre"))
    assert may("frontdesk1", "View", deposit)
    with world.as_user("scan1"):
        document = capture.file_batch(deposit, dossier, Profile("attestations-emploi", DAY))
    assert not may("frontdesk1", "View", deposit)
    assert not may("frontdesk1", "View", document)


@pytest.mark.parametrize("role", ["Manager", "Site Administrator"])
def test_who_keeps_the_site_may_do_nothing_to_dossier_content(world, content, role):
    api.user.grant_roles(username="caseworker2", roles=[role])
    for one in content:
        assert [it for it in KEPT_FROM_KEEPERS if may("caseworker2", it, one)] == [], one
    assert not may("caseworker2", "Add portal content", content[1])


def test_the_upgrade_takes_back_what_ownership_gave(content):
    for one in content:
        one.manage_addLocalRoles("caseworker2", ["Owner", "Depositor"])
        give_circles(one)
        given = dict(one.get_local_roles())
        assert "Owner" not in given["caseworker2"], one
        assert one._Copy_or_Move_Permission == ()


def test_nobody_is_led_to_the_closed_page_of_sharing(world):
    with world.as_user("it1"):
        actions = api.portal.get_tool("portal_actions").listActionInfos(object=world.portal)
    names = {action["id"] for action in actions if action["category"] == "object"}
    assert "folderContents" in names and "local_roles" not in names
