"""What was raised for a document, as the tests of rules tell it."""

from plone import api


def raised(document) -> list[tuple[str, str]]:
    """Return kind and role of all that was raised for a document."""
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type=["Signal", "Ticket"], document_uid=document.UID()
    )
    return sorted((brain.portal_type, brain.assignee_role) for brain in brains)
