"""Each handler calls one operation."""

from farde.capture.suggesting import operations
from farde.document.operations import dossier_of


def part_filed(event) -> None:
    """Note how what was proposed for a part fared."""
    dossiers = [dossier_of(document) for document in event.documents]
    operations.note(event.batch, event.part, event.documents[0], dossiers)
