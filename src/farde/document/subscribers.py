"""Each handler calls one operation."""

from farde.document import operations


def document_added(document, event) -> None:
    """Register a document however it was added: form, REST or import."""
    if event.newParent is not None and document.sha256 is None:
        operations.register(document)
