"""The profiles come with the package, from the tree as from the wheel."""

import os
import sys
from pathlib import Path

import pytest

PROFILES = ["default", "uninstall", "cpas", "demo"]


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_is_registered_and_its_files_are_there(world, name):
    profile = world.portal.portal_setup.getProfileInfo(f"farde:{name}")
    assert (Path(profile["path"]) / "metadata.xml").is_file()


@pytest.mark.parametrize("name", ["default", "cpas"])
def test_a_site_has_the_profile_applied(world, name):
    assert world.portal.portal_setup.getLastVersionForProfile(f"farde:{name}") != "unknown"


@pytest.mark.skipif("FARDE_FROM_WHEEL" not in os.environ, reason="only `make check-wheel`")
def test_nothing_is_taken_from_the_tree():
    import farde

    assert Path(farde.__file__).is_relative_to(sys.prefix)
    assert not any(Path(entry) == Path(__file__).parents[2] / "src" for entry in sys.path)
