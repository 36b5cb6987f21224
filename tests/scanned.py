"""Scanned papers and letters as tests make them, and where words lie on them."""

import os
import re
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont

from farde.capture.recognition import recipe
from farde.capture.recognition._exec import run
from farde.capture.recognition.sheets import sheets

DPI = 150
#: Words of the sample page and where they stand, in shares of the page's width and height.
WORDS = {"ATTESTATION": (0.10, 0.10), "LOYER": (0.60, 0.30), "REVENUS": (0.15, 0.80)}


def scan(words=WORDS, size=(1240, 1754), mode="L"):
    """Return a page with the sample words."""
    image = Image.new("L", size, 250)
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(size=40)
    for word, (x, y) in words.items():
        draw.text((x * size[0], y * size[1]), word, font=font, fill=10)
    return image.convert(mode)


def image_file(path, image=None, **options):
    """Write a page as an image; return its path."""
    (image or scan()).save(path, **{"dpi": (DPI, DPI)} | options)
    return path


def scanned_pdf(path, pages=1, rotate=0, **boxes):
    """A PDF of scans as devices write them: one picture a page, shown upright."""
    pdf = pikepdf.new()
    picture = BytesIO()
    scan().rotate(rotate, expand=True).save(picture, "JPEG", quality=90)
    with Image.open(picture) as turned:
        width, height = turned.size
    points = [0, 0, width * 72 / DPI, height * 72 / DPI]
    for _number in range(pages):
        image = pdf.make_stream(picture.getvalue(), Width=width, Height=height)
        image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        image.ColorSpace, image.BitsPerComponent = pikepdf.Name.DeviceGray, 8
        image.Filter = pikepdf.Name.DCTDecode
        page = pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=points,
            Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image)),
            Contents=pdf.make_stream(f"q {points[2]} 0 0 {points[3]} 0 0 cm /Im0 Do Q".encode()),
            Rotate=rotate,
            **boxes,
        )
        pdf.pages.append(pikepdf.Page(page))
    pdf.save(path)
    return path


def letter_pdf(path, pages=1):
    """Write a PDF whose pages carry their text."""
    pdf = FPDF()
    pdf.set_font("Helvetica", size=12)
    for number in range(pages):
        pdf.add_page()
        pdf.cell(text=f"Attestation de revenus du mois de mai, page {number + 1}")
    path.write_bytes(bytes(pdf.output()))
    return path


def places(pdf):
    """Words of the first page and the middle of each, in shares of the page as displayed."""
    page = subprocess.run(
        ["pdftotext", "-bbox", "-cropbox", pdf, "-"], capture_output=True, text=True, check=True
    ).stdout
    # Of a turned page pdftotext gives the words as displayed but the size as stored.
    sheet = sheets(pdf, "pdf")[0]
    width, height = sheet.width * 72, sheet.height * 72
    found = {}
    for hit in re.finditer(r'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.+?)<', page):
        x0, y0, x1, y1 = map(float, hit.groups()[:4])
        found[hit.group(5)] = ((x0 + x1) / 2 / width, (y0 + y1) / 2 / height)
    return found


def assert_words_in_place(pdf):
    """Hold the words of the first page to where they are printed."""
    font, found = ImageFont.load_default(size=40), places(pdf)
    for word, (x, y) in WORDS.items():
        left, top, right, bottom = font.getbbox(word)
        middle = x + (left + right) / 2 / 1240, y + (top + bottom) / 2 / 1754
        assert found[word] == pytest.approx(middle, abs=0.012)


def in_trouble(source, job):
    """Make a page as the recipe does, the second one only after what the test asked for."""
    calls = Path(os.environ["TROUBLE_CALLS"])
    with calls.open("a") as lines:
        lines.write(f"{job.number}\n")
    if len(calls.read_text().splitlines()) == 2:
        run("sh", "-c", os.environ["TROUBLE"], "sh", job.number, job.scratch / "half")
    return recipe._cooked(source, job)


def trouble(tmp_path, monkeypatch, at_page_two):
    """Have a program do ``at_page_two`` when a second page is made; count the pages made."""
    calls = tmp_path / "calls"
    calls.touch()
    monkeypatch.setenv("TROUBLE", at_page_two)
    monkeypatch.setenv("TROUBLE_CALLS", str(calls))
    # Its name is all that goes to the contained process, where the recipe is the true one.
    monkeypatch.setattr(recipe, "_cooked", in_trouble)
    return lambda: len(calls.read_text().splitlines())
