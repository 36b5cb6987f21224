"""Each handler calls one operation."""

from farde.dossier import operations


def dossier_added(dossier, event) -> None:
    """Fill the circles of a new dossier."""
    operations.enrol(dossier)
