"""Many documents as one PDF: an inventory, then each behind its bookmark, pages numbered through.

To be called within limits: the documents may be hostile.
"""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
from weasyprint import HTML

from farde.consultation.copies.leaves import Copy, opened


def pages_of(source: Path, kind: str, target: Path) -> int:
    """Write a stored file as a PDF of its own to ``target``; return how many pages it has."""
    with opened(source, kind) as pdf:
        pdf.save(target)
        return len(pdf.pages)


def bind(inventory: str, parts: Sequence[tuple[str, Path]], mark: str, target: Path) -> int:
    """Write one PDF of an inventory (HTML) and titled parts; return how many pages it has."""
    opens = [(title, pikepdf.open(path, suppress_warnings=True)) for title, path in parts]
    last = sum(len(pdf.pages) for _, pdf in opens)
    copy = Copy(mark)
    with pikepdf.open(BytesIO(HTML(string=inventory, url_fetcher=_nothing).write_pdf())) as front:
        place = copy.add(front)
        first, entries = 1, []
        for title, pdf in opens:
            entries.append((title, place + first - 1))
            first += copy.add(pdf, first, last)
        _bookmark(copy.pdf, entries)
        copy.save(target)
    for _, pdf in opens:
        pdf.close()
    return place + last


def _bookmark(pdf: pikepdf.Pdf, entries: list[tuple[str, int]]) -> None:
    with pdf.open_outline() as outline:
        outline.root.extend(pikepdf.OutlineItem(title, page) for title, page in entries)
    pdf.Root.PageMode = pikepdf.Name.UseOutlines


def _nothing(url: str, *args: object, **kwargs: object) -> dict:
    raise ValueError("an inventory carries all that it shows")
