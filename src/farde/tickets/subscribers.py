"""Each handler calls one operation."""

from farde.tickets import operations, states


def ticket_moves(ticket, event) -> None:
    """Refuse to finish without an outcome, whichever door the transition came through."""
    operations.require_outcome(event.new_state.id, _comment(event))


def ticket_moved(ticket, event) -> None:
    """Keep who took it and what came of it; close what the ticket had opened."""
    operations.note_move(ticket, event.new_state.id, _comment(event))


def signal_moved(signal, event) -> None:
    """Let a service that has read a signal keep it for the days of grace."""
    if event.new_state.id in states.SETTLED:
        operations.close_access(signal, event.new_state.id)


def document_modified(document, event) -> None:
    """Let the inbox show the document as it is described now."""
    operations.refresh_for(document)


def _comment(event) -> str:
    return (event.kwargs or {}).get("comment", "")
