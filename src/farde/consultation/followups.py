"""What became of a document: its signals and tickets, as its page tells them."""

from farde.core.days import short_day
from farde.core.people import display_names
from farde.tickets import listing, roles, states
from farde.tickets.reasons import KIND_TITLES


def told(document) -> list[dict]:
    """Return the signals and tickets of a document that the reader may see, the oldest first.

    ``uid`` is given where it waits for the reader, "" elsewhere.
    """
    found = listing.of_document(document)
    names = display_names({row.taken_by for row in found})
    return [
        {
            "kind": KIND_TITLES[row.kind.capitalize()],
            "role": roles.title(row.role),
            "own_words": row.own_words,
            "state": states.STATE_TITLES[row.state],
            "who": names.get(row.taken_by, ""),
            "due": short_day(row.due) if row.open else "",
            "overdue": row.overdue,
            "words": row.outcome or row.why,
            "uid": row.uid if row.open and row.told else "",
        }
        for row in found
    ]
