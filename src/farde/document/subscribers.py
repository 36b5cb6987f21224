"""Each handler calls one operation."""

from zope.container.interfaces import IContainerModifiedEvent

from farde.core import outbox
from farde.document import classification, operations, text
from farde.document.following import TASK


def document_added(document, event) -> None:
    """Register a document however it was added: form, REST or import."""
    if text.recognition(document) is None or classification.is_copy(document):
        operations.register(document)


def document_modified(document, event) -> None:
    """Let its readers, and what it raised, follow what is said of it now."""
    operations.follow_profile(document)
    operations.catch_up(document)


def term_modified(term, event) -> None:
    """Let the documents of a term follow what the thesaurus says of it now."""
    if not IContainerModifiedEvent.providedBy(event):
        outbox.enqueue(TASK, term.UID())


def term_moved(term, event) -> None:
    """Let the documents of a term follow it under another one."""
    if event.object is term and event.oldParent is not None and event.newParent is not None:
        outbox.enqueue(TASK, term.UID())
