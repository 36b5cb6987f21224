"""Each handler calls one operation."""

from farde.dossier import operations


def dossier_added(dossier, event) -> None:
    """Fill the circles of a new dossier."""
    operations.enrol(dossier)


def dossier_moved(dossier, event) -> None:
    """Let the dossier's state say to whom it is open."""
    operations.open_by_state(dossier, event.new_state.id)
