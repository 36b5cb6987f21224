"""Pages on a document where something is chosen, read back in words, and only then done."""

from plone import api
from zExceptions import NotFound
from zope.interface import implementer

from farde.access.need_to_know import IBlindDoor
from farde.core.stepped import SteppedView
from farde.document import operations


@implementer(IBlindDoor)
class DocumentSteps(SteppedView):
    """The capture team passes without seeing the document; for who may not, there is no page."""

    #: The page of the site for who does not see the document, "" for the site itself.
    elsewhere = "/@@capture"

    def __call__(self) -> str:
        if not self.allowed():
            raise NotFound
        return super().__call__()

    def allowed(self) -> bool:
        """Whether the reader may do what the page is for."""
        raise NotImplementedError

    @property
    def reason(self) -> str:
        """Why, as it was typed so far."""
        return self.text("reason")

    @property
    def name(self) -> str:
        """What the document is called today."""
        return operations.label(self.context)

    @property
    def number(self) -> str:
        """The dossier that the document is in."""
        return operations.dossier_of(self.context).getId()

    @property
    def may_view(self) -> bool:
        """Whether the reader may go back to the document."""
        return bool(api.user.has_permission("View", obj=self.context))

    @property
    def back(self) -> str:
        """Where the reader came from."""
        if self.may_view:
            return self.context.absolute_url()
        return f"{api.portal.get().absolute_url()}{self.elsewhere}"
