"""The chain is walked by the worker every hour, and its end noted where the journal is not."""

import sqlite3
from contextlib import nullcontext

import pytest
from plone import api
from zope.component import getUtility

from farde.access.journal import anchors, operations, store
from farde.access.journal.chain import Entry
from farde.access.journal.verification import REWRITTEN, TRUNCATED
from farde.core import background, outbox, schedule
from farde.core.interfaces import IBackgroundTask


@pytest.fixture
def own_journal(served_world, monkeypatch, tmp_path):
    """A journal of this test alone, with three rows."""
    monkeypatch.setenv("FARDE_JOURNAL_URL", f"sqlite:///{tmp_path}/journal.sqlite")
    operations.record_many([Entry(action="view", who="caseworker1")] * 3)
    return tmp_path / "journal.sqlite"


def walk():
    getUtility(IBackgroundTask, name="farde.verify-journal")(api.portal.get().UID())
    return anchors.last_check(api.portal.get())


def tamper(path, *statements):
    store.current().close()
    with sqlite3.connect(path) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type='trigger'"):
            statements = (f"DROP TRIGGER {name}", *statements)
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_the_worker_is_asked_to_walk_the_chain(world):
    assert "farde.verify-journal" in schedule.ask_for_what_is_due()


def test_a_sound_chain_is_anchored_at_its_end(own_journal):
    check = walk()
    assert (check.count, check.fault) == (3, None)
    assert dict(anchors.known(api.portal.get())) == {3: check.last_hash}


def test_the_anchor_that_the_worker_set_is_still_there_after_its_work(served_world, monkeypatch):
    monkeypatch.setattr(background, "open_site", lambda: nullcontext(served_world.portal))
    operations.record(Entry(action="view", who="caseworker1"))
    uid = api.content.get_uuid(served_world.portal)
    key = outbox.enqueue("farde.verify-journal", uid)
    served_world.commit()
    assert background.run(key)
    served_world.portal._p_jar.cacheMinimize()
    check = anchors.last_check(served_world.portal)
    assert check is not None and check.count in anchors.known(served_world.portal)


def test_an_end_that_is_cut_off_with_a_genuine_head_is_known_by_the_anchor(own_journal):
    older = store.current().head()
    operations.record(Entry(action="view", who="caseworker2"))
    walk()
    tamper(
        own_journal,
        "DELETE FROM access_journal WHERE number = 4",
        f"UPDATE access_journal_head SET count = 3, last_hash = '{older.last_hash}', "
        f"seal = '{older.seal}'",
    )
    check = walk()
    assert (check.fault.number, check.fault.kind) == (4, TRUNCATED)


def test_a_new_journal_in_place_of_the_old_one_is_known_by_the_anchor(
    own_journal, monkeypatch, tmp_path
):
    walk()
    monkeypatch.setenv("FARDE_JOURNAL_URL", f"sqlite:///{tmp_path}/other.sqlite")
    operations.record_many([Entry(action="view", who="somebody-else")] * 3)
    check = walk()
    assert (check.fault.number, check.fault.kind) == (3, REWRITTEN)


def test_a_broken_chain_is_not_anchored_and_is_logged_without_a_name(own_journal, caplog):
    tamper(own_journal, "UPDATE access_journal SET who = 'Amina' WHERE number = 2")
    assert walk().fault.number == 2
    assert dict(anchors.known(api.portal.get())) == {}
    assert "broken at row 2: changed" in caplog.text and "Amina" not in caplog.text


def test_a_head_that_was_kept_elsewhere_counts_like_an_anchor(own_journal):
    assert operations.verify({3: store.current().head().last_hash}).fault is None
    assert operations.verify({3: "0" * 64}).fault.kind == REWRITTEN
