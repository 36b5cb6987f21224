"""What the tests of the room ask again and again."""

from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.globalrequest import getRequest

from farde.tickets import operations

SIGNAL_TYPE = "attestations-emploi"
TICKET_TYPE = "factures-charges-medicales"


def all_of(document, **query) -> list:
    """Return the signals and tickets of a document, whoever may see them."""
    return [brain._unrestrictedGetObject() for brain in operations.followups(document, **query)]


def only(document, **query):
    """Return the one signal or ticket of a document."""
    [followup] = all_of(document, **query)
    return followup


def state(followup) -> str:
    """Return where a signal or ticket stands."""
    return api.content.get_state(followup)


def waiting(world, user: str) -> set[str]:
    """Return the documents that wait in somebody's inbox."""
    with world.as_user(user):
        return {row.document_uid for row in operations.inbox()}


def next_request() -> None:
    """Begin anew what Plone remembers for the length of a request: local roles."""
    IAnnotations(getRequest()).clear()
