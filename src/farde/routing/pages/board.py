"""``@@signal-table``: the client's table, told from the rules as they stand."""

from functools import cached_property

from plone import api

from farde.core import days
from farde.core.i18n import _
from farde.core.people import display_name
from farde.core.stepped import SteppedView
from farde.routing import editing, signal_table, versions
from farde.routing.pages.history import KINDS
from farde.routing.telling import TableRow
from farde.routing.versions import Version


class SignalTableView(SteppedView):
    """The rows, and the last change with the button that takes it back."""

    page_title = _("signal_table_heading", default="Table des signaux")
    moment, day = staticmethod(days.day_and_hour), staticmethod(days.short_day)

    def receive(self, step: str) -> str:
        """Take the last change back; raises the refusals of the verb."""
        if step == "undo":
            editing.undo(self.text("mark"))
            return self.done(_("table_undone", default="Le dernier changement est annulé."))
        return self.index()

    @cached_property
    def rows(self) -> list[TableRow]:
        """Every rule that listens to filed documents."""
        return signal_table.signal_table()

    @property
    def channels_matter(self) -> bool:
        """Whether some row asks for a channel."""
        return any(row.channels for row in self.rows)

    @cached_property
    def mark(self) -> str:
        """What is the same only while nobody has changed the table."""
        return versions.mark()

    @property
    def changed_outside(self) -> bool:
        """Whether rules were changed in Plone's own pages, or by an import, and not kept yet."""
        return self.mark == versions.OUTSIDE

    @cached_property
    def last(self) -> Version | None:
        """The last change, when there is something to go back to."""
        last = versions.latest()
        return last if last is not None and versions.before(last) is not None else None

    @property
    def last_author(self) -> str:
        """Who made the last change, as far as is known."""
        return display_name(self.last.by) or "—"

    @property
    def last_words(self):
        """What the last change was."""
        return self.last.why or KINDS[self.last.kind]

    @property
    def may_edit(self) -> bool:
        """Tell whether the reader may open the rules themselves."""
        return api.user.has_permission("Content rules: Manage rules", obj=self.context)
