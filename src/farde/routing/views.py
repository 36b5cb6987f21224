"""The page of the signal table."""

from plone import api
from Products.Five.browser import BrowserView

from farde.routing import signal_table


class SignalTableView(BrowserView):
    """The client's table, told from the rules as they stand."""

    @property
    def rows(self) -> list[signal_table.TableRow]:
        """Every rule that listens to filed documents."""
        return signal_table.signal_table()

    @property
    def may_edit(self) -> bool:
        """Tell whether the reader may open the rules themselves."""
        return api.user.has_permission("Content rules: Manage rules", obj=self.context)
