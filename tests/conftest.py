"""Layers and personas, shared by all tests; pure tests set up no layer."""

import pytest
from pytest_plone import fixtures_factory

from world import FARDE_FUNCTIONAL, FARDE_INTEGRATION, World

globals().update(
    fixtures_factory(
        ((FARDE_INTEGRATION, "integration"), (FARDE_FUNCTIONAL, "functional")), keep_session=False
    )
)


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
