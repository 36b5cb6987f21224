"""Each handler calls one operation."""

from farde.capture.counter import arrivals


def part_filed(event) -> None:
    """Let what was handed in at an interview say so."""
    arrivals.mark_interview(event.batch, event.part, event.documents)
