"""The snapshot follows the terms."""

from farde.thesaurus import operations


def term_changed(term, event) -> None:
    """Refresh the snapshot after a term was added, changed, moved or removed."""
    operations.refresh()
