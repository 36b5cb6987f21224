"""The task of the worker that forgets uploads nobody finished."""

from datetime import timedelta

from zope.interface import implementer

from farde.capture.channels import tus, uploads
from farde.core.schedule import IScheduledTask


@implementer(IScheduledTask)
class ForgetUploads:
    """What somebody began to send may say something of somebody: it does not lie about."""

    every = timedelta(hours=1)

    def has_work(self) -> bool:
        """There is nothing to do where nothing is on its way."""
        return any(tus.folder().glob("*.json"))

    def __call__(self, subject: str) -> None:
        uploads.forget_expired(tus.folder())

    def give_up(self, subject: str, error: Exception) -> None:
        """The next round tries again."""
