"""Each handler calls one operation."""

from farde.dossier import operations


def dossier_added(dossier, event) -> None:
    """Fill the circles of a new dossier."""
    operations.enrol(dossier)


def dossier_modified(dossier, event) -> None:
    """Let the circles follow the people named on the dossier."""
    operations.follow_fields(dossier)
