"""``@@file-also``: a document concerns one more person; the dossier is chosen, read back, filed."""

from plone import api
from zExceptions import NotFound
from zope.interface import implementer

from farde.access.need_to_know import IBlindDoor
from farde.core.i18n import _
from farde.core.stepped import SteppedView
from farde.document import also, operations
from farde.dossier import operations as dossiers


@implementer(IBlindDoor)
class FileAlsoView(SteppedView):
    """Choose, check in words, do; the capture team passes without seeing the document."""

    dossier = None

    def __call__(self) -> str:
        if not also.may_file_also(self.context):
            raise NotFound
        return super().__call__()

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
    def label(self) -> str:
        """What the document is called today."""
        return operations.label(self.context)

    @property
    def number(self) -> str:
        """The dossier that the document is in."""
        return operations.dossier_of(self.context).getId()

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

    @property
    def back(self) -> str:
        """Where the reader came from."""
        if api.user.has_permission("View", obj=self.context):
            return self.context.absolute_url()
        return f"{api.portal.get().absolute_url()}/@@capture"

    def _do(self) -> str:
        twin = also.file_also(self.context, self.typed)
        message = _(
            "filed_also",
            default="C'est fait : le document est aussi classé dans le dossier ${number}.",
            mapping={"number": operations.dossier_of(twin).getId()},
        )
        api.portal.show_message(message, self.request)
        return self.request.response.redirect(self.back)
