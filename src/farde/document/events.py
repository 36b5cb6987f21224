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
