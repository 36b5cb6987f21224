"""The page of the channels tells in French what is wrong, and what to do about it."""

import pytest
import requests
from plone import api

from farde.capture import operations
from farde.capture.channels import standing
from farde.capture.channels.standing import Standing
from world import PASSWORD, small_scan


def page(world, user: str, name: str = "capture-channels") -> requests.Response:
    return requests.get(
        f"{world.portal.absolute_url()}/@@{name}",
        auth=(user, PASSWORD),
        headers={"Accept": "text/html", "Accept-Language": "fr"},
        timeout=60,
    )


@pytest.fixture
def watched(served_world, tmp_path, monkeypatch):
    monkeypatch.setenv("FARDE_SCAN_ROOTS", str(tmp_path))
    api.portal.set_registry_record("farde.capture.folder.paths", ["."])
    served_world.commit()
    return served_world


def test_a_channel_that_is_off_says_so(served_world):
    told = page(served_world, "scan1").text
    assert "Dossier des scanners" in told and "Arrêté" in told


def test_what_is_wrong_is_told_with_its_remedy(watched):
    standing.note("folder", Standing(("FolderSilent",), waiting=3, refused=2))
    watched.commit()
    told = page(watched, "scan1").text
    assert "Le partage réseau des scanners ne répond pas." in told
    assert "Prévenez le service informatique" in told
    assert "un texte qui dit pourquoi" in told


def test_what_came_in_is_counted_by_circuit(served_world):
    with served_world.as_user("frontdesk1"):
        operations.deposit(small_scan(), channel="counter")
    served_world.commit()
    row = (
        page(served_world, "records1")
        .text.partition("<tbody>")[2]
        .partition("Guichet")[2]
        .partition("</tr>")[0]
    )
    assert ">1<" in "".join(row.split()) or "1</td>" in "".join(row.split())


def test_an_unknown_fault_of_another_release_does_not_break_the_page(watched):
    standing.note("folder", Standing(("FaultOfTomorrow",)))
    watched.commit()
    assert page(watched, "scan1").status_code == 200


@pytest.mark.parametrize("user", ["caseworker1", "frontdesk1", "external1"])
def test_the_page_is_for_the_capture_team_and_who_keeps_the_site(served_world, user):
    assert 'id="arrivals"' not in page(served_world, user).text


def test_only_who_keeps_the_site_says_what_the_server_reads(served_world):
    assert "form.widgets.paths" in page(served_world, "it1", "folder-settings").text
    for user in ("scan1", "records1"):
        assert "form.widgets.paths" not in page(served_world, user, "folder-settings").text


def test_a_path_beyond_what_the_server_opened_comes_back_with_the_reason(watched):
    session = requests.Session()
    session.auth = ("it1", PASSWORD)
    address = f"{watched.portal.absolute_url()}/@@folder-settings"
    form = session.get(address, timeout=60).text
    token = form.partition('name="_authenticator"')[2].partition('value="')[2].partition('"')[0]
    answer = session.post(
        address,
        data={
            "_authenticator": token,
            "form.widgets.paths": "/etc",
            "form.widgets.circuit:list": "mail",
            "form.widgets.settle_seconds": "10",
            "form.widgets.afterwards:list": "move",
            "form.buttons.save": "Save",
        },
        timeout=60,
    ).text
    assert "/etc" in answer and "FARDE_SCAN_ROOTS" in answer
    assert api.portal.get_registry_record("farde.capture.folder.paths") == ["."]
