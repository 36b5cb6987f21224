"""``@@redact`` on a document: passages are marked on its pages, with the mouse or by numbers."""

import math
from dataclasses import asdict

from Products.Five.browser import BrowserView
from zExceptions import NotFound

from farde.consultation import serving
from farde.consultation.copies import blacking, press, redactions
from farde.consultation.copies.errors import CopyFailed, FaultyArea
from farde.consultation.copies.redactions import Area
from farde.core.forms import text_of
from farde.core.i18n import _
from farde.core.stepped import SteppedView
from farde.core.visitor import current_user_id
from farde.document import operations
from farde.document.kinds import KINDS
from farde.document.mapped import lent, opened

SIDES = ("left", "top", "width", "height")


class RedactView(SteppedView):
    """One page of a document, and the passages that its reader wants black in their copies."""

    page_title = _("title_redact", default="Noircir des passages")
    sides = SIDES

    def receive(self, step: str) -> str:
        """Keep what was marked on the page; raises refusals."""
        areas = [_area(self.number, row) for row in self._typed() if any(row.values())]
        redactions.keep(self.context, current_user_id(), self.number, areas)
        saved = _("redact_saved", default="Les passages de cette page sont enregistrés.")
        return self.done(saved, f"?page={self.number}")

    @property
    def name(self) -> str:
        """What the document is called today."""
        return operations.label(self.context)

    @property
    def number(self) -> int:
        """The page that is shown, from 1."""
        return page_asked(self.request.form, self.pages)

    @property
    def pages(self) -> int:
        """How many pages the document has."""
        return self.context.page_count or 1

    @property
    def rows(self) -> list[dict[str, str]]:
        """The passages of the page as fields hold them, as they were typed where refused."""
        if self.refusals:
            return self._typed()
        return [
            {side: f"{value:g}" for side, value in asdict(one).items() if side in SIDES}
            for one in self._areas
            if one.page == self.number
        ]

    @property
    def marked(self) -> list[int]:
        """The pages that have passages."""
        return sorted({one.page for one in self._areas})

    @property
    def _areas(self) -> tuple[Area, ...]:
        return redactions.areas_of(self.context, current_user_id())

    def _typed(self) -> list[dict[str, str]]:
        columns = [_column(self.request.form.get(side, [])) for side in SIDES]
        rows = (dict(zip(SIDES, row, strict=True)) for row in zip(*columns, strict=False))
        return [row for row in rows if any(row.values())]


class PagePicture(BrowserView):
    """A page as it will be copied, drawn from the file itself, never from what was read of it."""

    def __call__(self) -> bytes:
        file = self.context.file
        number = page_asked(self.request.form, self.context.page_count or 1)
        with file.open() as stream, lent(opened(stream)) as path:
            kind = KINDS[file.contentType]
            drawn = _picture(path, kind, number)
        self.request.response.setHeader("Content-Type", "image/jpeg")
        serving.keep_private(self.request.response)
        return drawn


def _picture(path, kind: str, number: int) -> bytes:
    try:
        return press.within(press.AT_ONCE, blacking.picture, path, kind, number)
    except CopyFailed:
        raise NotFound from None


def page_asked(form, pages: int) -> int:
    """Return the page that a form or an address names, the nearest where there is none such."""
    asked = text_of(form, "page")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1
    return min(max(number, 1), pages)


def _area(page: int, row: dict[str, str]) -> Area:
    try:
        sides = [float(row[side].replace(",", ".")) for side in SIDES]
    except ValueError:
        raise FaultyArea from None
    if not all(map(math.isfinite, sides)):
        raise FaultyArea
    return Area(page, *sides)


def _column(value: object) -> list[str]:
    found = value if isinstance(value, list) else [value]
    return [one.strip() if isinstance(one, str) else "" for one in found]
