"""``@@file-also``: a document concerns one more person; the dossier is chosen, read back, filed."""

from plone import api

from farde.core.i18n import _
from farde.document import also, operations
from farde.document.stepped import DocumentSteps
from farde.dossier import operations as dossiers


class FileAlsoView(DocumentSteps):
    """Choose, check in words, do; the capture team passes without seeing the document."""

    dossier = None

    def allowed(self) -> bool:
        """See the base."""
        return also.may_file_also(self.context)

    def receive(self, step: str) -> str:
        """Do what a button asks; raises refusals, which the page shows beside what was given."""
        if step == "do":
            return self._do()
        if step == "check":
            self.dossier = also.prepare(self.context, self.typed)
        return self.index()

    @property
    def typed(self) -> str:
        """The dossier, as it was typed so far."""
        return self.text("dossier")

    @property
    def beneficiary(self) -> str:
        """Whom the chosen dossier is about, so that nobody mistakes it for another."""
        person = dossiers.beneficiary(self.dossier)
        return person.title if person is not None else ""

    @property
    def anywhere(self) -> bool:
        """Whether any dossier can be chosen."""
        return also.anywhere(self.context)

    @property
    def source(self) -> str:
        """Where the field asks for dossiers to suggest."""
        finder = "@@capture-dossiers" if self.anywhere else "@@my-dossiers"
        return f"{api.portal.get().absolute_url()}/{finder}"

    def _do(self) -> str:
        twin = also.file_also(self.context, self.typed)
        message = _(
            "filed_also",
            default="C'est fait : le document est aussi classé dans le dossier ${number}.",
            mapping={"number": operations.dossier_of(twin).getId()},
        )
        api.portal.show_message(message, self.request)
        return self.request.response.redirect(self.back)
