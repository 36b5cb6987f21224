from io import BytesIO

import pikepdf
import pytest
from PIL import Image, ImageFile

from farde.demo import broken


def test_an_empty_deposit_has_no_bytes():
    assert broken.empty() == b""


def test_a_truncated_pdf_begins_as_a_pdf_and_does_not_end_as_one():
    assert broken.truncated_pdf().startswith(b"%PDF-")
    assert b"%%EOF" not in broken.truncated_pdf()


def test_an_encrypted_pdf_opens_only_with_its_password():
    data = broken.encrypted_pdf()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(data))
    assert len(pikepdf.open(BytesIO(data), password=broken.PASSWORD).pages) == 1


def test_a_text_named_pdf_is_no_pdf():
    assert b"%PDF" not in broken.text_named_pdf()


def test_a_truncated_jpeg_can_be_recognised_but_not_read_to_its_end(monkeypatch):
    # plone.scale makes Pillow forgive it for the whole process.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)
    picture = Image.open(BytesIO(broken.truncated_jpeg()))
    assert picture.format == "JPEG"
    with pytest.raises(OSError, match="truncated"):
        picture.load()


def test_a_blank_page_is_a_valid_picture_of_one_shade():
    picture = Image.open(BytesIO(broken.blank_page()))
    assert picture.getextrema() == (244, 244)


def test_a_born_digital_pdf_holds_text_and_no_picture():
    with pikepdf.open(BytesIO(broken.born_digital_pdf("Décision du 9 mars 2026 : 12 €"))) as pdf:
        assert "/Font" in pdf.pages[0]["/Resources"]
        assert not pdf.pages[0].images


def test_the_same_broken_files_come_out_each_time():
    assert broken.truncated_pdf() == broken.truncated_pdf()
    assert broken.born_digital_pdf("Besluit") == broken.born_digital_pdf("Besluit")
