"""What may be in a copy of several documents: personal notes stay with their author."""

from plone import api

#: The class of personal notes.
PERSONAL = "c3"


def copyable(document) -> bool:
    """Tell whether a document may be in a copy of the signed-in user, by what it is now."""
    if document is None or document.confidentiality == PERSONAL:
        return False
    return bool(api.user.has_permission("View", obj=document))
