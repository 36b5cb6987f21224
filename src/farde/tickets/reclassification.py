"""What becomes of the signals and tickets of a document whose classification was corrected."""

from farde.tickets import states
from farde.tickets.moves import cancel_for, followups
from farde.tickets.reasons import RECLASSIFIED


def follow_reclassification(document) -> int:
    """Take back what nobody has touched, and mark what is in hand; return how many went.

    A ticket in hand stays: somebody is at work on it. It says that the document is another one
    now.
    """
    for brain in followups(document, review_state=states.IN_HAND):
        ticket = brain._unrestrictedGetObject()
        ticket.note = RECLASSIFIED
        ticket.reindexObject(idxs=["review_state"])
    return cancel_for(document, RECLASSIFIED)
