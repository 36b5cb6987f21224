"""``@@report-misfiled``: a document is in the wrong dossier; why is said, read back, then done."""

from plone import api

from farde.core.i18n import _
from farde.document import operations
from farde.document.misfiled import reporting
from farde.document.stepped import DocumentSteps


class ReportView(DocumentSteps):
    """Say why, read back what will happen, do; the capture team passes without seeing it."""

    elsewhere = ""
    checked = False

    def allowed(self) -> bool:
        """See the base."""
        return reporting.may_report(self.context)

    def receive(self, step: str) -> str:
        """Do what a button asks; raises refusals, which the page shows beside what was given."""
        if step == "do":
            return self._do()
        if step == "check":
            reporting.check(self.context, self.reason)
            self.checked = True
        return self.index()

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
