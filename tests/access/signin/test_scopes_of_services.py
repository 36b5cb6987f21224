"""Every REST service of the product says which scope opens it, or why none does."""

from pathlib import Path

import pytest
from plone.rest.interfaces import IService
from zope.component import getGlobalSiteManager

import farde
from farde.access.signin import scopes
from farde.core.rest import Service

HOUSE = Path(farde.__file__).parent
#: Services that no token opens, and why.
FOR_PEOPLE = {
    "@notes": "what people write for each other and for themselves",
    "@login-renew": "prolongs the session of a person",
    "@login-oidc": "closed",
    "@logout-oidc": "closed",
}


@pytest.fixture
def services(integration) -> dict[str, type]:
    """Our services by the name of their registration."""
    found = {}
    for one in getGlobalSiteManager().registeredAdapters():
        file = Path(getattr(one.info, "file", ""))
        if file.is_relative_to(HOUSE) and IService.implementedBy(one.factory):
            found[one.name] = one.factory
    return found


def test_the_services_are_seen(services):
    assert {"POST_application_json_@capture", "GET_application_json_@tickets"} <= services.keys()


def test_every_service_has_a_scope_or_a_reason(services):
    for name, factory in services.items():
        asked = name.partition("_application_json_")[2]
        assert issubclass(factory, Service), name
        assert (factory.scope in scopes.NAMES) != (asked in FOR_PEOPLE), name


def test_what_writes_wants_a_scope_that_writes(services):
    for name, factory in services.items():
        if factory.scope:
            assert not factory.writes or factory.scope.endswith(":write"), name


def test_no_scope_is_offered_twice():
    assert len(scopes.NAMES) == len(scopes.SCOPES)
