"""Forms that nobody sent off: what was photographed for them goes to the capture team."""

import logging
from datetime import timedelta

from zope.interface import implementer

from farde.capture.counter import operations
from farde.capture.counter.settings import setting
from farde.core.background import committing
from farde.core.schedule import IScheduledTask

logger = logging.getLogger(__name__)


@implementer(IScheduledTask)
class HandOverUnfinished:
    """Looks every hour; safe to run again."""

    every = timedelta(hours=1)

    def __call__(self, subject: str) -> None:
        committing(lambda: operations.hand_over_unfinished(setting("unfinished_hours")))

    def give_up(self, subject: str, error: Exception) -> None:
        logger.error("Unfinished forms wait at the counter: %s", type(error).__name__)
