"""A site from before copies that bear who took them: it gets their settings, and keeps its own."""

from types import SimpleNamespace

import pytest
from plone import api
from test_profile import configuration, differences

PROFILE = "farde:default"
BEFORE = "20261121230000"


@pytest.fixture
def site(world) -> SimpleNamespace:
    """A site as the version before left it, and how a new one is."""
    portal, new = world.portal, configuration(world.portal)
    records = portal.portal_registry.records
    for name in [name for name in records if name.startswith("farde.copies.")]:
        del records[name]
    portal.portal_controlpanel.unregisterConfiglet("farde-copies")
    portal.portal_setup.setLastVersionForProfile(PROFILE, BEFORE)
    return SimpleNamespace(portal=portal, new=new)


def test_the_configuration_becomes_that_of_a_new_site(site):
    assert any(differences(site.new, configuration(site.portal)).values())
    site.portal.portal_setup.upgradeProfile(PROFILE)
    found = differences(site.new, configuration(site.portal))
    found.pop("settings", None)
    assert not any(found.values())


def test_upgrading_again_keeps_what_the_centre_decided(site):
    site.portal.portal_setup.upgradeProfile(PROFILE)
    api.portal.set_registry_record("farde.copies.kept_hours", 3)
    site.portal.portal_setup.setLastVersionForProfile(PROFILE, BEFORE)
    site.portal.portal_setup.upgradeProfile(PROFILE)
    assert api.portal.get_registry_record("farde.copies.kept_hours") == 3
