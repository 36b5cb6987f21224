"""What access is told of the types of documents: which services each concerns."""

from zope.interface import provider

from farde.access.interfaces import DocumentType, IDocumentTypes
from farde.core.visitor import current_language
from farde.thesaurus import operations
from farde.thesaurus.operations import THESAURUS_ID, Term


@provider(IDocumentTypes)
def types_and_readers() -> list[DocumentType]:
    """Return the types in the order of their labels, with the services that read them."""
    language = current_language()
    return [_told(term, language) for term in operations.types()]


def _told(term: Term, language: str) -> DocumentType:
    path = f"{THESAURUS_ID}/{term.parent}/{term.id}"
    return DocumentType(term.id, term.label_in(language), term.readers, term.remark, path)
