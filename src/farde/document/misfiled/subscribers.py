"""Each handler calls one operation."""

from farde.document.misfiled import reporting


def document_moves(document, event) -> None:
    """Refuse a report without its reason, whichever door it comes through."""
    if event.transition is not None and event.transition.getId() == reporting.TRANSITION:
        reporting.check(document, (event.kwargs or {}).get("comment", ""))


def document_moved(document, event) -> None:
    """Open the incident of a document that is hidden now."""
    if event.transition is not None and event.transition.getId() == reporting.TRANSITION:
        reporting.follow_report(document, (event.kwargs or {}).get("comment", ""))
