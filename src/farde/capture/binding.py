"""Making one PDF of chosen pages, without decoding or compressing any picture again."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf

from farde.capture.recognition.searchable import pdf_of_image


@dataclass(frozen=True)
class Sheet:
    """A page to bind: where its file lies, of which kind, its number from 1, and its turn."""

    path: Path
    kind: str
    number: int
    turn: int = 0


def bind(sheets: Sequence[Sheet]) -> bytes:
    """Return a PDF of these pages in this order; the same pages give the same bytes.

    A page is turned by how a reader shows it, never by changing its picture.
    """
    bound, opened = pikepdf.new(), {}
    for sheet in sheets:
        key = sheet.path, sheet.kind
        if key not in opened:
            opened[key] = pikepdf.open(_as_pdf(sheet), suppress_warnings=True)
        bound.pages.append(opened[key].pages[sheet.number - 1])
        if sheet.turn:
            bound.pages[-1].rotate(sheet.turn, relative=True)
    target = BytesIO()
    bound.remove_unreferenced_resources()
    bound.save(target, deterministic_id=True)
    for pdf in opened.values():
        pdf.close()
    return target.getvalue()


def _as_pdf(sheet: Sheet):
    if sheet.kind == "pdf":
        return sheet.path
    return BytesIO(pdf_of_image(sheet.path, sheet.kind))
