"""The letter to the citizen: downloaded, or kept in the dossier as an outgoing document."""

from AccessControl import Unauthorized
from plone import api

from farde.consultation.completeness import letters, printing
from farde.consultation.completeness.letters import Letter
from farde.consultation.completeness.pages.dossier import CompletenessView
from farde.core.i18n import _


class LetterDownload(CompletenessView):
    """Serves the letter; nothing is kept of it but a row of the journal."""

    def receive(self, step: str) -> str | bytes:
        """Return the letter; raises refusals, and Unauthorized for who only reads."""
        data = printing.pdf(self._letter())
        response, number = self.request.response, self.context.getId()
        response.setHeader("Content-Type", "application/pdf")
        response.setHeader("Content-Disposition", f"attachment; filename={number}-pieces.pdf")
        return data

    def _letter(self) -> Letter:
        if not self.may_change:
            raise Unauthorized
        return letters.letter_of(self.context, self.texts("pieces"), self.text("before"))


class LetterKeep(LetterDownload):
    """Files the letter in the dossier, and leads to it."""

    def receive(self, step: str) -> str:
        """Keep the letter; raises refusals, and Unauthorized for who may add no document."""
        letter = self._letter()
        if not self.may_keep:
            raise Unauthorized
        document = letters.keep(self.context, printing.pdf(letter), self.text("document_type"))
        message = _(
            "letter_kept", default="La lettre est classée dans le dossier. Il reste à l'envoyer."
        )
        api.portal.show_message(message, self.request)
        return self.request.response.redirect(document.absolute_url())
