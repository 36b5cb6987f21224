"""Facts that the room tells."""

from zope.interface import Attribute, Interface, implementer


class ICaseworkerChanged(Interface):
    """A dossier has another caseworker, or none."""

    dossier = Attribute("The dossier")


@implementer(ICaseworkerChanged)
class CaseworkerChanged:
    """See the interface."""

    def __init__(self, dossier) -> None:
        self.dossier = dossier
