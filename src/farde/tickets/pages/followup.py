"""A signal or ticket has no page of its own."""

from Acquisition import aq_inner, aq_parent
from Products.Five.browser import BrowserView


class FollowUpView(BrowserView):
    """Leads to the document it is about."""

    def __call__(self) -> str:
        dossier = aq_parent(aq_inner(self.context))
        url = f"{dossier.absolute_url()}/{self.context.document_id}"
        return self.request.response.redirect(url)
