"""Asking something that may never answer, as a network share that went away does."""

import threading
from collections.abc import Callable


class NoAnswer(OSError):
    """What was asked did not answer in time; it is not asked again until it has."""


_pending: dict[str, threading.Thread] = {}


def within[T](seconds: float, name: str, question: Callable[[], T]) -> T:
    """Return what a question answers, or raise what it raises; NoAnswer after so many seconds.

    A process that waits for a share cannot be interrupted; a thread can be left behind. One is
    left for each name, and none added while it waits.
    """
    if name in _pending and _pending[name].is_alive():
        raise NoAnswer(name)
    answers: list[tuple[T | None, BaseException | None]] = []
    thread = threading.Thread(target=_ask, args=(question, answers), daemon=True)
    _pending[name] = thread
    thread.start()
    thread.join(seconds)
    if not answers:
        raise NoAnswer(name)
    _pending.pop(name, None)
    answer, error = answers[0]
    if error is not None:
        raise error
    return answer


def _ask(question: Callable, answers: list) -> None:
    try:
        answers.append((question(), None))
    except BaseException as error:
        answers.append((None, error))
