"""Each handler calls one operation."""

from farde.document import operations, text


def document_added(document, event) -> None:
    """Register a document however it was added: form, REST or import."""
    if text.recognition(document) is None:
        operations.register(document)
