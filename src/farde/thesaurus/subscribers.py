"""The snapshot follows the terms."""

from farde.thesaurus import snapshot


def term_changed(term, event) -> None:
    """Follow a term that was changed."""
    snapshot.note(term)


def term_moved(term, event) -> None:
    """Follow a term that was added, renamed, moved or removed, by itself or with its branch."""
    itself = event.object is term
    if itself and event.oldName not in (None, event.newName):
        snapshot.drop(term.portal_type, event.oldName)
    if event.newParent is None:
        snapshot.drop(term.portal_type, term.getId())
    else:
        snapshot.note(term)
