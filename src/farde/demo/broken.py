"""Deposits that go wrong: what the counter really receives some days."""

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
from fpdf import FPDF
from PIL import Image

from farde.demo.fonts import font_file
from farde.demo.formats import as_jpeg, as_pdf
from farde.demo.sheet import Sheet

PASSWORD = "geheim"
TYPED_ON = datetime(2026, 3, 9, tzinfo=UTC)


def empty() -> bytes:
    """Return a file of no bytes."""
    return b""


def truncated_pdf() -> bytes:
    """Return a PDF of which the second half never arrived."""
    whole = as_pdf([_written().page], 200)
    return whole[: len(whole) // 2]


def encrypted_pdf() -> bytes:
    """Return a PDF that opens only with ``PASSWORD``."""
    file = BytesIO()
    with pikepdf.open(BytesIO(as_pdf([_written().page], 200))) as pdf:
        pdf.save(file, encryption=pikepdf.Encryption(owner=PASSWORD, user=PASSWORD))
    return file.getvalue()


def text_named_pdf() -> bytes:
    """Return plain text, to be deposited as ``something.pdf``."""
    return "Ceci n'est pas un PDF : un simple texte, renommé par erreur.\n".encode()


def truncated_jpeg() -> bytes:
    """Return a JPEG picture cut short during its transfer."""
    whole = as_jpeg([_written().page], 200)
    return whole[: len(whole) // 3]


def blank_page() -> bytes:
    """Return a valid TIFF picture of an empty sheet: nothing to recognise."""
    file = BytesIO()
    Image.new("L", (1654, 2339), 244).save(file, "TIFF", compression="tiff_lzw", dpi=(200, 200))
    return file.getvalue()


def born_digital_pdf(text: str) -> bytes:
    """Return a PDF that never was paper: its text can be copied."""
    pdf = FPDF(format="A4")
    pdf.set_creation_date(TYPED_ON)
    pdf.add_page()
    path = font_file("sans", "plain")
    if path:
        pdf.add_font("text", fname=path)
    pdf.set_font("text" if path else "helvetica", size=11)
    pdf.multi_cell(0, 6, text if path else text.encode("latin-1", "replace").decode("latin-1"))
    return bytes(pdf.output())


def _written() -> Sheet:
    sheet = Sheet()
    for _ in range(12):
        sheet.paragraph("Le dossier social suit la personne, jamais l'inverse. " * 4)
    return sheet
