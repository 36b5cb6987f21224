"""Running outbox entries in a worker: opens the site, claims, works, and clears up."""

import logging
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import transaction
from AccessControl.SecurityManagement import newSecurityManager, noSecurityManager
from AccessControl.users import system
from Testing.makerequest import makerequest
from ZODB.POSException import ConflictError
from zope.component import getUtility
from zope.component.hooks import setSite
from zope.event import notify
from zope.globalrequest import clearRequest, getRequest, setRequest
from zope.interface import alsoProvides, implementer

from farde.core import outbox, schedule
from farde.core.interfaces import IBackgroundTask, IBackgroundTaskStarted, IFardeLayer

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
_CONFLICT_RETRIES = 7
#: Seconds within which a conflict is tried again, doubled each time: who met would meet anew.
_PAUSE = 0.02
#: An entry this old whose message was not acted on is published again.
LOST_AFTER = timedelta(seconds=30)

_state: dict = {}


@implementer(IBackgroundTaskStarted)
class BackgroundTaskStarted:
    """See the interface."""

    def __init__(self, task: str) -> None:
        self.task = task


def start(zope_conf: str) -> None:
    """Load Zope in this process, once."""
    if "opened" in _state:
        return
    import Zope2
    from Zope2.Startup.run import configure_wsgi

    configure_wsgi(zope_conf)
    Zope2.startup_wsgi()
    _state["opened"] = True


@contextmanager
def open_site(site_id: str = "farde") -> Iterator:
    """Open a connection of this thread on the site, as the system user, without a browser."""
    import Zope2

    app = makerequest(Zope2.app())
    try:
        portal = app[site_id]
        request = portal.REQUEST
        alsoProvides(request, IFardeLayer)
        setRequest(request)
        setSite(portal)
        newSecurityManager(None, system.__of__(app.acl_users))
        yield portal
    finally:
        transaction.abort()
        noSecurityManager()
        setSite(None)
        clearRequest()
        app._p_jar.close()


def run(key: str) -> bool:
    """Work off one outbox entry; return whether this call did the work."""
    task_name, _, subject = key.partition(":")
    with open_site():
        if not committing(lambda: outbox.claim(key) is not None):
            return False
        try:
            notify(BackgroundTaskStarted(task_name))
            getUtility(IBackgroundTask, name=task_name)(subject)
            committing(lambda: outbox.discard(key))
        except Exception as error:
            transaction.abort()
            _failed(key, error)
    return True


def due() -> list[str]:
    """Ask for the scheduled tasks whose time has come; return their names."""
    with open_site():
        return committing(schedule.ask_for_what_is_due)


def lost(older_than: timedelta = LOST_AFTER) -> list[str]:
    """Return the keys of entries that wait without a worker, to be published again."""
    with open_site():
        return committing(lambda: outbox.offer(older_than))


def _failed(key: str, error: Exception) -> None:
    attempts = committing(lambda: outbox.release(key))
    logger.warning("%s failed, attempt %s: %s", key, attempts, type(error).__name__)
    if attempts < MAX_ATTEMPTS:
        return
    try:
        committing(lambda: _give_up(key, error))
    except Exception as fault:
        # The entry stays: losing it would lose the work, and its delays grow.
        transaction.abort()
        logger.error("%s could not be given up: %s", key, type(fault).__name__)


def _give_up(key: str, error: Exception) -> None:
    task_name, _, subject = key.partition(":")
    getUtility(IBackgroundTask, name=task_name).give_up(subject, error)
    outbox.discard(key)


def committing[T](step: Callable[[], T]) -> T:
    """Run a short step and commit it, again when another process wrote the same object."""
    for attempt in range(_CONFLICT_RETRIES):
        transaction.begin()
        forget_searches()
        try:
            result = step()
            transaction.commit()
            return result
        except ConflictError:
            transaction.abort()
            if attempt + 1 == _CONFLICT_RETRIES:
                raise
            time.sleep(_PAUSE * 2**attempt * secrets.randbelow(1000) / 1000)
    raise AssertionError("unreachable")


def forget_searches() -> None:
    """Forget what the indexes of the catalogue keep for the length of a request.

    They know it by how often they changed, which after an undone change is said of something else;
    and a worker has one request for all of its transactions.
    """
    request = getRequest()
    if request is not None:
        request.set("__catalog_cache__", None)
