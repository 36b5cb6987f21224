"""A provider that runs, and a site that is connected to it."""

from collections.abc import Iterator

import pytest
from oidc_provider_mock import run_server_in_thread
from plone import api

from identityprovider import Person, Provider


@pytest.fixture
def provider(monkeypatch) -> Iterator[Provider]:
    """A running provider that Farde's environment names."""
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    with run_server_in_thread() as server:
        running = Provider(server)
        monkeypatch.setenv("FARDE_OIDC_ISSUER", running.issuer)
        monkeypatch.setenv("FARDE_OIDC_CLIENT_ID", "farde")
        monkeypatch.setenv("FARDE_OIDC_CLIENT_SECRET", "a secret of the tests")
        yield running


@pytest.fixture
def connected(served_world, provider):
    """A site whose staff sign in through the provider."""
    pairs = ["CPAS-AS=caseworkers", "CPAS-PAIE=payments"]
    api.portal.set_registry_record("farde.signin.provider_enabled", True)
    api.portal.set_registry_record("farde.signin.provider_groups", pairs)
    served_world.commit()
    return served_world


@pytest.fixture
def person(connected, provider) -> Person:
    """Somebody with a fresh browser."""
    return Person(connected, provider)
