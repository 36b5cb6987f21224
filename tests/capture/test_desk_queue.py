"""The queue tells which deposits wait, without waking one of them."""

from datetime import timedelta

import freezegun
import pytest

from farde.capture import operations
from farde.capture.about import About
from farde.capture.desk import queue, verbs
from reviewing import deposited


@pytest.fixture
def morning(world):
    """Three deposits of one morning, the oldest first."""
    with freezegun.freeze_time("2026-03-02 08:00") as frozen:
        first = deposited(world, 2, channel="mail", about=About(station="poste-1"))
        frozen.tick(timedelta(minutes=5))
        second = deposited(world, 1, channel="counter")
        frozen.tick(timedelta(minutes=5))
        third = deposited(world, 1, prepared=False, channel="mail")
    return first, second, third


def listed(**chosen) -> list[str]:
    rows, total = queue.waiting(chosen)
    assert total == len(rows)
    return [row.id for row in rows]


def test_the_oldest_deposit_comes_first(world, morning):
    with world.as_user("scan1"):
        assert listed() == [one.getId() for one in morning]


def test_the_queue_is_narrowed_by_channel_state_and_station(world, morning):
    first, second, third = (one.getId() for one in morning)
    with world.as_user("scan1"):
        assert listed(channel="counter") == [second]
        assert listed(state="received") == [third]
        assert listed(station="poste-1") == [first]
        assert queue.stations() == ["poste-1"]


def test_a_row_tells_how_many_documents_wait_once_the_deposit_is_cut(world, morning):
    with world.as_user("scan1"):
        verbs.do(morning[0], 0, [{"verb": "cut", "leaf": "s1-2"}])
        assert queue.waiting({})[0][0].parts == 2


def test_a_deposit_that_is_not_prepared_is_nobody_s_next(world, morning):
    with world.as_user("scan1"):
        assert queue.next_free({}, besides=morning[0].getId()) == morning[1].getId()
        assert queue.next_free({"channel": "mail"}, besides=morning[0].getId()) == ""


def test_what_is_filed_leaves_the_queue(world, morning):
    dossier = world.dossier()
    with world.as_user("scan1"):
        filing = operations.parse_filing(
            {
                "dossier": dossier.getId(),
                "document_type": "attestations-emploi",
                "received_on": "2026-03-02",
            }
        )
        operations.file_in_all(morning[1], *filing)
        assert listed() == [morning[0].getId(), morning[2].getId()]


def test_a_caseworker_sees_nothing_of_the_queue(world, morning):
    with world.as_user("caseworker1"):
        assert listed() == []
