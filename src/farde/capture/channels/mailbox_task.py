"""The mailboxes as a task of the worker, and as a channel on the page that shows them all."""

import logging
from collections.abc import Iterable, Iterator
from datetime import timedelta

from zope.interface import implementer

from farde.capture.channels import mailbox, standing
from farde.capture.channels.interfaces import IChannel, Report
from farde.capture.channels.mailbox_errors import FAULTS
from farde.capture.channels.mailbox_settings import setting
from farde.core.errors import Refusal
from farde.core.i18n import _
from farde.core.interfaces import ISlowTask
from farde.core.schedule import IScheduledTask

logger = logging.getLogger(__name__)


@implementer(IScheduledTask, ISlowTask)
class ReadMailboxes:
    """Runs where there are mailboxes; each message is a transaction of its own.

    Slow: a server that does not answer keeps nobody else waiting.
    """

    @property
    def every(self) -> timedelta:
        """As the centre set it."""
        return timedelta(seconds=setting("interval_seconds"))

    def has_work(self) -> bool:
        """Nothing is written where the centre reads no mailbox."""
        return mailbox.has_work()

    def __call__(self, subject: str) -> None:
        mailbox.sweep()

    def give_up(self, subject: str, error: Exception) -> None:
        """The next run tries again; what is wrong stands on the page of the channels."""
        logger.error("The mailboxes could not be worked off: %s", type(error).__name__)


@implementer(IChannel)
class MailboxChannel:
    """The mailboxes, as the page of the channels shows them."""

    title = _("channel_mailbox", default="Boîtes de courriel")
    order = 30
    settings = "mailbox-settings"

    def report(self) -> Report:
        """Return how they fare, as their task noted it."""
        noted = standing.of(mailbox.NAME)
        if not setting("boxes"):
            return Report(False)
        faults = tuple(_faults(noted.faults))
        return Report(True, noted.waiting, noted.refused, faults, noted.since)


def _faults(noted: Iterable[str]) -> Iterator[Refusal]:
    for told in noted:
        name, _space, number = told.partition(" ")
        if name in FAULTS:  # not one of another release
            yield FAULTS[name](number=number)
