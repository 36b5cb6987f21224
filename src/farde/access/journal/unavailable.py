"""What is shown when a reading cannot be noted."""

from plone import api
from plone.rest.interfaces import IAPIRequest
from Products.Five.browser import BrowserView

from farde.core.i18n import _
from farde.core.rest import RefusalResponse


class Unavailable(BrowserView):
    """The refusal in words, on a page of the site and not of the dossier."""

    page_title = _("title_journal_unavailable", default="Consultation suspendue")

    def __call__(self) -> str | None:
        if IAPIRequest.providedBy(self.request):
            return RefusalResponse(self.context, self.request)()
        self.refusal, self.context = self.context, api.portal.get()
        self.__parent__ = self.context
        self.request.set("PUBLISHED", self)
        self.request.response.setStatus(self.refusal.status, lock=1)
        self.request.response.setHeader("Cache-Control", "no-store")
        return self.index()
