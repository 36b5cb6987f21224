"""A notice on Plone's own pages of a rule: the signal table is where its row is edited."""

from plone.app.layout.viewlets.common import ViewletBase
from plone.base.interfaces import IPloneSiteRoot

from farde.document.events import IDocumentFiled
from farde.routing.rows import Row


class RuleNotice(ViewletBase):
    """Leads to the row, or to the table from the list of all rules."""

    @property
    def about(self) -> bool:
        """Whether the page is about a rule on filed documents, or about all rules."""
        if IPloneSiteRoot.providedBy(self.context):
            return "rules-controlpanel" in self.request.get("URL", "")
        return self.context.event is IDocumentFiled

    @property
    def row(self) -> Row | None:
        """The row of the rule; None on the list of all rules."""
        return None if IPloneSiteRoot.providedBy(self.context) else Row(self.context.__name__)

    @property
    def address(self) -> str:
        """The page of the row, or the table."""
        rule = f"@@signal-row?row={self.row.rule}" if self.row else "@@signal-table"
        return f"{self.portal_state.portal_url()}/{rule}"
