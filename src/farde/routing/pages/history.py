"""``@@signal-table-history``: the versions of the table, and the way back to one."""

from dataclasses import dataclass
from functools import cached_property

from farde.core import days
from farde.core.i18n import _
from farde.core.paging import Page, page_of
from farde.core.people import display_name
from farde.core.stepped import SteppedView
from farde.routing import editing, errors, versions
from farde.routing.rulestates import photograph
from farde.routing.telling import RowChange, row_changes
from farde.routing.versions import Version

#: What made a version, in words.
KINDS = {
    versions.FIRST: _("version_first", default="Table de départ"),
    versions.CHANGE: _("version_change", default="Changement"),
    versions.UNDO: _("version_undo", default="Annulation du dernier changement"),
    versions.RESTORE: _("version_restore", default="Retour à une version antérieure"),
    versions.OUTSIDE: _("version_outside", default="Fait hors du tableau"),
}
_SIZE = 20


@dataclass(frozen=True)
class Entry:
    """A version as the page shows it, with what it changed."""

    version: Version
    kind: object
    author: str
    changes: list[RowChange]
    present: bool


class HistoryView(SteppedView):
    """Choose a version, read back what going there changes, and go."""

    page_title = _("signal_table_history_heading", default="Historique de la table")
    moment = staticmethod(days.day_and_hour)
    #: The version that was chosen, and what going back to it would change.
    chosen: Version | None = None
    outlook: tuple[RowChange, ...] = ()

    def receive(self, step: str) -> str:
        """Do what a button asks; raises UnknownVersion."""
        version = versions.version(self.text("version"))
        if version is None:
            raise errors.UnknownVersion
        if step == "do":
            editing.restore(version.id, self.text("mark"))
            return self.done(_("version_restored", default="La table est comme à cette date."))
        if step == "check":
            self.chosen = version
            self.outlook = tuple(row_changes(photograph(), version.table))
        return self.index()

    @cached_property
    def mark(self) -> str:
        """What is the same only while nobody has changed the table."""
        return versions.mark()

    @property
    def changed_outside(self) -> list[RowChange]:
        """What was changed outside the table and not kept as a version yet."""
        last = versions.latest()
        return row_changes(last.table, photograph()) if last else []

    @cached_property
    def page(self) -> Page:
        """The versions of a page, the last one first, by their ids."""
        asked = self.request.form.get("page")
        return page_of(versions.ids(), _SIZE, asked, self.address, {})

    @property
    def entries(self) -> list[Entry]:
        """The versions of the page."""
        return [self._entry(versions.version(one)) for one in self.page.items]

    def _entry(self, version: Version) -> Entry:
        earlier = versions.before(version)
        changes = row_changes(earlier.table, version.table) if earlier else []
        author = display_name(version.by)
        return Entry(version, KINDS[version.kind], author, changes, version.id == self.mark)
