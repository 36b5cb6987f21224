"""What is due again and again is asked of the outbox by the clock, and once."""

from datetime import timedelta

import pytest
from freezegun import freeze_time
from zope.component import getGlobalSiteManager, getUtility
from zope.interface import implementer

from farde.core import outbox, schedule
from farde.core.schedule import IScheduledTask

NAME = "farde.test-round"


@implementer(IScheduledTask)
class Round:
    every = timedelta(hours=1)


@pytest.fixture
def round_of_tests(world):
    task = Round()
    manager = getGlobalSiteManager()
    manager.registerUtility(task, IScheduledTask, NAME)
    yield f"{NAME}:{world.portal.UID()}"
    manager.unregisterUtility(task, IScheduledTask, NAME)


def test_a_task_is_due_at_first_and_again_after_its_time(round_of_tests):
    with freeze_time("2026-03-02 08:00") as clock:
        assert NAME in schedule.ask_for_what_is_due()
        assert outbox.get(round_of_tests) is not None
        clock.tick(timedelta(minutes=59))
        assert NAME not in schedule.ask_for_what_is_due()
        clock.tick(timedelta(minutes=1))
        assert NAME in schedule.ask_for_what_is_due()


def test_a_task_that_still_waits_is_there_once(round_of_tests):
    with freeze_time("2026-03-02 08:00") as clock:
        schedule.ask_for_what_is_due()
        first = outbox.get(round_of_tests)
        clock.tick(timedelta(hours=2))
        schedule.ask_for_what_is_due()
        assert outbox.get(round_of_tests) is first


@pytest.mark.parametrize("has_work", [lambda: False, lambda: 1 / 0])
def test_a_task_that_finds_no_work_is_not_asked_for_and_looks_again(round_of_tests, has_work):
    task = getUtility(IScheduledTask, NAME)
    task.has_work = has_work
    with freeze_time("2026-03-02 08:00"):
        assert NAME not in schedule.ask_for_what_is_due()
        task.has_work = lambda: True
        assert NAME in schedule.ask_for_what_is_due()
