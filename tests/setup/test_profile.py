"""The profiles can be installed, installed again, and taken away without a trace."""

from collections.abc import Iterator
from datetime import date

import pytest
from AccessControl import getSecurityManager
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.browserlayer.utils import registered_layers
from plone.contentrules.engine.interfaces import IRuleAssignmentManager, IRuleStorage
from plone.registry.interfaces import IRegistry
from plone.testing.zope import login
from Products.CMFPlone.factory import addPloneSite
from Products.CMFPlone.utils import get_installer
from Products.PluggableAuthService.interfaces.plugins import IGroupsPlugin
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility
from zope.component.hooks import setSite

from farde.setuphandlers import ROOT_FOLDERS, table

PROFILES = ("farde:default", "farde:cpas")


@pytest.fixture
def site(world) -> Iterator:
    """A second site in the same Zope, with what Farde builds on; its keeper is signed in."""
    login(world.app.acl_users, SITE_OWNER_NAME)
    extensions = ("plone.app.contenttypes:default", "plonetheme.barceloneta:default")
    site = addPloneSite(world.app, "plain", setup_content=False, extension_ids=extensions)
    site.portal_workflow.setDefaultChain("simple_publication_workflow")
    setup = site.portal_setup
    for name in setup.getProfileDependencyChain("profile-farde:default"):
        if not name.startswith("profile-farde:"):
            setup.runAllImportStepsFromProfile(name, ignore_dependencies=True)
    setSite(site)
    yield site
    setSite(world.portal)


def install(site) -> None:
    site.portal_setup.runAllImportStepsFromProfile("profile-farde:cpas")


def configuration(site) -> dict:
    """Return what profiles can change in a site, apart from content."""
    workflows, types = site.portal_workflow, site.portal_types
    managers = site.acl_users.portal_role_manager
    return {
        "types": {
            (name, key): value
            for name in types.objectIds()
            for key, value in types[name].propertyItems()
        },
        "workflows": set(workflows.objectIds()),
        "chains": dict(workflows.listChainOverrides()) | {"": workflows.getDefaultChain()},
        "indexes": set(site.portal_catalog.indexes()),
        "columns": set(site.portal_catalog.schema()),
        "registry": {name: record.value for name, record in _records()},
        "roles": set(site.valid_roles()),
        "role manager": {role: managers.listAssignedPrincipals(role) for role in _roles(managers)},
        "permissions": {name: _granted(site, name) for name in site.possible_permissions()},
        "layers": {layer.__identifier__ for layer in registered_layers()},
        "groups plugins": site.acl_users.plugins.listPluginIds(IGroupsPlugin),
        "plugins": set(site.acl_users.objectIds()),
        "rules": set(getUtility(IRuleStorage)),
        "assigned rules": set(IRuleAssignmentManager(site)),
        "annotations": {name for name in IAnnotations(site) if "documentviewer" not in name},
        "actions": {action.getId() for action in site.portal_actions.listActions()},
        "hidden viewlets": _viewlets(),
        "settings": {p["id"]: site.getProperty(p["id"]) for p in site._properties},
    }


def _records():
    ours_to_ignore = ("last_compilation", "resource_registry")
    records = getUtility(IRegistry).records
    return [(n, records[n]) for n in records if not any(part in n for part in ours_to_ignore)]


def _roles(manager) -> list[str]:
    return [role for role in manager.listRoleIds() if manager.listAssignedPrincipals(role)]


def _granted(site, permission: str) -> tuple:
    granted = [r["name"] for r in site.rolesOfPermission(permission) if r["selected"]]
    return bool(site.acquiredRolesAreUsedBy(permission)), tuple(sorted(granted))


def _viewlets() -> dict:
    from plone.app.viewletmanager.interfaces import IViewletSettingsStorage

    storage = getUtility(IViewletSettingsStorage)
    skins = {skin for skin in storage._hidden for name in storage._hidden[skin]}
    return {
        (skin, manager): hidden
        for skin in skins
        for manager, hidden in storage._hidden[skin].items()
        if hidden
    }


def differences(before: dict, after: dict) -> dict:
    """Return what is in one and not in the other, part by part."""
    found = {}
    for part, old in before.items():
        new = after[part]
        if isinstance(old, dict) and isinstance(new, dict):
            changed = {k: (old.get(k), new.get(k)) for k in old.keys() | new.keys()}
            changed = {k: pair for k, pair in changed.items() if pair[0] != pair[1]}
        elif isinstance(old, set):
            changed = old ^ new
        else:
            changed = (old, new) if old != new else None
        if changed:
            found[part] = changed
    return found


def test_the_site_knows_the_profile_that_installs_and_the_one_that_uninstalls(site):
    installer = get_installer(site)
    assert installer.get_install_profile("farde")["id"] == "farde:default"
    assert installer.get_uninstall_profile("farde")["id"] == "farde:uninstall"
    assert not installer.is_product_installed("farde")


def test_the_default_profile_alone_lays_the_house(site):
    get_installer(site).install_product("farde")
    assert {name for name, *_ in ROOT_FOLDERS} <= set(site.objectIds())
    assert get_installer(site).is_product_installed("farde")
    assert not site["thesaurus"].objectIds()


def test_the_policy_of_a_cpas_brings_its_groups_terms_and_rules(site):
    install(site)
    groups = {group.getId() for group in api.group.get_groups()}
    assert {row["group"] for row in table("cpas", "groups.csv")} <= groups
    assert len(getUtility(IRuleStorage)) == 26
    assert len(site["thesaurus"]["social"].objectIds()) == 26


@pytest.mark.parametrize("profile", PROFILES)
def test_installing_twice_changes_nothing(site, profile):
    install(site)
    before, folders = configuration(site), _everything_in(site)
    site.portal_setup.runAllImportStepsFromProfile(f"profile-{profile}")
    assert differences(before, configuration(site)) == {}
    assert _everything_in(site) == folders


def test_installing_again_leaves_what_the_centre_has_changed(site):
    install(site)
    term = site["thesaurus"]["social"]["attestations-ressources"]
    term.readers = ["legal"]
    api.group.get("payments").setProperties(title="Service des paiements")
    api.group.revoke_roles(groupname="payments", roles=["Service Agent"])
    getUtility(IRuleStorage)["signal-row-01"].title = "Autre titre"
    install(site)
    assert term.readers == ["legal"]
    assert api.group.get("payments").getProperty("title") == "Service des paiements"
    assert "Service Agent" not in api.group.get_roles(groupname="payments")
    assert getUtility(IRuleStorage)["signal-row-01"].title == "Autre titre"


def test_installing_again_keeps_who_may_see_a_dossier(site):
    install(site)
    dossier = _dossier()
    install(site)
    assert _circle(dossier) == {"caseworker1"}


def test_uninstalling_leaves_nothing_of_ours(site):
    before = configuration(site)
    install(site)
    get_installer(site).uninstall_product("farde")
    left = differences(before, configuration(site))
    assert left == {}


def test_uninstalling_forgets_that_the_policies_were_installed(site):
    install(site)
    get_installer(site).uninstall_product("farde")
    for profile in PROFILES:
        assert site.portal_setup.getLastVersionForProfile(profile) == "unknown"


def test_uninstalling_leaves_the_content_and_opens_it_to_nobody(site):
    install(site)
    dossier = _dossier()
    get_installer(site).uninstall_product("farde")
    assert dossier.getId() in site["dossiers"].objectIds()
    assert site["thesaurus"]["social"]["attestations-amu"].title == "ATTESTATIONS AMU"
    assert not getSecurityManager().checkPermission("View", dossier)


def test_installing_after_uninstalling_lets_those_in_who_hold_the_dossiers(site):
    install(site)
    dossier = _dossier()
    get_installer(site).uninstall_product("farde")
    install(site)
    assert _circle(dossier) == {"caseworker1"}


def _dossier():
    from farde.dossier import operations

    person = operations.register_person(
        first_name="Amina", last_name="Exemple", language="fr", birth_date=date(1985, 7, 30)
    )
    return operations.open_dossier(person, caseworker="caseworker1")


def _circle(dossier) -> set[str]:
    from farde.access import operations as access

    return access.principals(dossier.UID(), "caseworker")


def _everything_in(site) -> dict:
    brains = site.portal_catalog.unrestrictedSearchResults()
    return {brain.getPath(): (brain.UID, brain.review_state, brain.Title) for brain in brains}
