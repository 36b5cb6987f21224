"""The queue of a team without a supervisor: those who can mend it are told."""

import pytest
from plone import api
from plone.testing.zope import Browser

from farde.dossier import operations as dossiers
from farde.tickets import unread
from farde.tickets.unread import Unread
from world import PASSWORD


@pytest.fixture
def north(world):
    """A team of one caseworker, and nobody who supervises it."""
    api.group.create(groupname="team-nord", title="Équipe Nord")
    api.group.add_user(groupname="team-nord", username="caseworker1")
    return world.dossier()


def test_a_centre_with_a_supervisor_has_nothing_to_be_told(world):
    world.dossier()
    assert unread.unread() == []


def test_a_team_without_a_supervisor_is_named_with_its_dossiers(world, north):
    world.dossier(niss="")
    world.dossier(caseworker="caseworker2", niss="")
    assert unread.unread() == [Unread("Équipe Nord", 2)]


def test_it_ends_when_a_supervisor_joins_the_team(north):
    api.group.add_user(groupname="team-nord", username="supervisor1")
    assert unread.unread() == []


def test_a_dossier_that_another_team_supervises_too_is_read(world):
    for team in ("team-nord", "team-sud"):
        api.group.create(groupname=team)
        api.group.add_user(groupname=team, username="caseworker1")
    api.group.add_user(groupname="team-sud", username="supervisor1")
    world.dossier()
    assert unread.unread() == []


def test_a_centre_without_any_supervisor_is_told(world):
    dossier = world.dossier()
    dossiers.name_caseworker(dossier, "")
    api.group.remove_user(groupname="supervisors", username="supervisor1")
    assert unread.unread() == [Unread("", 1)]


@pytest.mark.parametrize(
    ("user", "told"), [("records1", True), ("it1", True), ("caseworker1", False), ("scan1", False)]
)
def test_those_are_told_who_can_do_something_about_it(served_world, user, told):
    api.group.create(groupname="team-nord", title="Équipe Nord")
    api.group.add_user(groupname="team-nord", username="caseworker1")
    served_world.dossier()
    served_world.commit()
    browser = Browser(served_world.app)
    browser.addHeader("Authorization", f"Basic {user}:{PASSWORD}")
    browser.addHeader("Accept-Language", "fr")
    browser.open(f"{served_world.portal.absolute_url()}/@@search")
    assert ("Équipe Nord" in browser.contents) == told
