"""``@@beside``: two documents of a dossier, each in a frame of its own, which notes its reading."""

from functools import cached_property

from Products.Five.browser import BrowserView

from farde.consultation import operations
from farde.consultation.dossierpage import asked, in_order
from farde.consultation.operations import DocumentRow
from farde.core.days import short_day
from farde.core.forms import text_of
from farde.core.i18n import _


class BesideView(BrowserView):
    """Left and right are chosen from what the reader may see; the address keeps them."""

    page_title = _("title_beside", default="Deux documents côte à côte")
    sides = {
        "left": _("beside_left", default="À gauche"),
        "right": _("beside_right", default="À droite"),
    }

    @cached_property
    def rows(self) -> list[DocumentRow]:
        """The documents of the dossier that the reader may see, as its page orders them."""
        return in_order(operations.documents(self.context.UID()), asked({}))

    @staticmethod
    def id_of(row: DocumentRow) -> str:
        """Return what the address calls a document by: its id, which names nobody."""
        return row.url.rpartition("/")[2]

    def label(self, row: DocumentRow) -> str:
        """What a document is called here: several may have one name."""
        return " · ".join(filter(None, (row.title, short_day(row.received_on))))

    @cached_property
    def chosen(self) -> dict[str, DocumentRow | None]:
        """The document of each side; None where the address names none that the reader may see."""
        by_id = {self.id_of(row): row for row in self.rows}
        return {side: by_id.get(text_of(self.request.form, side)) for side in self.sides}
