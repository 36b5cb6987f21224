"""What happens to notes when something happens to their document."""

from farde.consultation.pagenotes import keeping


def document_emptied(event) -> None:
    """Keep no notes of a document that went to the right dossier."""
    keeping.forget(event.object)
