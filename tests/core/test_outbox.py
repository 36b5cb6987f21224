"""Work leaves after commit, at least once, and nothing is lost on the way."""

import os
import subprocess
from contextlib import contextmanager
from datetime import timedelta

import psutil
import pytest
import transaction
import ZODB
from BTrees.OOBTree import OOBTree
from freezegun import freeze_time
from ZODB.POSException import ConflictError
from zope.component import provideUtility
from zope.component.globalregistry import getGlobalSiteManager
from zope.interface import implementer

from farde.core import background, outbox, tasks
from farde.core.interfaces import IBackgroundTask

KEY = "test.task:7f2a"


class Office:
    """A small database with an outbox, and the messages that left it."""

    def __init__(self) -> None:
        self.db = ZODB.DB(None)
        self.sent: list[str] = []
        self.connection = self.db.open()
        root = self.connection.root()
        root["outbox"] = OOBTree({n: OOBTree() for n in range(outbox._SHARDS)})
        transaction.commit()

    def shards(self) -> OOBTree:
        return self.connection.root()["outbox"]

    @contextmanager
    def elsewhere(self):
        """Act as another process: with a connection and a transaction of its own."""
        mine, manager = self.connection, transaction.TransactionManager()
        self.connection = self.db.open(transaction_manager=manager)
        try:
            yield manager
        finally:
            manager.abort()
            self.connection.close()
            self.connection = mine

    def ask(self) -> None:
        outbox.enqueue("test.task", "7f2a")
        transaction.commit()

    def waiting(self) -> list[str]:
        return list(outbox.waiting())


@pytest.fixture
def office(monkeypatch):
    transaction.abort()
    office = Office()
    monkeypatch.setattr(outbox, "_shards", office.shards)
    monkeypatch.setattr(tasks, "publish", office.sent.append)
    yield office
    transaction.abort()
    office.connection.close()
    office.db.close()


@implementer(IBackgroundTask)
class Job:
    """A task that fails as often as it is told to."""

    def __init__(self) -> None:
        self.failures: dict[str, int] = {}
        self.done: list[str] = []
        self.given_up: list[tuple[str, str]] = []
        self.meanwhile = lambda: None
        self.mark_fails = False

    def __call__(self, subject: str) -> None:
        self.meanwhile()
        if self.failures.get(subject, 0) > 0:
            self.failures[subject] -= 1
            raise ValueError("the content of the file")
        self.done.append(subject)

    def give_up(self, subject: str, error: Exception) -> None:
        if self.mark_fails:
            raise LookupError(subject)
        self.given_up.append((subject, type(error).__name__))


@pytest.fixture
def job(office, monkeypatch):
    @contextmanager
    def open_site():
        yield None

    job = Job()
    monkeypatch.setattr(background, "open_site", open_site)
    provideUtility(job, IBackgroundTask, name="test.task")
    yield job
    getGlobalSiteManager().unregisterUtility(job, IBackgroundTask, name="test.task")


def dead_process() -> int:
    """The id of a process that has ended."""
    process = subprocess.Popen(["true"])
    process.wait()
    return process.pid


def claimed_by(pid: int) -> None:
    """Make the claim of the entry look like that of a process that started a while ago."""
    entry = outbox.claim(KEY)
    entry.claimed_by = f"{os.uname().nodename}:{pid}:{psutil.Process().create_time() - 60}"
    transaction.commit()


# what leaves, and when


def test_nothing_leaves_when_the_transaction_aborts(office):
    outbox.enqueue("test.task", "7f2a")
    transaction.abort()
    assert office.sent == [] and outbox.get(KEY) is None


def test_nothing_leaves_before_the_commit(office):
    outbox.enqueue("test.task", "7f2a")
    assert office.sent == []


def test_after_the_commit_the_key_is_published_once(office):
    office.ask()
    transaction.commit()
    assert office.sent == [KEY]


def test_asking_twice_in_a_transaction_is_once(office):
    outbox.enqueue("test.task", "7f2a")
    outbox.enqueue("test.task", "7f2a")
    transaction.commit()
    assert office.sent == [KEY] and office.waiting() == [KEY]


def test_asking_again_while_it_waits_is_once(office):
    office.ask()
    office.ask()
    assert office.sent == [KEY] and office.waiting() == [KEY]


def test_a_broker_that_takes_nothing_loses_nothing(office, monkeypatch, caplog):
    def refuse(key):
        raise ConnectionError

    monkeypatch.setattr(tasks, "publish", refuse)
    office.ask()
    assert office.waiting() == [KEY]
    assert "7f2a" not in caplog.text.partition("Traceback")[0]


# who works on it


def test_a_claim_is_exclusive(office):
    office.ask()
    assert outbox.claim(KEY) is not None
    transaction.commit()
    with office.elsewhere():
        assert outbox.claim(KEY) is None


def test_of_two_claims_at_once_one_meets_a_conflict(office):
    office.ask()
    with office.elsewhere() as slow:
        assert outbox.claim(KEY) is not None
        with office.elsewhere() as quick:
            assert outbox.claim(KEY) is not None
            quick.commit()
        with pytest.raises(ConflictError):
            slow.commit()


def test_the_claim_of_a_dead_process_is_taken_over(office):
    office.ask()
    claimed_by(dead_process())
    assert office.waiting() == [KEY] and outbox.claim(KEY) is not None


def test_a_new_process_with_the_number_of_a_dead_one_does_not_hold_its_claims(office):
    """After a restart of a container the numbers of the processes are the same."""
    office.ask()
    claimed_by(os.getpid())
    assert office.waiting() == [KEY] and outbox.claim(KEY) is not None


def test_a_claim_from_another_machine_holds_until_its_lease_ends(office):
    office.ask()
    outbox.claim(KEY).claimed_by = "elsewhere:17:1.0"
    transaction.commit()
    assert outbox.claim(KEY) is None
    with freeze_time(outbox.get(KEY).claimed_at + outbox.LEASE + timedelta(seconds=1)):
        assert outbox.claim(KEY) is not None


def test_what_is_done_cannot_be_claimed(office):
    office.ask()
    outbox.discard(KEY)
    assert outbox.claim(KEY) is None and office.waiting() == []


# what the sweep finds


def test_the_sweep_finds_what_waits_longer_than_its_message_should_take(office, job):
    office.ask()
    assert background.lost(timedelta(seconds=30)) == []
    with freeze_time(outbox.get(KEY).created + timedelta(seconds=31)):
        assert background.lost(timedelta(seconds=30)) == [KEY]


def test_the_sweep_leaves_alone_what_is_being_worked_on(office, job):
    office.ask()
    outbox.claim(KEY)
    transaction.commit()
    with freeze_time(outbox.get(KEY).created + timedelta(minutes=5)):
        assert background.lost(timedelta(seconds=30)) == []


def test_a_long_queue_is_not_filled_with_repeated_messages(office, job):
    office.ask()
    start, offers = outbox.get(KEY).created, 0
    for minute in range(60):
        with freeze_time(start + timedelta(minutes=minute)):
            offers += len(background.lost(timedelta(seconds=30)))
    assert 4 <= offers <= 8


# the work itself


def test_finished_work_leaves_the_outbox(office, job):
    office.ask()
    assert background.run(KEY)
    assert job.done == ["7f2a"] and outbox.get(KEY) is None


def test_a_message_that_comes_twice_is_worked_on_once(office, job):
    office.ask()
    assert background.run(KEY) and not background.run(KEY)
    assert job.done == ["7f2a"]


def test_a_failure_is_tried_again(office, job):
    office.ask()
    job.failures["7f2a"] = 2
    for _ in range(3):
        background.run(KEY)
    assert job.done == ["7f2a"] and not job.given_up


def test_three_failures_give_up_and_leave_a_mark(office, job):
    office.ask()
    job.failures["7f2a"] = 99
    for _ in range(5):
        background.run(KEY)
    assert job.given_up == [("7f2a", "ValueError")] and outbox.get(KEY) is None


def test_later_entries_go_on_after_one_that_fails(office, job):
    office.ask()
    outbox.enqueue("test.task", "later")
    transaction.commit()
    job.failures["7f2a"] = 99
    background.run(KEY)
    background.run("test.task:later")
    assert job.done == ["later"]


def test_an_entry_whose_mark_cannot_be_left_stays_until_it_can(office, job):
    office.ask()
    job.failures["7f2a"], job.mark_fails = 99, True
    for _ in range(4):
        background.run(KEY)
    assert office.waiting() == [KEY]
    job.mark_fails = False
    background.run(KEY)
    assert job.given_up == [("7f2a", "ValueError")] and office.waiting() == []


def test_the_work_of_a_task_that_this_worker_does_not_know_waits_for_one_that_does(office, job):
    """During an upgrade the pages may be newer than the worker."""
    outbox.enqueue("test.newer", "7f2a")
    transaction.commit()
    for _ in range(4):
        background.run("test.newer:7f2a")
    assert office.waiting() == ["test.newer:7f2a"]


def test_what_keeps_failing_comes_back_ever_more_rarely(office, job):
    office.ask()
    job.failures["7f2a"], job.mark_fails = 99, True
    start, runs = outbox.get(KEY).created, 0
    for minute in range(60):
        with freeze_time(start + timedelta(minutes=minute)):
            for key in background.lost(timedelta(seconds=30)):
                runs += background.run(key)
    assert 3 <= runs <= 8


def test_what_is_asked_while_it_is_worked_on_is_done_once_more(office, job):
    office.ask()

    def ask_again():
        job.meanwhile = lambda: None
        office.ask()

    job.meanwhile = ask_again
    background.run(KEY)
    assert office.sent == [KEY, KEY] and office.waiting() == [KEY]
    background.run(KEY)
    assert job.done == ["7f2a", "7f2a"] and outbox.get(KEY) is None


def test_an_ask_that_meets_the_end_of_the_work_is_not_lost(office):
    office.ask()
    outbox.claim(KEY)
    transaction.commit()
    with office.elsewhere() as worker:
        outbox.discard(KEY)
        with office.elsewhere() as page:
            outbox.enqueue("test.task", "7f2a")
            page.commit()
        with pytest.raises(ConflictError):
            worker.commit()


def test_an_ask_that_meets_the_start_of_the_work_is_not_lost(office):
    office.ask()
    with office.elsewhere() as worker:
        outbox.claim(KEY)
        with office.elsewhere() as page:
            outbox.enqueue("test.task", "7f2a")
            page.commit()
        with pytest.raises(ConflictError):
            worker.commit()


def test_the_log_of_a_failure_names_its_kind_and_not_what_it_says(office, job, caplog):
    office.ask()
    job.failures["7f2a"] = 1
    background.run(KEY)
    assert "ValueError" in caplog.text and "content of the file" not in caplog.text
