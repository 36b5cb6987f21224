"""Work that is due again and again, asked of the outbox by the worker's sweep."""

import logging
from datetime import datetime, timedelta

from persistent.mapping import PersistentMapping
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtilitiesFor
from zope.interface import Attribute

from farde.core import clock, outbox
from farde.core.interfaces import IBackgroundTask

logger = logging.getLogger(__name__)

_ANNOTATION = "farde.schedule"


class IScheduledTask(IBackgroundTask):
    """A background task that is run without being asked; its subject is the site.

    A provider MAY have ``has_work() -> bool``, which is asked each time it is due: where there is
    none, nothing is written, and it is asked again at the next sweep. It SHALL answer in seconds.
    """

    every = Attribute("How long after one run the next one is due, a timedelta")


def ask_for_what_is_due() -> list[str]:
    """Ask the outbox for each scheduled task whose time has come; return their names.

    The caller commits. A task that is still waiting is not asked for twice.
    """
    now, last, due = clock.now(), _asked(), []
    for name, task in getUtilitiesFor(IScheduledTask):
        if _is_due(last.get(name), task.every, now) and _has_work(name, task):
            site_uid = api.content.get_uuid(api.portal.get())
            outbox.enqueue(name, site_uid)
            due.append(name)
    if due:
        annotations = IAnnotations(api.portal.get())
        annotations[_ANNOTATION] = PersistentMapping(last | dict.fromkeys(due, now))
    return due


def _has_work(name: str, task) -> bool:
    try:
        return getattr(task, "has_work", lambda: True)()
    except Exception as error:
        # The others are due all the same.
        logger.error("%s could not tell whether it has work: %s", name, type(error).__name__)
        return False


def _asked() -> dict[str, datetime]:
    return dict(IAnnotations(api.portal.get()).get(_ANNOTATION, {}))


def _is_due(last: datetime | None, every: timedelta, now: datetime) -> bool:
    return last is None or last + every <= now
