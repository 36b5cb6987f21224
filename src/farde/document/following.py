"""The background task that lets filed documents follow their terms in the thesaurus.

A term is merged or moved, its label or its readers change: each of its documents is brought to
what the thesaurus says now. Titles are stored, since search, REST and the window speak them; they
follow here, so that no request wakes documents. Nothing is raised: it is the same classification.
"""

import logging
from datetime import timedelta
from itertools import batched

from plone import api
from zope.interface import implementer

from farde.core import outbox
from farde.core.background import committing
from farde.core.interfaces import IBackgroundTask
from farde.core.schedule import IScheduledTask
from farde.document import classification, operations
from farde.document.terms import INDEXES, present
from farde.thesaurus import use

logger = logging.getLogger(__name__)

#: The name of the task in the outbox; its subject is the UID of the term's content.
TASK = "farde.follow-term"
#: Documents between two commits.
_BATCH = 50
_SHOWN = ["document_type", "document_kind", "Title", "sortable_title", "SearchableText"]


@implementer(IBackgroundTask)
class FollowTerm:
    """Brings the documents under a term to what the thesaurus says now.

    Safe to run again after a kill: a document that is right is left alone.
    """

    def __call__(self, uid: str) -> None:
        for brains in batched(_filed(uid), _BATCH):
            committing(lambda brains=brains: _follow_all(brains))

    def give_up(self, uid: str, error: Exception) -> None:
        """Nothing to mark: the old slug stays readable, and the proposal shows what is left."""


@implementer(IScheduledTask)
class FollowLatecomers:
    """Asks once more for the terms under which documents still stand as before a merge or move.

    Whoever files in the very moment of a merge knows nothing of it, nor the merge of the document.
    """

    every = timedelta(hours=1)

    def __call__(self, subject: str) -> None:
        search = api.portal.get_tool("portal_catalog").unrestrictedSearchResults
        terms = search(portal_type=list(INDEXES))
        late = [one.UID for one in terms if use.behind(one.portal_type, one.getId)]
        committing(lambda: [outbox.enqueue(TASK, uid) for uid in late])

    def give_up(self, subject: str, error: Exception) -> None:
        logger.error("Latecomers could not be found: %s", type(error).__name__)


def follow(document) -> bool:
    """Bring a document to what its terms are now; tell whether its terms or title changed."""
    before = document.document_type, document.document_kind, document.title
    if document.filed_label is None:
        document.filed_label = document.title
    terms = present(document.document_type, document.document_kind)
    if terms != before[:2]:
        document.document_type, document.document_kind = terms
        classification.take_over(document)
    document.title = operations.label(document)
    changed = before != (*terms, document.title)
    if changed:
        document.reindexObject(idxs=_SHOWN)
    operations.follow_profile(document)
    return changed


def _filed(term_uid: str) -> list:
    search = api.portal.get_tool("portal_catalog").unrestrictedSearchResults
    terms = search(UID=term_uid, portal_type=list(INDEXES))
    return [
        brain
        for term in terms
        for brain in search(**{INDEXES[term.portal_type]: term.getId}, portal_type="CaseDocument")
    ]


def _follow_all(brains) -> None:
    for brain in brains:
        follow(brain._unrestrictedGetObject())
