"""One deposit filed in several dossiers: each has its own document, all share the bytes.

A document says nothing of its twins to anybody: which of them was filed first is kept for the
workers alone, who read the bytes once.
"""

from collections.abc import Iterator

from plone import api
from plone.namedfile.file import NamedBlobFile
from zope.annotation.interfaces import IAnnotations

from farde.document import pages, text
from farde.document.vocabularies import MISFILED

_ANNOTATION = "farde.twins"


def same_bytes(file: NamedBlobFile) -> NamedBlobFile:
    """Return a file that shares the stored bytes of another one; they never change."""
    twin = NamedBlobFile(contentType=file.contentType, filename=file.filename)
    twin._blob = file._blob
    return twin


def note(documents: list) -> None:
    """Note that these documents are of the same bytes."""
    uids = tuple(api.content.get_uuid(one) for one in documents)
    for document in documents:
        IAnnotations(document)[_ANNOTATION] = tuple({*_kept(document), *uids})
        # A worker who ends its reading at this moment conflicts, and then knows of the new twin.
        text.recognition(document)._p_changed = True


def succeed(document, successor) -> None:
    """Let a document take the place of another one among those of the same bytes.

    What was read of the bytes is taken over at once; else they are read again.
    """
    note([successor, *_twins(document)])
    status = text.recognition(document)
    if status.state == "done" and (status.searchable is not None or document.signed):
        _share(document, successor)
        successor.reindexObject(idxs=["recognition_state", "SearchableText"])


def forget(document) -> None:
    """Let a document know no longer of those with the same bytes."""
    IAnnotations(document).pop(_ANNOTATION, None)


def take_over(document) -> bool:
    """Take over what was read of a twin; tell whether one had been read."""
    for twin in _twins(document):
        if text.recognition(twin).state == "done" and twin.sha256 == document.sha256:
            _share(twin, document)
            return True
    return False


def read_elsewhere(document) -> bool:
    """Tell whether the reading of these bytes is left to a twin, which asks again at its end."""
    mine = api.content.get_uuid(document)
    return any(api.content.get_uuid(twin) < mine for twin in unread(document))


def unread(document) -> list:
    """Return the twins of a document that wait to be read, or are being read."""
    pending = ("waiting", "running")
    return [one for one in _twins(document) if text.recognition(one).state in pending]


def dossiers_of(document) -> set[str]:
    """Return the UIDs of the other dossiers in which these bytes lie, whoever may know of them."""
    return {
        api.content.get_uuid(twin.__parent__)
        for twin in _twins(document)
        if api.content.get_state(twin, "") != MISFILED
    }


def _share(twin, document) -> None:
    read, status = text.recognition(twin), text.recognition(document)
    status.texts, status.searchable = read.texts, read.searchable
    status.done, status.total, status.state = read.done, read.total, read.state
    pages.share(twin, document)


def _twins(document) -> Iterator:
    others = [uid for uid in _kept(document) if uid != api.content.get_uuid(document)]
    search = api.portal.get_tool("portal_catalog").unrestrictedSearchResults
    for brain in search(UID=others) if others else ():
        twin = brain._unrestrictedGetObject()
        if text.recognition(twin) is not None and twin.file is not None:
            yield twin


def _kept(document) -> tuple[str, ...]:
    return IAnnotations(document).get(_ANNOTATION, ())
