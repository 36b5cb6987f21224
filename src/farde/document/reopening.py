"""The background task that lets filed documents follow a change of readers on their type."""

from itertools import batched

from plone import api
from zope.interface import implementer

from farde.core.background import committing
from farde.core.interfaces import IBackgroundTask
from farde.document import operations

#: The name of the task in the outbox; its subject is the UID of the type.
TASK = "farde.reopen"
#: Documents between two commits.
_BATCH = 50


@implementer(IBackgroundTask)
class ReopenDocuments:
    """Gives the documents of a type to the services that the thesaurus names now.

    Safe to run again after a kill: a document that is right is left alone.
    """

    def __call__(self, uid: str) -> None:
        for brains in batched(_filed(uid), _BATCH):
            committing(lambda brains=brains: _follow(brains))

    def give_up(self, uid: str, error: Exception) -> None:
        """Nothing to mark: what was not reached stays as closed or as open as it was."""


def _filed(type_uid: str) -> list:
    search = api.portal.get_tool("portal_catalog").unrestrictedSearchResults
    slugs = [term.getId for term in search(UID=type_uid, portal_type="DocumentType")]
    return list(search(portal_type="CaseDocument", document_type=slugs)) if slugs else []


def _follow(brains) -> None:
    for brain in brains:
        operations.follow_profile(brain._unrestrictedGetObject())
