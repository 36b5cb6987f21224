"""What cannot simply be filed has a way on: tried again, scanned again, or discarded with a why."""

import pytest
import requests
from plone import api

from farde.capture import operations, preparing, work
from farde.capture.quality import operations as quality
from reviewing import call, deposited, do, profile, shape
from world import PASSWORD, small_scan

WHY = "Publicité"


@pytest.fixture
def batch(served_world):
    batch = deposited(served_world, 3)
    served_world.commit()
    return batch


@pytest.fixture
def blocked(served_world):
    batch = deposited(served_world, 1, prepared=False)
    preparing.block(batch, "Unconvertible")
    served_world.commit()
    return batch


def decide(batch, what: str, **given) -> requests.Response:
    return call("POST", batch, "@decide", do=what, **given)


def seen(batch) -> dict:
    return call("GET", batch, "@parts").json()


def test_a_blocked_deposit_says_which_ways_there_are(blocked):
    assert seen(blocked)["ways"] == ["retry", "rescan", "discard"]


def test_a_blocked_deposit_is_tried_once_more(blocked):
    assert decide(blocked, "retry").json()["desk"]["state"] == "received"
    again = decide(blocked, "retry")
    assert (again.status_code, again.json()["type"]) == (409, "NotBlocked")


def test_a_blocked_deposit_waits_for_a_new_scan_and_takes_its_pages(served_world, blocked):
    assert decide(blocked, "rescan", reason="Illisible").status_code == 200
    served_world.commit()
    told = seen(blocked)
    assert (told["state"], told["ways"]) == ("awaiting", ["withdraw", "discard"])
    assert "Illisible" in told["notice"]
    with served_world.as_user("scan1"):
        fresh = operations.deposit(small_scan("Mieux"), "scan.png")
        quality.replace(blocked, fresh)
    assert shape({"parts": told["parts"]}) == ["s1-1"]
    assert [str(leaf) for leaf in work.of(blocked).plan.parts[0].leaves] == ["s2-1"]


def test_a_message_that_could_not_be_read_waits_for_the_paper(world):
    with world.as_user("scan1"):
        batch = operations.deposit(b"From: a@b.be\nSubject: x\n\nBonjour\n", "x.eml")
        preparing.block(batch, "Unconvertible")
        quality.ask_rescan(batch, [], "Illisible")
        fresh = operations.deposit(small_scan("Papier"), "scan.png")
        quality.replace(batch, fresh)
    assert [str(leaf) for leaf in work.of(batch).plan.leaves()] == ["s2-1"]
    assert work.of(batch).stage == "converted"


def test_who_waits_no_more_for_the_paper_has_the_file_tried_again(world):
    with world.as_user("scan1"):
        batch = operations.deposit(b"From: a@b.be\nSubject: x\n\nBonjour\n", "x.eml")
        preparing.block(batch, "Unconvertible")
        quality.ask_rescan(batch, [], "Illisible")
        quality.withdraw(batch)
    assert (work.of(batch).plan, work.of(batch).stage) == (None, "")
    assert api.content.get_state(batch) == "received"


@pytest.mark.parametrize("deposit", ["batch", "blocked"])
def test_a_whole_deposit_is_discarded_with_a_reason_and_its_files_stay(
    deposit, request, served_world
):
    found = request.getfixturevalue(deposit)
    refused = decide(found, "discard", reason=" ")
    assert [one["field"] for one in refused.json()["errors"]] == ["reason"]
    assert decide(found, "discard", reason=WHY).status_code == 200
    assert seen(found)["state"] == "discarded"
    served_world.commit()
    assert found.file is not None
    assert found.workflow_history["capture_workflow"][-1]["comments"] == WHY
    assert decide(found, "discard", reason=WHY).status_code == 409


def test_what_was_filed_of_a_deposit_stays_filed_when_the_rest_is_discarded(served_world, batch):
    number = served_world.dossier().getId()
    served_world.commit()
    do(batch, 0, {"verb": "cut", "leaf": "s1-2"})
    part = seen(batch)["parts"][0]["id"]
    assert call("POST", batch, "@file", part=part, **profile(number)).status_code == 201
    assert decide(batch, "discard", reason=WHY).status_code == 200
    told = seen(batch)
    assert (told["state"], told["counts"]["discarded"]) == ("filed", 2)
    assert [one["note"] for one in told["discarded"]] == [WHY, WHY]


def test_chosen_pages_are_asked_for_again_and_the_next_deposit_comes(served_world, batch):
    following = deposited(served_world, 1)
    served_world.commit()
    answer = decide(batch, "rescan", leaves=["s1-2"], reason="Bord coupé", next="")
    assert answer.json()["desk"]["id"] == following.getId()
    assert seen(batch)["state"] == "awaiting"


def test_nobody_decides_of_what_a_colleague_has_on_the_desk(batch):
    call("POST", batch, "@lease", user="scan2")
    assert decide(batch, "discard", reason=WHY).json()["type"] == "HeldByColleague"
    assert seen(batch)["ways"] == []


def test_the_file_is_downloaded_as_it_came_by_the_capture_team_alone(batch):
    [original] = seen(batch)["originals"]
    got = requests.get(original["href"], auth=("scan1", PASSWORD), timeout=30)
    assert got.content == batch.file.data
    assert got.headers["Content-Disposition"].startswith("attachment")
    for user in ("frontdesk1", "caseworker1"):
        refused = requests.get(
            original["href"], auth=(user, PASSWORD), timeout=30, allow_redirects=False
        )
        assert refused.status_code in (302, 401, 404)
    missing = requests.get(original["href"] + "9", auth=("scan1", PASSWORD), timeout=30)
    assert missing.status_code == 404
