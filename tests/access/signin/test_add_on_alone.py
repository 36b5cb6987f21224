"""Why pas.plugins.oidc is told what to check: by itself it lets these through.

The day one of these fails, the add-on has learnt it, and what was written in its place can go.
"""

import json

import pytest
from plone import api

from identityprovider import Person, changed


def without_details(body: bytes) -> bytes:
    """Return the provider's description without its user info: the add-on asks in a body."""
    known = json.loads(body)
    return json.dumps({k: v for k, v in known.items() if k != "userinfo_endpoint"}).encode()


class Alone(Person):
    """A browser that goes through the add-on's own pages."""

    def leave(self, **query: str) -> str:
        return self.get("acl_users/oidc/login").headers["Location"]

    def is_known(self) -> bool:
        """Tell whether a session was given."""
        return "__ac" in self.browser.cookies


@pytest.fixture
def alone(served_world, provider) -> Alone:
    """The add-on as its profile installs it, with what it has to be told."""
    api.portal.get_tool("portal_setup").runAllImportStepsFromProfile("pas.plugins.oidc:default")
    plugin = served_world.portal.acl_users.oidc
    told = {
        "issuer": provider.issuer,
        "client_id": "farde",
        "client_secret": "a secret of the tests",
        "scope": ("openid", "profile"),
        "use_pkce": True,
    }
    plugin.manage_changeProperties(**told)
    plugin.manage_permission("View", ["Anonymous"])
    served_world.commit()
    provider.tampers["/.well-known/openid-configuration"] = without_details
    provider.user("8f3a1c")
    return Alone(served_world, provider)


def test_it_goes_on_after_a_wrong_state(alone):
    back = alone.consent(alone.leave(), "8f3a1c")
    alone.come_back(changed(back, state="0123456789abcdef"))
    assert alone.is_known()


def test_it_does_not_compare_the_nonce(alone):
    alone.come_back(alone.consent(alone.leave(), "8f3a1c", nonce="0123456789abcdef"))
    assert alone.is_known()


def test_it_takes_the_provider_s_subject_for_a_user_of_the_site(alone):
    alone.sign_in("caseworker1")
    assert alone.is_known()


def test_it_breaks_when_somebody_says_no(alone):
    answer = alone.come_back(alone.consent(alone.leave()))
    assert answer.status_code >= 500
