"""Separator sheets as a PDF: bars, a large code, and words for whoever holds the sheet."""

from dataclasses import dataclass

import segno
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from weasyprint import HTML
from zope.globalrequest import getRequest
from zope.i18n import translate

from farde.capture.cutting.separators import Separator, encode
from farde.capture.looking.patch import BARS, GAP
from farde.capture.sheets.orders import Order
from farde.core.i18n import _
from farde.thesaurus import operations as thesaurus

_WORDS = {
    "title": _("sheet_title", default="Feuille de séparation"),
    "help": _("sheet_help", default="À poser devant le document, côté imprimé vers le scanner."),
    "use": _(
        "sheet_use",
        default="Cette feuille n'est pas classée. Imprimez-la à 100 %, sans l'agrandir ni la "
        "réduire, et remplacez-la quand elle est pliée ou tachée.",
    ),
    "dossier": _("sheet_dossier", default="Dossier"),
    "type": _("sheet_type", default="Type de document"),
    "station": _("sheet_station", default="Poste"),
    "any": _("sheet_any", default="Un nouveau document commence ici"),
}


@dataclass(frozen=True)
class Face:
    """What stands on one sheet; ``code`` is markup, "" where there are bars alone."""

    code: str
    dossier: str = ""
    type: str = ""
    station: str = ""
    nonce: str = ""


class Paper(BrowserView):
    """All sheets of an order, as markup."""

    template = ViewPageTemplateFile("templates/paper.pt")

    def __init__(self, order: Order) -> None:
        super().__init__(api.portal.get(), getRequest())
        self.language = order.language
        self.faces = [_face(sheet, order.language) for sheet in order.sheets]

    @property
    def words(self) -> dict[str, str]:
        """The words of a sheet, in its language."""
        return {
            name: translate(message, target_language=self.language)
            for name, message in _WORDS.items()
        }

    @property
    def bars(self) -> str:
        """The bars of a patch code T; at the foot they stand on their head."""
        return _bars()


def pdf(order: Order) -> bytes:
    """Return the sheets of an order, one A4 page each."""
    return HTML(string=Paper(order).template(), url_fetcher=_nothing_else).write_pdf()


def _face(sheet: Separator | None, language: str) -> Face:
    if sheet is None:
        return Face("")
    term = thesaurus.resolve("DocumentType", sheet.document_type) if sheet.document_type else None
    label = term.label_in(language) if term else ""
    code = segno.make_qr(encode(sheet), error="q").svg_inline(border=0, omitsize=True)
    return Face(
        code, sheet.dossier, label, sheet.station.replace("-", " ").capitalize(), sheet.nonce
    )


def _bars() -> str:
    rectangles, top = [], 0.0
    for bar in BARS:
        rectangles.append(f'<rect x="0" y="{top:.2f}" width="160" height="{bar}"/>')
        top += bar + GAP
    height = f"{top - GAP:.2f}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 {height}" '
        f'preserveAspectRatio="none" style="height:{height}mm">{"".join(rectangles)}</svg>'
    )


def _nothing_else(url: str, *args: object, **kwargs: object) -> dict:
    raise ValueError("a sheet carries all that it shows")
