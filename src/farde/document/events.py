"""Facts that the room tells."""

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
