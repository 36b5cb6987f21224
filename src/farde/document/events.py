"""Facts that the room tells."""

from collections.abc import Mapping

from zope.interface import Attribute, implementer
from zope.interface.interfaces import IObjectEvent


class IDocumentFiled(IObjectEvent):
    """A document lies in a dossier, with its profile, file and hash; rules fire on this."""

    object = Attribute("The document")


@implementer(IDocumentFiled)
class DocumentFiled:
    """See the interface."""

    def __init__(self, document) -> None:
        self.object = document


class IDocumentMisfiled(IObjectEvent):
    """A document was found in the dossier of the wrong person, and nobody sees it any more."""

    object = Attribute("The document, which stays where it is")


@implementer(IDocumentMisfiled)
class DocumentMisfiled:
    """See the interface."""

    def __init__(self, document) -> None:
        self.object = document


class IDocumentEmptied(IObjectEvent):
    """Nothing but a stub is left of a document; what other rooms keep on it goes too."""

    object = Attribute("The document, without its file")


@implementer(IDocumentEmptied)
class DocumentEmptied:
    """See the interface."""

    def __init__(self, document) -> None:
        self.object = document


class IDocumentReclassified(IObjectEvent):
    """What the rules look at was corrected on a document that had been filed."""

    object = Attribute("The document, as it is classified now")
    before = Attribute("What was said before, by field; what did not change is left out")
    reason = Attribute("Why, as it was written; empty where the change came by another door")


@implementer(IDocumentReclassified)
class DocumentReclassified:
    """See the interface."""

    def __init__(self, document, before: Mapping[str, object], reason: str) -> None:
        self.object = document
        self.before = before
        self.reason = reason
