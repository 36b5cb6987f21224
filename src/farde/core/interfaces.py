"""Interfaces that rooms above provide or listen to."""

from zope.interface import Attribute, Interface
from zope.publisher.interfaces.browser import IDefaultBrowserLayer


class IFardeLayer(IDefaultBrowserLayer):
    """Marks requests to a site where Farde is installed."""


class IBackgroundTask(Interface):
    """A piece of slow work, registered as a named utility by the room that owns it.

    A provider SHALL be safe to run again after it was killed at any instant. It MAY commit on
    its way to show progress. It receives one opaque argument (a UID), never personal data.
    """

    def __call__(subject: str) -> None:
        """Do the work for the subject; raise to be tried again."""

    def give_up(subject: str, error: Exception) -> None:
        """Leave a mark that people can see, after the last attempt failed."""


class ISlowTask(IBackgroundTask):
    """A task that works for long: it waits in a queue of its own, and others not behind it."""


class IBackgroundTaskStarted(Interface):
    """A worker thread begins a piece of work; state kept per thread has to be forgotten."""

    task = Attribute("Name of the task")
