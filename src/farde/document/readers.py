"""What access is told of documents, to explain who reads them."""

from zope.component import adapter
from zope.interface import implementer

from farde.access.interfaces import IMatrixSubject, MatrixSubject
from farde.document.content import ICaseDocument
from farde.document.operations import DEFAULT_CLASS
from farde.thesaurus import operations as thesaurus


@adapter(ICaseDocument)
@implementer(IMatrixSubject)
def matrix_subject(document) -> MatrixSubject:
    """Return the class of a document, and the services that read its type."""
    term = thesaurus.document_type(document.document_type)
    return MatrixSubject(
        document.confidentiality or DEFAULT_CLASS, term.readers if term is not None else ()
    )
