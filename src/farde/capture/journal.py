"""What the access journal is told of deposits."""

from plone import api
from zope.component import adapter
from zope.interface import implementer

from farde.access.journal import actions, changes, operations
from farde.access.journal.chain import Entry, code
from farde.access.journal.interfaces import IAccessSubject, Subject
from farde.capture.content import ICaptureBatch
from farde.core.visitor import current_user_id


@adapter(ICaptureBatch)
@implementer(IAccessSubject)
def deposit_subject(batch) -> Subject:
    """Return the id of a deposit; whom it is about is not known before it is filed."""
    return Subject("deposit", api.content.get_uuid(batch))


def note_deposit(batch) -> None:
    """Have the journal written with the deposit: both are there, or neither."""
    who = current_user_id()
    entry = Entry(
        action=actions.DEPOSIT,
        who=who,
        kind="deposit",
        uid=api.content.get_uuid(batch),
        channel=changes.channel_of(who),
        detail=code(f"circuit={batch.channel or ''}"),
    )
    operations.record_on_commit([entry])
