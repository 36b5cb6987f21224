"""A signal that was read is put away after the delay that the centre gives; an unread one never."""

import pytest
from freezegun import freeze_time
from plone import api

from farde.access import operations as access
from farde.core import schedule
from farde.tickets import archiving, errors, operations
from followups import SIGNAL_TYPE, next_request, only, state


@pytest.fixture
def signals(world):
    """Two signals of caseworker1: one read on the second of March, one never."""
    dossier = world.dossier()
    both = [only(world.document(dossier, SIGNAL_TYPE)) for _ in range(2)]
    with freeze_time("2026-03-02 12:00"), world.as_user("caseworker1"):
        operations.read_signal(both[0])
    return both


def archive_on(moment: str) -> int:
    next_request()
    with freeze_time(moment):
        return archiving.archive_old()


def test_ninety_days_after_it_was_read_a_signal_is_put_away(world, signals):
    assert archive_on("2026-05-31 10:59") == 0
    assert archive_on("2026-05-31 11:01") == 1
    assert [state(one) for one in signals] == ["archived", "emitted"]
    assert archive_on("2026-05-31 14:00") == 0


def test_the_delay_is_a_setting(world, signals):
    api.portal.set_registry_record("farde.tickets.signal_archive_days", 10)
    assert archive_on("2026-03-12 13:00") == 1


def test_what_is_put_away_comes_in_batches(world, signals):
    with freeze_time("2026-03-03 12:00"), world.as_user("caseworker1"):
        operations.read_signal(signals[1])
    with freeze_time("2026-06-30 12:00"):
        assert [archiving.archive_old(limit=1) for _ in range(3)] == [1, 1, 0]


def test_an_archived_signal_leaves_the_lists(world, signals):
    archive_on("2026-06-30 12:00")
    with world.as_user("caseworker1"):
        assert [row.uid for row in operations.inbox(wanted=["read", "emitted"])] == [
            signals[1].UID()
        ]


def test_a_service_is_told_of_it_no_longer(world):
    dossier = world.dossier()
    document = world.document(dossier, SIGNAL_TYPE)
    signal = operations.raise_signal(document, "service:payments", "test")
    api.portal.set_registry_record("farde.access.grace_days", 365)
    with freeze_time("2026-03-02 12:00"), world.as_user("payments1"):
        operations.read_signal(signal)
    with freeze_time("2026-06-30 11:00"):
        assert access.principals(dossier.UID(), "told-payments") == {"payments"}
    archive_on("2026-06-30 12:00")
    with freeze_time("2026-06-30 13:00"):
        assert access.principals(dossier.UID(), "told-payments") == set()


@pytest.mark.parametrize("user", ["caseworker1", "supervisor1"])
def test_nobody_puts_a_signal_away_by_hand(world, signals, user):
    with world.as_user(user), pytest.raises(errors.NotAddressee):
        operations.archive(signals[0])


def test_the_worker_looks_every_few_hours(world):
    assert "farde.archive-signals" in schedule.ask_for_what_is_due()
