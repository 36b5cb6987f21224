"""What becomes of the signals and tickets of a document in the dossier of the wrong person."""

from plone import api

from farde.access.roles import CASE_SUPERVISOR
from farde.tickets import states
from farde.tickets.moves import cancel, followups
from farde.tickets.reasons import MISFILED


def cancel_all(document) -> int:
    """Take back whatever is open, also what somebody is at work on; return how many went."""
    found = followups(document, review_state=states.OPEN)
    # Whoever reports a document need not be whom its tickets wait for.
    with api.env.adopt_roles([CASE_SUPERVISOR]):
        for brain in found:
            cancel(brain._unrestrictedGetObject(), MISFILED)
    return len(found)
