"""Each handler calls one operation."""

from farde.capture import operations


def document_filed(event) -> None:
    """Have every filed document read."""
    operations.ask_recognition(event.object)
