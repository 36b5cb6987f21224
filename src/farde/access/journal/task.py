"""The chain is walked by a worker, again and again, and anchored."""

import logging
from datetime import timedelta

from zope.interface import implementer

from farde.access.journal import operations
from farde.core.background import committing
from farde.core.schedule import IScheduledTask

logger = logging.getLogger(__name__)


@implementer(IScheduledTask)
class VerifyJournal:
    """Verifies the whole chain; the page of the privacy officer shows the result."""

    every = timedelta(hours=1)

    def __call__(self, subject: str) -> None:
        # The worker keeps of a task's work what the task has committed.
        committing(operations.verify_and_anchor)

    def give_up(self, subject: str, error: Exception) -> None:
        # The page goes on showing when the last walk was.
        logger.error("The access journal could not be verified: %s", type(error).__name__)
