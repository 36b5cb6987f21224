"""A receipt, and the cover sheet of its paper, as pages to be printed."""

from dataclasses import dataclass

import segno
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from weasyprint import HTML
from zope.globalrequest import getRequest

from farde.capture.counter import pieces, wording
from farde.capture.counter.receipts import Receipt
from farde.capture.counter.settings import centre_lines, setting
from farde.capture.cutting.seals import sealed
from farde.capture.cutting.separators import Cover, encode
from farde.core import days
from farde.core.people import display_name


@dataclass(frozen=True)
class Line:
    """One piece as a receipt lists it."""

    label: str
    count: int
    how: str


@dataclass(frozen=True)
class Text:
    """A receipt in one language; ``lines`` is empty where the pieces are not listed."""

    language: str
    title: str
    at: str
    channel: str
    agent: str
    reference: str
    pieces: str
    lines: list[Line]
    notes: list[str]


class Paper(BrowserView):
    """The sheets of one receipt, as markup."""

    sheet = ViewPageTemplateFile("templates/paper.pt")

    def __init__(self, receipt: Receipt, *, listed: bool = True, parts: str = "receipt") -> None:
        super().__init__(api.portal.get(), getRequest())
        self.receipt, self.listed, self.parts = receipt, listed, parts.split()

    @property
    def size(self) -> str:
        """The paper of the receipt."""
        return setting("paper")

    @property
    def centre(self) -> list[str]:
        """The head of the receipt."""
        return centre_lines()

    @property
    def agent(self) -> str:
        """Who took the pieces in."""
        return display_name(self.receipt.agent)

    @property
    def texts(self) -> list[Text]:
        """The receipt in each of its languages."""
        return [text_of(self.receipt, one, self.listed) for one in self.receipt.languages]

    @property
    def code(self) -> str:
        """The QR code that leads staff to the deposit: an address with an opaque reference."""
        return _svg(address_of(self.receipt))

    @property
    def cover_code(self) -> str:
        """The QR code that the scanned paper is known by."""
        return _svg(encode(sealed(Cover(self.receipt.reference))))

    @property
    def cover(self) -> dict[str, str]:
        """What stands on the cover sheet, for staff."""
        language = api.portal.get_default_language()[:2]
        count = pieces.total(one for one in self.receipt.pieces if one.paper)
        return {
            "title": wording.said(wording.COVER_TITLE, language),
            "help": wording.said(wording.COVER_HELP, language),
            "count": wording.said(wording.COVER_COUNT, language, count=count),
            "at": _moment(self.receipt, language),
        }


def text_of(receipt: Receipt, language: str, listed: bool = True) -> Text:
    """Return what a receipt says in a language."""
    known = receipt.pieces if listed else ()
    lines = [_line(piece, language) for piece in known]
    heading = wording.said(wording.PIECES, language)
    notes = [wording.said(wording.NOT_A_REQUEST, language), wording.said(wording.KEEP_IT, language)]
    if not listed:
        count = pieces.total(receipt.pieces)
        heading = wording.said(wording.HOW_MANY, language, count=count)
        notes.insert(0, wording.said(wording.LIST_PRINTED, language))
    return Text(
        language=language,
        title=wording.said(wording.TITLE, language),
        at=_moment(receipt, language),
        channel=wording.said(wording.CHANNELS[receipt.channel], language),
        agent=wording.said(wording.AGENT, language),
        reference=wording.said(wording.REFERENCE, language),
        pieces=heading,
        lines=lines,
        notes=notes,
    )


def pdf(receipt: Receipt, *, listed: bool = True, parts: str = "receipt") -> bytes:
    """Return the sheets of a receipt as a PDF: ``receipt``, ``cover``, or both."""
    paper = Paper(receipt, listed=listed, parts=parts)
    return HTML(string=paper.sheet(standalone=True), url_fetcher=_nothing_else).write_pdf()


def address_of(receipt: Receipt) -> str:
    """Return where staff find a receipt and its deposits."""
    return f"{api.portal.get().absolute_url()}/@@receipt?ref={receipt.reference}"


def _nothing_else(url: str, *args: object, **kwargs: object) -> dict:
    raise ValueError("a receipt carries all that it shows")


def _line(piece: pieces.Piece, language: str) -> Line:
    how = wording.PAPER if piece.paper else wording.PHOTOGRAPHED
    return Line(pieces.title(piece, language), piece.count, wording.said(how, language))


def _moment(receipt: Receipt, language: str) -> str:
    day, hour = days.short_day(receipt.at.date()), days.hour(receipt.at)
    return wording.said(wording.AT, language, day=day, hour=hour)


def _svg(text: str) -> str:
    return segno.make(text, error="m", micro=False).svg_inline(border=2, omitsize=True)
