"""A deposit tells what happened to it, and the access journal that it was made."""

import pytest
import transaction
from freezegun import freeze_time

from farde.access.journal import operations as journal
from farde.access.journal.query import Query
from farde.capture import history, operations
from world import small_scan


def test_the_history_of_a_deposit_begins_with_it(world):
    with world.as_user("scan1"):
        batch = operations.deposit(small_scan(), "courrier.png", channel="mail")
    [first] = history.of(batch)
    assert (first.what, first.who) == ("deposited", "scan1")
    assert first.facts == {"channel": "mail", "pages": 1}


def test_the_history_keeps_the_order_of_the_steps(world):
    batch = operations.deposit(small_scan())
    with freeze_time("2030-03-02 08:00") as clock:
        with world.as_user("frontdesk1"):
            history.note(batch, "prepared", pages=1)
        clock.tick(1)
        with world.as_user("scan1"):
            history.note(batch, "discarded", pages=1, reason="blank")
    whole = [(one.what, one.who) for one in history.of(batch)][1:]
    assert whole == [("prepared", "frontdesk1"), ("discarded", "scan1")]


def test_steps_at_one_instant_are_all_kept(world):
    batch = operations.deposit(small_scan())
    with freeze_time("2030-03-02 08:00"):
        for _ in range(20):
            history.note(batch, "turned", pages=1)
    assert len(history.of(batch)) == 21


def test_a_step_without_words_is_refused(world):
    with pytest.raises(ValueError):
        history.note(operations.deposit(small_scan()), "vanished")


def test_a_deposit_is_in_the_access_journal_once_it_is_committed(served_world):
    with served_world.as_user("scan1"):
        batch = operations.deposit(small_scan(), "amina-exemple.png", channel="mail")
        noted = Query(action="deposit", uid=batch.UID())
        assert not journal.search(noted, limit=1)
        transaction.commit()
    [row] = journal.search(noted, limit=10)
    assert (row.who, row.kind) == ("scan1", "deposit")
    assert (row.dossier_uid, row.detail) == ("", "circuit=mail")


def test_a_deposit_that_comes_to_nothing_is_not_in_the_journal(served_world):
    with served_world.as_user("scan1"):
        uid = operations.deposit(small_scan()).UID()
        transaction.abort()
    assert not journal.search(Query(action="deposit", uid=uid), limit=1)
