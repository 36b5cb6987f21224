"""The page of the matrix of rights."""

from functools import cached_property

from plone import api
from Products.Five.browser import BrowserView

from farde.access.matrix import COLUMNS, Cell, Matrix, Row
from farde.access.roles import SERVICES
from farde.access.table import telling, wording
from farde.core.i18n import _


class MatrixView(BrowserView):
    """Who may do what with what, as the centre reads it."""

    page_title = _("title_matrix", default="Qui voit quoi")
    titles, letters, scopes = wording.COLUMNS, wording.LETTERS, wording.SCOPES
    columns, services = COLUMNS, SERVICES

    def __call__(self) -> str:
        self.request.set("disable_plone.leftcolumn", True)
        self.request.set("disable_plone.rightcolumn", True)
        return self.index()

    @cached_property
    def table(self) -> Matrix:
        """The centre's matrix."""
        return telling.matrix()

    @property
    def groups(self) -> list[telling.Group]:
        """Its rows under their kinds."""
        return telling.groups(self.table)

    @property
    def remarks(self) -> list[Row]:
        """The rows in which the table reads more into its source than the source says."""
        return telling.remarks(self.table)

    @property
    def types(self) -> list[telling.TypeReaders]:
        """Which service reads which type."""
        return telling.types(self.table)

    @property
    def may_edit(self) -> bool:
        """Whether the reader keeps the thesaurus."""
        return bool(api.user.has_permission("farde: Manage thesaurus", obj=self.context))

    def words(self, cell: Cell) -> str:
        """Return a cell in words, for whoever does not know the letters."""
        said = [api.portal.translate(word) for word in telling.letters(cell)]
        if cell.scope:
            said.append(api.portal.translate(wording.SCOPES[cell.scope]))
        return ", ".join(said)

    def states(self, row: Row) -> list[str]:
        """Return the states a row is about, in words."""
        return telling.states(row)
