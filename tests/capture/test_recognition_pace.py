"""What is not needed to read a page is not done: it would be done for each of them."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image, ImageDraw

from farde.capture.recognition.raw import put_raw
from farde.capture.recognition.sheets import sheets
from farde.capture.recognition.workfolder import Room
from scanned import letter_pdf, scanned_pdf


def test_a_scan_has_no_words_of_its_own_and_a_letter_has(tmp_path):
    assert not sheets(scanned_pdf(tmp_path / "scan.pdf"), "pdf")[0].has_words
    assert sheets(letter_pdf(tmp_path / "letter.pdf"), "pdf")[0].has_words


@pytest.mark.parametrize("name", ["note", "form", "fonts of all pages", "pattern"])
def test_a_scan_that_may_have_words_is_asked_for_them(name, tmp_path):
    source = scanned_pdf(tmp_path / "scan.pdf")
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        if name == "note":
            page.Annots = [pdf.make_indirect({"/Subtype": pikepdf.Name.FreeText})]
        elif name == "form":
            form = pdf.make_stream(b"", Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
            page.add_resource(form, pikepdf.Name.XObject)
        elif name == "pattern":
            page.add_resource(pdf.make_stream(b""), pikepdf.Name.Pattern)
        else:
            page.obj.Parent.Resources = page.obj.Resources
            page.obj.Parent.Resources.Font = {"/F1": pikepdf.Dictionary()}
            del page.obj.Resources
        pdf.save(source)
    assert sheets(source, "pdf")[0].has_words


@pytest.mark.parametrize("mode", ["1", "L", "RGB"])
def test_a_picture_is_passed_on_unpacked_and_unchanged(mode, tmp_path):
    packed = BytesIO()
    picture = Image.new(mode, (60, 90), "white")
    ImageDraw.Draw(picture).rectangle((5, 5, 30, 40), fill="black")
    picture.save(packed, "TIFF", compression="group4" if mode == "1" else "tiff_lzw")
    with Image.open(packed) as image, Image.open(put_raw(image, tmp_path / "page.tiff")) as put:
        assert put.info["compression"] == "raw"
        assert put.tobytes() == picture.tobytes()


def test_what_each_page_takes_is_counted_once(tmp_path):
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "page.txt").write_bytes(b"0123456789")
    room = Room(25)
    assert [room.take(tmp_path) for _page in range(3)] == [True, True, False]
