"""Facts that the room tells."""

from collections.abc import Sequence

from zope.interface import Attribute, Interface, implementer


class IPartFiled(Interface):
    """A part of a deposit became documents, and is still in the plan it was filed from."""

    batch = Attribute("The deposit")
    part = Attribute("The part, a farde.capture.plan.Part")
    documents = Attribute("What it became, one document in each dossier")


@implementer(IPartFiled)
class PartFiled:
    """See the interface."""

    def __init__(self, batch, part, documents: Sequence) -> None:
        self.batch = batch
        self.part = part
        self.documents = documents
