"""No search of staff asks for days of publication, which nothing in a dossier has."""

import pytest
from plone import api


@pytest.mark.parametrize("user", ["caseworker1", "supervisor1", "payments1", "external1"])
def test_a_search_asks_for_rights_and_not_for_days_of_publication(world, user):
    with world.as_user(user):
        assert api.portal.get_tool("portal_catalog").allow_inactive({})


def test_strangers_see_of_the_site_what_is_published_now(world):
    with api.env.adopt_roles(["Anonymous"]):
        assert not api.portal.get_tool("portal_catalog").allow_inactive({})
