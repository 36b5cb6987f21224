"""Pages of a copy: a page of the source, whole, above a narrow foot that bears the mark.

The foot is added to the sheet, so that the mark never lies on a word. Whatever a source carries
beside its pages (scripts, attachments, forms, metadata) stays behind.
"""

from html import escape
from io import BytesIO
from pathlib import Path

import pikepdf
from weasyprint import HTML

from farde.capture.recognition.searchable import pdf_of_image
from farde.capture.recognition.sheets import visible_box
from farde.consultation.copies.jpeg import bare

#: The foot of a page as wide as A4, in points; wider pages have a higher one.
_WIDTH, _HEIGHT = 595, 16
_FOOT = """<style>@page {{ size: {width}pt {height}pt; margin: 0 }}
body {{ margin: 0 70pt 0 24pt; font: 7pt/{height}pt "Liberation Sans", "DejaVu Sans", sans-serif;
color: #444; white-space: nowrap; overflow: hidden; text-overflow: ellipsis }}</style>{text}"""
_SHEET, _MARK = pikepdf.Name("/FardeSheet"), pikepdf.Name("/FardeMark")
_FONT = "/FardeFont"
_JPEG = (pikepdf.Name.DCTDecode, pikepdf.Array([pikepdf.Name.DCTDecode]))


class Copy:
    """A PDF in the making; every page that is added bears the mark."""

    def __init__(self, mark: str) -> None:
        self.pdf = pikepdf.new()
        foot = _FOOT.format(width=_WIDTH, height=_HEIGHT, text=escape(mark))
        with pikepdf.open(BytesIO(HTML(string=foot, url_fetcher=_nothing).write_pdf())) as drawn:
            self._foot = self.pdf.copy_foreign(drawn.pages[0].as_form_xobject())
        self._font = self.pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica,
            )
        )

    def add(self, source: pikepdf.Pdf, first: int = 0, last: int = 0) -> int:
        """Add all pages of an open PDF; return how many.

        With ``last``, each is numbered from ``first`` on, as ``first / last``.
        """
        self._keep_layers(source)
        _flatten(source)
        for number, page in enumerate(source.pages, start=first):
            self._add_page(page, f"{number} / {last}" if last else "")
        return len(source.pages)

    def save(self, target) -> None:
        """Write what was added to a path or a stream."""
        self.pdf.remove_unreferenced_resources()
        self.pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)

    def _keep_layers(self, source: pikepdf.Pdf) -> None:
        # Which layers are hidden stands with the file: without it, its pages would show them all.
        known = source.Root.get("/OCProperties")
        if known is None:
            return
        known = self.pdf.copy_foreign(known if known.is_indirect else source.make_indirect(known))
        if "/OCProperties" not in self.pdf.Root:
            shown = pikepdf.Dictionary(OFF=pikepdf.Array())
            self.pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array(), D=shown)
        self.pdf.Root.OCProperties.OCGs.extend(known.get("/OCGs", ()))
        self.pdf.Root.OCProperties.D.OFF.extend(_hidden(known))

    def _add_page(self, page: pikepdf.Page, number: str) -> None:
        box = visible_box(page)
        page.cropbox = page.trimbox = pikepdf.Array([box.llx, box.lly, box.urx, box.ury])
        sheet = self.pdf.copy_foreign(page.as_form_xobject())
        sides = (box.width, box.height)
        width, height = sides if page.rotation % 180 == 0 else sides[::-1]
        foot = _HEIGHT * max(width / _WIDTH, 0.5)
        new = self.pdf.add_blank_page(page_size=(width, height + foot))
        new.Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary(), Font=pikepdf.Dictionary({_FONT: self._font})
        )
        new.Resources.XObject[_SHEET], new.Resources.XObject[_MARK] = sheet, self._foot
        above = pikepdf.Rectangle(0, foot, width, height + foot)
        below = pikepdf.Rectangle(0, 0, width, foot)
        parts = [
            _placed(new, sheet, _SHEET, above),
            _placed(new, self._foot, _MARK, below),
            _written(number, width, foot),
        ]
        new.Contents = self.pdf.make_stream(b"\n".join(parts))


def opened(source: Path, kind: str) -> pikepdf.Pdf:
    """Open a stored file as a PDF; a picture becomes pages without being compressed again.

    What a camera wrote beside its pictures is left out, also of a PDF made from one.
    """
    original = source if kind == "pdf" else BytesIO(pdf_of_image(source, kind))
    pdf = pikepdf.open(original, suppress_warnings=True)
    for one in pdf.objects:
        if isinstance(one, pikepdf.Stream) and one.get("/Filter") in _JPEG:
            _strip(one)
    return pdf


def marked(source: Path, kind: str, mark: str) -> bytes:
    """Return a copy of a stored file as a PDF that bears the mark on each page."""
    copy, target = Copy(mark), BytesIO()
    with opened(source, kind) as pdf:
        copy.add(pdf)
        copy.save(target)
    return target.getvalue()


def _strip(picture: pikepdf.Stream) -> None:
    data = picture.read_raw_bytes()
    kept = bare(data)
    if len(kept) < len(data):
        picture.write(kept, filter=picture.Filter, decode_parms=picture.get("/DecodeParms"))


def _hidden(known: pikepdf.Dictionary) -> list[pikepdf.Object]:
    shown = known.get("/D", pikepdf.Dictionary())
    hidden = list(shown.get("/OFF", ()))
    if shown.get("/BaseState") == pikepdf.Name.OFF:
        on = {one.objgen for one in shown.get("/ON", ())}
        hidden += [one for one in known.get("/OCGs", ()) if one.objgen not in on]
    return hidden


def _flatten(pdf: pikepdf.Pdf) -> None:
    # What was filled in and stamped is part of what the reader sees.
    form = pdf.Root.get("/AcroForm")
    if form is not None and form.get("/NeedAppearances"):
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("screen")


def _placed(page, form, name: pikepdf.Name, box: pikepdf.Rectangle) -> bytes:
    return page.calc_form_xobject_placement(form, name, box, allow_expand=True)


def _written(number: str, width: float, foot: float) -> bytes:
    if not number:
        return b""
    size = 7 * foot / _HEIGHT
    # Figures of Helvetica are 0.556 of its size wide, spaces and the stroke half of that.
    length = size * sum(0.556 if one.isdigit() else 0.278 for one in number)
    left, base = width - length - 24 * foot / _HEIGHT, 5.5 * foot / _HEIGHT
    return f"BT {_FONT} {size:.2f} Tf 0.27 g {left:.2f} {base:.2f} Td ({number}) Tj ET".encode(
        "ascii"
    )


def _nothing(url: str, *args: object, **kwargs: object) -> dict:
    raise ValueError("a mark carries all that it shows")
