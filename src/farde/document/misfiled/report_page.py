"""``@@report-misfiled``: a document is in the wrong dossier; why is said, read back, then done."""

from plone import api
from zExceptions import NotFound
from zope.interface import implementer

from farde.access.need_to_know import IBlindDoor
from farde.core.i18n import _
from farde.core.stepped import SteppedView
from farde.document import operations
from farde.document.misfiled import reporting


@implementer(IBlindDoor)
class ReportView(SteppedView):
    """Say why, read back what will happen, do; the capture team passes without seeing it."""

    checked = False

    def __call__(self) -> str:
        if not reporting.may_report(self.context):
            raise NotFound
        return super().__call__()

    def receive(self, step: str) -> str:
        """Do what a button asks; raises refusals, which the page shows beside what was given."""
        if step == "do":
            return self._do()
        if step == "check":
            reporting.check(self.context, self.reason)
            self.checked = True
        return self.index()

    @property
    def reason(self) -> str:
        """Why, as it was typed so far."""
        return self.text("reason")

    @property
    def label(self) -> str:
        """What the document is called today."""
        return operations.label(self.context)

    @property
    def number(self) -> str:
        """The dossier that the document is in."""
        return operations.dossier_of(self.context).getId()

    @property
    def back(self) -> str:
        """Where the reader came from."""
        if api.user.has_permission("View", obj=self.context):
            return self.context.absolute_url()
        return api.portal.get().absolute_url()

    def _do(self) -> str:
        reporting.report_misfiled(self.context, self.reason)
        message = _(
            "misfiled_reported",
            default="C'est fait : le document est caché, et la protection des données est avertie.",
        )
        api.portal.show_message(message, self.request)
        dossier, site = operations.dossier_of(self.context), api.portal.get()
        seen_by_me = api.user.has_permission("View", obj=dossier)
        return self.request.response.redirect((dossier if seen_by_me else site).absolute_url())
