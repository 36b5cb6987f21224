"""The doors by which a copy of one document leaves: to keep it, or to print it."""

from plone import api
from Products.Five.browser import BrowserView

from farde.consultation import serving, viewer
from farde.consultation.copies.marking import copy_of
from farde.consultation.copies.originals import may_take
from farde.core.errors import Refusal, refusal_text
from farde.document import originals, text


class MarkedCopy(BrowserView):
    """A copy to keep; who asked and when stands on each page."""

    disposition = "attachment"

    def __call__(self) -> bytes | str:
        try:
            copy = copy_of(self.context)
        except Refusal as refusal:
            api.portal.show_message(refusal_text(refusal), self.request, type="error")
            return self.request.response.redirect(self.context.absolute_url())
        response, name = self.request.response, viewer.download_name(self.context, "pdf")
        response.setHeader("Content-Type", "application/pdf")
        response.setHeader("Content-Disposition", f'{self.disposition}; filename="copie-{name}"')
        serving.keep_private(response)
        return copy


class PrintedCopy(MarkedCopy):
    """The same, shown by the browser, which prints it."""

    disposition = "inline"


class Files(BrowserView):
    """The part of a document's page that lists what the reader may take with them."""

    def received(self):
        """What the document was made from is called; None where it was received as it is."""
        return originals.label(self.context)

    def has_searchable(self) -> bool:
        """Whether there is a copy with a text layer."""
        status = text.recognition(self.context)
        return status is not None and status.searchable is not None

    def may_take(self) -> bool:
        """Whether the reader may take the file as it is."""
        return may_take(self.context)
