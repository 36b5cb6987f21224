"""The list of deposits: every dossier that one was filed in, and the way to correct it."""

from datetime import timedelta

import pytest
from freezegun import freeze_time
from plone.testing.zope import Browser

from farde.access import operations as access
from farde.capture import deposits, operations
from farde.core import clock
from farde.document.profile import Profile
from world import DAY, PASSWORD, small_scan

TYPE = "attestations-etat-civil"


@pytest.fixture
def couple(world) -> list:
    return [world.dossier(), world.dossier(caseworker="caseworker2", niss="")]


def filed_by(world, user: str, dossiers: list) -> str:
    with world.as_user(user):
        batch = operations.deposit(small_scan())
        operations.file_in_all(batch, dossiers, Profile(TYPE, DAY))
    return batch.getId()


def filings(world, user: str, batch_id: str) -> list[tuple[str, bool]]:
    """Return the dossiers that a persona is told of, and whether they can still correct."""
    with world.as_user(user):
        found = deposits.receipt(batch_id).filings
    return [(one.number, bool(one.mend)) for one in found]


def test_all_the_dossiers_of_a_deposit_are_told(world, couple):
    batch_id = filed_by(world, "scan1", couple)
    assert filings(world, "scan1", batch_id) == [(one.getId(), True) for one in couple]


def test_a_dossier_that_the_asker_may_not_know_is_left_out(world, couple):
    batch_id = filed_by(world, "scan1", couple)
    access.limits().deny(couple[0].UID(), "scan1")
    assert filings(world, "scan1", batch_id) == [(couple[1].getId(), True)]


def test_the_way_to_correct_it_ends_with_the_hours_of_the_setting(world, couple):
    batch_id = filed_by(world, "scan1", couple[:1])
    with freeze_time(clock.now() + timedelta(hours=25)):
        assert filings(world, "scan1", batch_id) == [(couple[0].getId(), False)]


def test_the_team_does_not_correct_what_a_program_filed(world, couple):
    batch_id = filed_by(world, "external1", couple[:1])
    assert filings(world, "scan1", batch_id) == [(couple[0].getId(), False)]
    assert filings(world, "external1", batch_id) == [(couple[0].getId(), True)]


def test_the_list_of_deposits_leads_to_the_correction(served_world):
    dossier = served_world.dossier()
    filed_by(served_world, "scan1", [dossier])
    served_world.commit()
    browser = Browser(served_world.app)
    browser.addHeader("Authorization", f"Basic scan1:{PASSWORD}")
    browser.addHeader("Accept-Language", "fr")
    browser.open(f"{served_world.portal.absolute_url()}/@@capture-follow")
    browser.getLink("Reclasser").click()
    assert "Reclasser le document" in browser.contents
    browser.getLink("Classer aussi dans").click()
    assert "Classer aussi dans un autre dossier" in browser.contents
