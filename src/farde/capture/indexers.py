"""What the catalogue knows of a deposit."""

from plone.indexer import indexer

from farde.capture import sources
from farde.capture.content import ICaptureBatch


@indexer(ICaptureBatch)
def document_uid(batch) -> str:
    """The document that the deposit became."""
    return batch.document_uid or ""


@indexer(ICaptureBatch)
def digests(batch) -> list[str]:
    """The fingerprints of the files that came."""
    return list(sources.digests(batch))


@indexer(ICaptureBatch)
def searchable_text(batch) -> str:
    """Nothing: a deposit is found in its queue, not by words."""
    return ""
