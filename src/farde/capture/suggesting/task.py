"""The background task that learns: when there is enough new, or when somebody asks."""

import logging
import secrets
from datetime import timedelta

from zope.interface import implementer

from farde.capture.suggesting import filings, learned, learning, outcomes
from farde.capture.suggesting.settings import setting
from farde.core import clock
from farde.core.background import committing
from farde.core.interfaces import ISlowTask
from farde.core.schedule import IScheduledTask

logger = logging.getLogger(__name__)


class ILearning(IScheduledTask, ISlowTask):
    """Slow work that is due again and again."""


@implementer(ILearning)
class Learn:
    """Counts how proposals fared, and learns anew; safe to run again after a kill."""

    every = timedelta(hours=6)

    def __call__(self, subject: str) -> None:
        live = outcomes.counted()
        committing(lambda: _keep_count(live))
        if _is_worth_it():
            found, key = list(filings.latest()), secrets.token_bytes(16)
            arrays, facts = learning.learn(found, key)
            committing(lambda: learned.keep(arrays, facts, key, len(found)))

    def give_up(self, subject: str, error: Exception) -> None:
        """Leave word on the page of suggestions; what was learned before still serves."""
        logger.error("Nothing could be learned: %s", type(error).__name__)
        stored = learned.kept()
        stored.failure, stored.wanted = type(error).__name__, False


def _is_worth_it() -> bool:
    stored = learned.record()
    return stored.wanted or filings.new_since(stored.trained_at) >= setting("learn_after")


def _keep_count(live: dict[str, tuple[int, int, int]]) -> None:
    stored = learned.kept()
    stored.live, stored.counted_at = live, clock.now()
