"""What the access journal is told of deposits."""

from plone import api
from zope.component import adapter
from zope.interface import implementer

from farde.access.journal.interfaces import IAccessSubject, Subject
from farde.capture.content import ICaptureBatch


@adapter(ICaptureBatch)
@implementer(IAccessSubject)
def deposit_subject(batch) -> Subject:
    """Return the id of a deposit; whom it is about is not known before it is filed."""
    return Subject("deposit", api.content.get_uuid(batch))
