"""What may never answer is asked once, and keeps nobody waiting."""

import threading
from pathlib import Path

import pytest

from farde.capture.channels.answering import NoAnswer, within


def test_an_answer_in_time_is_given():
    assert within(5, "share", lambda: 42) == 42


def test_what_goes_wrong_is_told_to_who_asked():
    with pytest.raises(FileNotFoundError):
        within(5, "share", Path("/nothing/there").read_text)
    assert within(5, "share", lambda: "again") == "again"


def test_who_asks_again_while_it_hangs_is_told_at_once_and_adds_nobody():
    answered, asked = threading.Event(), []

    def hang():
        asked.append(True)
        answered.wait()

    for _ in range(3):
        with pytest.raises(NoAnswer):
            within(0.05, "hanging", hang)
    assert len(asked) == 1
    answered.set()


def test_once_it_has_answered_it_is_asked_anew():
    answered = threading.Event()
    with pytest.raises(NoAnswer):
        within(0.05, "slow", answered.wait)
    before = threading.active_count()
    answered.set()
    while threading.active_count() >= before:
        pass
    assert within(5, "slow", lambda: "here") == "here"
