"""The journal listens to the publisher itself, so that it needs nobody's good will."""

import logging

from zExceptions import Forbidden, NotFound, Unauthorized
from zope.component import adapter
from ZPublisher.interfaces import IPubAfterTraversal, IPubFailure

from farde.access.events import IAccessChanged
from farde.access.journal import changes, operations, recording
from farde.access.journal.errors import JournalUnavailable
from farde.core.interfaces import IFardeLayer

logger = logging.getLogger(__name__)


@adapter(IPubAfterTraversal)
def request_is_about_to_read(event) -> None:
    """The user is known and let in; nothing is rendered yet."""
    if IFardeLayer.providedBy(event.request):
        recording.note_publication(event.request)


@adapter(IAccessChanged)
def access_changed(event) -> None:
    """Who was let in, and who no longer: noted if, and only if, it comes to pass."""
    operations.record_on_commit([changes.entry_of(event)])


@adapter(IPubFailure)
def request_failed(event) -> None:
    """Denied attempts end here, whichever way they were denied."""
    error = event.exc_info[1]
    refused = isinstance(error, NotFound | Unauthorized | Forbidden)
    if event.retry or not refused or not IFardeLayer.providedBy(event.request):
        return
    try:
        recording.note_denied(event.request, missing=isinstance(error, NotFound))
    except JournalUnavailable:
        # Nothing was read, and the visitor already has the answer.
        logger.error("A denied attempt could not be noted in the access journal")
