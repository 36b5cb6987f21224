"""``@@bundle`` on a dossier: choose documents, put them in order, have one PDF made of them."""

from collections.abc import Sequence
from functools import cached_property
from typing import ClassVar

from farde.consultation import operations
from farde.consultation.copies import orders, redactions
from farde.consultation.copies.copyable import PERSONAL
from farde.consultation.copies.errors import NothingChosen, TooManyPieces, UnknownPurpose
from farde.consultation.copies.orders import PURPOSES, Order
from farde.consultation.dossierpage import by_type
from farde.consultation.operations import DocumentRow
from farde.core.days import day_and_hour, short_day
from farde.core.i18n import _
from farde.core.stepped import SteppedView
from farde.core.visitor import current_language, current_user_id
from farde.document.vocabularies import DIRECTION_TITLES

#: Documents of one copy: as many files are open at once while it is bound.
MOST = 300
BY_DATE, BY_TYPE = "date", "type"


class BundleView(SteppedView):
    """Documents are ticked, arranged and read back, and only then copied."""

    page_title = _("title_bundle", default="Copie de plusieurs documents")
    purposes, directions = PURPOSES, DIRECTION_TITLES
    short_day, day_and_hour = staticmethod(short_day), staticmethod(day_and_hour)
    sorts: ClassVar = {
        BY_DATE: _("bundle_by_date", default="Par date de réception"),
        BY_TYPE: _("bundle_by_type", default="Par type de document"),
    }
    #: What is read back, in its order.
    chosen: Sequence[DocumentRow] = ()

    def receive(self, step: str) -> str:
        """Tick all or none, read back, arrange, or ask for the copy; raises refusals."""
        if step in ("all", "none"):
            self.ticked = {row.uid for row in self.rows} if step == "all" else set()
        elif step == "check":
            self._require(self.picked)
            self.chosen = self.picked
        elif step.startswith(("up:", "down:")):
            self.chosen = self._moved(*step.split(":", 1))
        elif step == "do":
            return self._ask()
        return self.index()

    @cached_property
    def rows(self) -> list[DocumentRow]:
        """The documents that the reader may copy, the first received first."""
        found = operations.documents(self.context.UID())[::-1]
        return [row for row in found if row.confidentiality != PERSONAL]

    @cached_property
    def ticked(self) -> set[str]:
        """The UIDs that are ticked."""
        return set(self.texts("piece"))

    @property
    def purpose(self) -> str:
        """For whom the copy is, as far as it was said."""
        return self.text("purpose")

    @property
    def sort(self) -> str:
        """The order asked for."""
        return self.text("sort") if self.text("sort") in self.sorts else BY_DATE

    @property
    def picked(self) -> list[DocumentRow]:
        """What is ticked, in the order asked for."""
        rows = [row for row in self.rows if row.uid in self.ticked]
        if self.sort == BY_TYPE:
            return [row for group in by_type(rows) for row in group.rows]
        return rows

    @cached_property
    def marked(self) -> dict[str, int]:
        """How many passages the reader marked, by the UID of the document."""
        return redactions.counts(self.context, current_user_id())

    @property
    def any_marked(self) -> bool:
        """Whether what is read back has a passage to black out."""
        return any(row.uid in self.marked for row in self.chosen)

    @property
    def whole(self) -> bool:
        """Whether the reader wants the documents as they are, without black."""
        return self.text("redact") == "no"

    @property
    def mine(self) -> list[Order]:
        """The copies of this dossier that the reader asked for, while they are kept."""
        return orders.mine(current_user_id(), self.context.UID())

    def _arranged(self) -> list[DocumentRow]:
        known = {row.uid: row for row in self.rows}
        return [known[uid] for uid in self.texts("piece") if uid in known]

    def _moved(self, way: str, uid: str) -> list[DocumentRow]:
        rows = self._arranged()
        place = next((n for n, row in enumerate(rows) if row.uid == uid), None)
        if place is not None:
            row = rows.pop(place)
            rows.insert(max(0, place + (-1 if way == "up" else 1)), row)
        return rows

    def _require(self, rows: list[DocumentRow]) -> None:
        if not rows:
            raise NothingChosen
        if len(rows) > MOST:
            raise TooManyPieces(most=MOST)
        if self.purpose not in PURPOSES:
            raise UnknownPurpose

    def _ask(self) -> str:
        rows = self._arranged()
        self._require(rows)
        pieces = [row.uid for row in rows]
        order = Order(self.context.UID(), current_user_id(), self.purpose, pieces)
        order.language, order.redacted = current_language(), not self.whole
        asked = orders.ask(order)
        url = f"{self.context.absolute_url()}/@@bundle-state?order={asked}"
        return self.request.response.redirect(url)
