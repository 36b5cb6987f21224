"""Two people work on one queue: a deposit is on one desk at a time."""

from datetime import timedelta

import freezegun
import pytest
from plone import api

from farde.capture.desk import leases
from farde.core import clock
from reviewing import call, deposited, do, shape


@pytest.fixture
def batch(served_world):
    batch = deposited(served_world, 3)
    served_world.commit()
    return batch


def test_an_open_deposit_is_shown_to_a_colleague_but_not_changed(batch):
    call("POST", batch, "@lease", user="scan1")
    told = call("POST", batch, "@lease", user="scan2").json()
    assert told["readonly"]
    assert "Bilal Ouaret (Scan) y travaille" in told["notice"]
    refused = do(batch, 0, {"verb": "cut", "leaf": "s1-2"}, user="scan2")
    assert (refused.status_code, refused.json()["type"]) == (409, "HeldByColleague")
    assert shape(call("GET", batch, "@parts").json()) == ["s1-1 s1-2 s1-3"]


def test_a_deposit_is_taken_over_with_a_word_and_the_other_is_told(batch):
    call("POST", batch, "@lease", user="scan1")
    assert not call("POST", batch, "@lease", user="scan2", take=True).json()["readonly"]
    renewed = call("POST", batch, "@lease", user="scan1", renew=True).json()
    assert "Noor Peeters (Scan)" in renewed["held"]


def test_a_deposit_that_is_left_is_free_at_once(batch):
    call("POST", batch, "@lease", user="scan1")
    assert call("DELETE", batch, "@lease", user="scan1").status_code == 204
    assert not call("POST", batch, "@lease", user="scan2").json()["readonly"]


def test_nobody_gives_back_what_a_colleague_has(batch):
    call("POST", batch, "@lease", user="scan1")
    call("DELETE", batch, "@lease", user="scan2")
    assert call("POST", batch, "@lease", user="scan2").json()["readonly"]


def test_the_next_deposit_is_one_that_no_colleague_has(served_world, batch):
    second, third = deposited(served_world, 1), deposited(served_world, 1)
    served_world.commit()
    call("POST", batch, "@lease", user="scan1")
    call("POST", second, "@lease", user="scan2")
    told = call("POST", batch, "@lease", user="scan1").json()
    assert told["next"]["id"] == third.getId()


def test_a_deposit_is_free_again_when_its_desk_says_nothing_for_minutes(world):
    batch = deposited(world, 1)
    queue, name = api.portal.get()["capture"], batch.getId()
    with freezegun.freeze_time("2026-03-02 09:00") as frozen:
        leases.take(queue, name, "scan1")
        frozen.tick(leases.LENGTH - timedelta(seconds=1))
        assert leases.take(queue, name, "scan2").user == "scan1"
        frozen.tick(timedelta(seconds=2))
        assert leases.take(queue, name, "scan2").user == "scan2"
        assert leases.of(queue, name).since == clock.now()


def test_a_renewed_lease_holds_on_and_remembers_since_when(world):
    batch = deposited(world, 1)
    queue, name = api.portal.get()["capture"], batch.getId()
    with freezegun.freeze_time("2026-03-02 09:00") as frozen:
        since = leases.take(queue, name, "scan1").since
        frozen.tick(leases.LENGTH - timedelta(seconds=1))
        leases.take(queue, name, "scan1")
        frozen.tick(leases.LENGTH - timedelta(seconds=1))
        assert leases.of(queue, name).since == since
