"""What stays of a document that was put elsewhere: that it was there, and nothing it said."""

from zope.event import notify

from farde.document import classification, pages, text, twins
from farde.document.events import DocumentEmptied

#: What is said of a document and may name or describe somebody.
_TELLING = ("sender", "creditor", "amount", "payment_due", "document_date")


def leave_stub(document) -> None:
    """Take the bytes, pages and words out of a document; type, days and fingerprint stay."""
    document.file = document.original = None
    for name in _TELLING:
        setattr(document, name, None)
    classification.forget_corrections(document)
    pages.forget(document)
    twins.forget(document)
    status = text.begin(document, 0)
    status.state = "done"
    notify(DocumentEmptied(document))
    document.reindexObject()


def is_stub(document) -> bool:
    """Tell whether nothing but a stub is left of a document."""
    return document.file is None
