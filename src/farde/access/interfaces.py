"""What rooms above tell of their content, so that access can be explained in their words."""

from dataclasses import dataclass

from zope.interface import Attribute, Interface, implementer


class IExplained(Interface):
    """Content of which people may ask who sees it, and why."""


class IMatrixSubject(Interface):
    """What the matrix asks of a document; rooms adapt their documents to this.

    A provider SHALL tell nothing of what the document says.
    """

    confidentiality = Attribute("Its class, such as c1")
    concerned = Attribute("The services that read its type")


@implementer(IMatrixSubject)
@dataclass(frozen=True)
class MatrixSubject:
    """The plain form of the interface."""

    confidentiality: str
    concerned: tuple[str, ...]


class IDocumentTypes(Interface):
    """A utility that knows the types of documents, and which services each concerns."""

    def __call__() -> "list[DocumentType]":
        """Return the types in the order in which the centre lists them."""


@dataclass(frozen=True)
class DocumentType:
    """A type as access tells of it; ``path`` leads to its form, below the site."""

    id: str
    title: str
    readers: tuple[str, ...]
    remark: str = ""
    path: str = ""
