"""The first page of a copy: what is in it, for whom, by whom and when."""

from dataclasses import dataclass

from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.globalrequest import getRequest
from zope.i18n import translate

from farde.consultation.copies.orders import PURPOSES, Order
from farde.core.days import day_and_hour, short_day
from farde.core.i18n import _
from farde.core.people import display_name
from farde.document import operations
from farde.document.vocabularies import DIRECTION_TITLES

_WORDS = {
    "title": _("inventory_title", default="Inventaire des pièces"),
    "for": _("inventory_for", default="Copie pour"),
    "by": _("inventory_by", default="Faite par"),
    "number": _("inventory_number", default="N°"),
    "document": _("column_document", default="Document"),
    "direction": _("label_direction", default="Genre"),
    "received": _("label_received_on", default="Reçu le"),
    "dated": _("label_document_date", default="Date du document"),
    "sender": _("label_sender", default="Expéditeur"),
    "pages": _("label_page_count", default="Pages"),
    "from": _("inventory_from", default="Page"),
    "missing": _("inventory_missing", default="non joint : le fichier ne peut pas être copié"),
}


@dataclass(frozen=True)
class Piece:
    """A document as the inventory lists it; no ``pages`` where its file could not be copied."""

    number: int
    title: str
    direction: str
    received_on: str
    dated: str
    sender: str
    pages: int
    first: int

    @property
    def bookmark(self) -> str:
        """What leads to it in the margin of a reader."""
        return " · ".join(filter(None, (f"{self.number}. {self.title}", self.received_on)))


class Paper(BrowserView):
    """The inventory, as markup in the language of who asked."""

    sheet = ViewPageTemplateFile("templates/inventory.pt")

    def __init__(self, order: Order, number: str, pieces: list[Piece]) -> None:
        super().__init__(api.portal.get(), getRequest())
        self.order, self.number, self.pieces = order, number, pieces
        self.words = {name: self._said(message) for name, message in _WORDS.items()}

    @property
    def purpose(self) -> str:
        """For whom the copy is."""
        return self._said(PURPOSES[self.order.purpose])

    @property
    def maker(self) -> str:
        """Who asked for it, and when."""
        return f"{display_name(self.order.asked_by)}, {day_and_hour(self.order.asked_at)}"

    def markup(self) -> str:
        """Return the whole page."""
        return self.sheet()

    def _said(self, message) -> str:
        return translate(message, domain="farde", target_language=self.order.language)


def piece_of(document, number: int, pages: int, first: int, language: str) -> Piece:
    """Return a document as the inventory lists it."""
    direction = DIRECTION_TITLES.get(document.direction)
    return Piece(
        number=number,
        title=operations.label(document),
        direction=translate(direction, target_language=language) if direction else "",
        received_on=short_day(document.received_on),
        dated=short_day(document.document_date),
        sender=document.sender or "",
        pages=pages,
        first=first,
    )
