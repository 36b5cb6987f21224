"""Signals that were read long ago are put away: they leave the lists, and what they had told."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from AccessControl.SecurityManagement import (
    getSecurityManager,
    newSecurityManager,
    setSecurityManager,
)
from AccessControl.users import system
from DateTime import DateTime
from plone import api
from zope.interface import implementer

from farde.core import clock
from farde.core.background import committing
from farde.core.schedule import IScheduledTask
from farde.tickets import moves
from farde.tickets.settings import setting

logger = logging.getLogger(__name__)

#: Signals of one commit.
_BATCH = 50


@implementer(IScheduledTask)
class ArchiveSignals:
    """Puts away what was read before the delay that the settings give."""

    every = timedelta(hours=6)

    def __call__(self, subject: str) -> None:
        while committing(archive_old):
            pass

    def give_up(self, subject: str, error: Exception) -> None:
        logger.error("Signals could not be archived: %s", type(error).__name__)


def archive_old(limit: int = _BATCH) -> int:
    """Put away some of the signals that were read long ago; return how many."""
    before = clock.now() - timedelta(days=setting("signal_archive_days"))
    found = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type="Signal",
        review_state="read",
        modified={"query": DateTime(before.isoformat()), "range": "max"},
        sort_limit=limit,
        sort_on="modified",
    )[:limit]
    with _as_the_system():
        for brain in found:
            moves.archive(brain._unrestrictedGetObject())
    return len(found)


@contextmanager
def _as_the_system() -> Iterator[None]:
    """No person has the right to archive: nobody is asked to."""
    before = getSecurityManager()
    newSecurityManager(None, system.__of__(api.portal.get_tool("acl_users")))
    try:
        yield
    finally:
        setSecurityManager(before)
