"""The task of the worker that takes in what scanners wrote."""

import logging
from datetime import timedelta

from zope.interface import implementer

from farde.capture.channels import folder
from farde.core.schedule import IScheduledTask

logger = logging.getLogger(__name__)


@implementer(IScheduledTask)
class TakeInScans:
    """Runs when there is something to take in; each scan is a transaction of its own."""

    #: At every sweep of the worker: what is put down is in the queue within the minute.
    every = timedelta(seconds=10)

    def has_work(self) -> bool:
        """Look, without writing anything where nothing changed."""
        return folder.has_work()

    def __call__(self, subject: str) -> None:
        folder.sweep()

    def give_up(self, subject: str, error: Exception) -> None:
        """The next sweep tries again; what is wrong stands on the page of the channels."""
        logger.error("The scan folder could not be worked off: %s", type(error).__name__)
