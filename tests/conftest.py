"""Layers and personas, shared by all tests; pure tests set up no layer."""

from collections.abc import Iterator
from pathlib import Path

import freezegun
import pytest
from pytest_plone import fixtures_factory
from zope.i18n.compile import compile_mo_file

from live import Live, start, stop
from world import FARDE_FUNCTIONAL, FARDE_INTEGRATION, World

#: Fixtures that tests of several rooms share.
pytest_plugins = ["browsing", "mailserver", "postoffice"]

# Else the server closes connections that seem to have waited since before the clock stopped.
freezegun.configure(extend_ignore_list=["waitress"])

globals().update(
    fixtures_factory(
        ((FARDE_INTEGRATION, "integration"), (FARDE_FUNCTIONAL, "functional")), keep_session=False
    )
)


def pytest_configure(config) -> None:
    """Bring the compiled catalogues up to date, once and before the processes of xdist start."""
    if not hasattr(config, "workerinput"):
        import farde

        for folder in Path(farde.__file__).parent.glob("locales/*/LC_MESSAGES"):
            compile_mo_file("farde", str(folder))


@pytest.fixture
def world(integration_session, integration) -> World:
    """A site with personas and dossiers, rolled back after each test."""
    return World(integration["app"], integration["portal"])


@pytest.fixture
def served_world(functional_session, functional) -> World:
    """The same site behind a real HTTP server, committed."""
    world = World(functional["app"], functional["portal"])
    world.commit()
    return world


@pytest.fixture(scope="session")
def live(tmp_path_factory) -> Iterator[Live]:
    """One running instance with the demonstration content, for the tests of the group `live`."""
    running = start(tmp_path_factory.mktemp("instance"))
    yield running
    stop(running)
