"""Accounts over REST: whoever keeps them sees groups of the site, and no circle."""

import pytest
import requests

from world import PASSWORD


@pytest.fixture
def dossier(served_world):
    dossier = served_world.dossier(caseworker="caseworker1")
    served_world.commit()
    return dossier


def account(world, of: str, by: str) -> requests.Response:
    url = f"{world.portal.absolute_url()}/@users/{of}".removesuffix("/")
    return requests.get(
        url, headers={"Accept": "application/json"}, auth=(by, PASSWORD), timeout=30
    )


def test_the_account_of_someone_with_dossiers_shows_the_groups_of_the_site(served_world, dossier):
    answer = account(served_world, "caseworker1", by="it1")
    assert answer.status_code == 200
    groups = {group["id"] for group in answer.json()["groups"]["items"]}
    assert "caseworkers" in groups and not any("circle" in group for group in groups)


def test_the_list_of_accounts_is_told_to_who_keeps_them(served_world, dossier):
    answer = account(served_world, "", by="it1")
    assert answer.status_code == 200
    assert dossier.UID() not in answer.text


def test_ones_own_account_names_no_dossier(served_world, dossier):
    answer = account(served_world, "caseworker1", by="caseworker1")
    assert answer.status_code == 200
    assert dossier.UID() not in answer.text
