"""Each handler calls one operation."""

from farde.tickets import misfiling, moves, operations


def followup_moves(followup, event) -> None:
    """Refuse a transition without its outcome, reason or role, whichever door it came through."""
    if event.transition is not None:
        moves.checked_move(followup, event.transition.getId(), event.kwargs or {})


def followup_moved(followup, event) -> None:
    """Keep what was said; raise and close what follows from it."""
    if event.transition is not None:
        given = event.kwargs or {}
        moves.note_move(followup, event.transition.getId(), event.new_state.getId(), given)
        # The workflow has the state indexed, not what hangs on it.
        followup.reindexObject(idxs=["waiting"])


def document_modified(document, event) -> None:
    """Let the inbox show the document as it is described now."""
    operations.refresh_for(document)


def document_misfiled(event) -> None:
    """Ask nobody any longer about a document in the dossier of the wrong person."""
    misfiling.cancel_all(event.object)
