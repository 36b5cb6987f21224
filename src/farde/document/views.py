"""Pages of the room: the author of a note says who else reads it."""

from plone import api
from plone.protect.authenticator import check
from Products.Five.browser import BrowserView

from farde.core.errors import Refusal, refusal_text
from farde.core.i18n import _
from farde.document import notes

_VERBS = {"share": notes.share_note, "unshare": notes.unshare_note}
_THANKS = {
    "share": _("note_shared", default="La confidence est partagée."),
    "unshare": _("note_unshared", default="La confidence n'est plus partagée."),
}


class ShareNote(BrowserView):
    """Does what a button on the page of a note asks, says so, and leads back to it."""

    def __call__(self) -> str:
        if self.request.method == "POST":
            check(self.request)
            form = self.request.form
            self._answer("unshare" if form.get("unshare") else "share", form)
        return self.request.response.redirect(self.context.absolute_url())

    def _answer(self, action: str, form: dict) -> None:
        try:
            _VERBS[action](self.context, str(form.get(action) or ""))
            api.portal.show_message(_THANKS[action], self.request)
        except Refusal as refusal:
            api.portal.show_message(refusal_text(refusal), self.request, type="error")
