"""What is taken in, and what is refused with which remedy."""

import hashlib
import struct
import zlib
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from farde.core.errors import Refusal
from farde.document import inspection
from farde.document.errors import (
    DisguisedFile,
    EmptyFile,
    EncryptedFile,
    MismatchedFile,
    TooLargeImage,
    TooManyPages,
    TruncatedFile,
    UnsupportedFile,
)
from farde.document.inspection import examine, inspect


def _picture(size=(120, 80)):
    image = Image.effect_noise(size, 60)
    ImageDraw.Draw(image).text((5, 5), "Attestation", fill=0)
    return image


def _saved(kind, pages=1, **options):
    draft = BytesIO()
    if kind == "tiff" and pages > 1:
        options |= {"save_all": True, "append_images": [_picture()] * (pages - 1)}
    _picture().save(draft, kind.upper(), **options)
    return draft.getvalue()


def _pdf(pages=1, **options):
    pdf = FPDF()
    pdf.set_font("Helvetica", size=12)
    for number in range(pages):
        pdf.add_page()
        pdf.cell(text=f"Attestation de revenus, page {number + 1}")
    draft = BytesIO()
    with pikepdf.open(BytesIO(pdf.output())) as whole:
        whole.save(draft, **options)
    return draft.getvalue()


def _signed_pdf():
    draft = BytesIO()
    with pikepdf.open(BytesIO(_pdf())) as pdf:
        value = pikepdf.Dictionary(
            Type=pikepdf.Name.Sig,
            Filter=pikepdf.Name("/Adobe.PPKLite"),
            ByteRange=[0, 100, 200, 100],
            Contents=pikepdf.String("0" * 64),
        )
        field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="Signature1", V=pdf.make_indirect(value))
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[pdf.make_indirect(field)], SigFlags=3)
        pdf.save(draft)
    return draft.getvalue()


@cache
def _samples():
    return {
        "pdf": _pdf(2),
        "linearized": _pdf(linearize=True),
        "packed": _pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate),
        "jpeg": _saved("jpeg"),
        "png": _saved("png"),
        "tiff": _saved("tiff", pages=2),
        "lzw": _saved("tiff", compression="tiff_lzw"),
    }


@pytest.mark.parametrize(
    ("kind", "content_type", "pages"),
    [
        ("pdf", "application/pdf", 2),
        ("jpeg", "image/jpeg", 1),
        ("png", "image/png", 1),
        ("tiff", "image/tiff", 2),
    ],
)
def test_a_sound_file_is_known_by_its_bytes_alone(kind, content_type, pages):
    data = _samples()[kind]
    found = inspect(data)
    assert (found.kind, found.content_type, found.pages) == (kind, content_type, pages)
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    assert not found.signed
    assert not found.encrypted


@pytest.mark.parametrize("sample", ["linearized", "packed", "lzw"])
def test_the_usual_variants_are_taken_in(sample):
    assert inspect(_samples()[sample]).pages == 1


def test_an_empty_file_is_refused_at_the_file_field():
    with pytest.raises(EmptyFile) as refused:
        inspect(b"")
    assert refused.value.field == "file"
    assert refused.value.remedy


@pytest.mark.parametrize("data", [b"Bonjour", b"GIF89a" + b"\0" * 50, b"PK\x03\x04docx"])
def test_another_kind_of_file_is_refused(data):
    with pytest.raises(UnsupportedFile):
        inspect(data)


@pytest.mark.parametrize(
    ("kind", "filename", "content_type"),
    [
        ("pdf", "lettre.docx", ""),
        ("pdf", "", "image/png"),
        ("png", "photo.jpg", ""),
        ("jpeg", "photo.JPG", "image/png"),
        ("tiff", "scan.pdf", "application/octet-stream"),
    ],
)
def test_a_file_announced_as_another_kind_is_refused(kind, filename, content_type):
    with pytest.raises(MismatchedFile):
        inspect(_samples()[kind], filename, content_type)


def test_text_named_pdf_is_refused_as_what_it_is_not():
    with pytest.raises(DisguisedFile):
        inspect(b"Bonjour", "lettre.pdf", "application/pdf")


@pytest.mark.parametrize(
    ("kind", "filename", "content_type"),
    [
        ("jpeg", "photo.JPEG", "image/jpg"),
        ("jpeg", "photo.jpg", "image/pjpeg"),
        ("tiff", "scan.tif", "image/tiff"),
        ("tiff", "scan", "application/octet-stream"),
        ("pdf", "courrier.2026", ""),
        ("pdf", "A.PDF", "application/pdf; charset=binary"),
    ],
)
def test_other_spellings_of_the_same_kind_are_fine(kind, filename, content_type):
    assert inspect(_samples()[kind], filename, content_type).kind == kind


@pytest.mark.parametrize("kind", ["pdf", "linearized", "packed", "jpeg", "png", "tiff", "lzw"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_a_file_cut_off_in_transfer_is_refused(kind, share):
    data = _samples()[kind]
    with pytest.raises(TruncatedFile):
        inspect(data[: int(len(data) * share)])


@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_even_the_last_bytes_of_an_image_are_required(kind):
    with pytest.raises(TruncatedFile):
        inspect(_samples()[kind][:-2])


def test_a_later_revision_of_a_pdf_cut_off_is_refused():
    revision = b"\n9 0 obj\n<< /Type /Catalog >>\nendobj\nxre"
    with pytest.raises(TruncatedFile):
        inspect(_samples()["pdf"] + revision)


@pytest.mark.parametrize("garbage", [b"\0" * 5000, b"\r\n--boundary--\r\n", b"\x1a" * 3])
def test_padding_behind_the_end_of_a_pdf_is_tolerated(garbage):
    assert inspect(_samples()["pdf"] + garbage).pages == 2


def test_a_pdf_whose_table_of_objects_is_lost_is_refused():
    broken = _samples()["pdf"].replace(b"startxref", b"startxxxx")
    with pytest.raises(TruncatedFile):
        inspect(broken)


def test_a_pdf_that_needs_a_password_is_refused():
    locked = _pdf(encryption=pikepdf.Encryption(owner="chef", user="secret"))
    with pytest.raises(EncryptedFile):
        inspect(locked)


def test_a_pdf_restricted_by_its_owner_is_taken_in():
    found = inspect(_pdf(encryption=pikepdf.Encryption(owner="chef", user="")))
    assert found.encrypted


def test_a_signed_pdf_is_recognised():
    found = inspect(_signed_pdf())
    assert found.signed


def test_a_signature_field_still_empty_is_no_signature():
    with pikepdf.open(BytesIO(_signed_pdf())) as pdf:
        del pdf.Root.AcroForm.Fields[0].V
        draft = BytesIO()
        pdf.save(draft)
    assert not inspect(draft.getvalue()).signed


def test_an_image_of_too_many_pixels_is_refused_before_it_is_decoded(monkeypatch):
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("decoded"))
    for kind in ("jpeg", "png", "tiff"):
        data = _samples()[kind]
        monkeypatch.setattr(inspection, "MAX_IMAGE_PIXELS", 5000)
        with pytest.raises(TooLargeImage):
            examine(data, kind)


def test_a_png_that_only_declares_a_bomb_is_refused():
    data = _samples()["png"]
    header = b"IHDR" + struct.pack(">II", 30_000, 30_000) + data[24:29]
    bomb = data[:12] + header + struct.pack(">I", zlib.crc32(header)) + data[33:]
    with pytest.raises(TooLargeImage):
        inspect(bomb)


def test_a_bomb_inside_a_pdf_is_refused():
    with pikepdf.open(BytesIO(_pdf())) as pdf:
        picture = pdf.make_stream(b"\0", Width=60_000, Height=60_000)
        picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        pdf.pages[0].resources.XObject = pikepdf.Dictionary(Im0=picture)
        draft = BytesIO()
        pdf.save(draft)
    with pytest.raises(TooLargeImage):
        inspect(draft.getvalue())


@pytest.mark.parametrize("kind", ["pdf", "tiff"])
def test_a_file_of_too_many_pages_is_refused(kind, monkeypatch):
    monkeypatch.setattr(inspection, "MAX_PAGES", 1)
    with pytest.raises(TooManyPages):
        examine(_samples()[kind], kind)


@settings(max_examples=150, deadline=None)
@given(kind=st.sampled_from(sorted(_samples())), share=st.floats(0, 1))
def test_a_file_cut_anywhere_is_refused_or_whole_and_never_crashes(kind, share):
    data = _samples()[kind]
    try:
        inspect(data[: int(len(data) * share)])
    except Refusal as refusal:
        assert refusal.field == "file"


@settings(max_examples=150, deadline=None)
@given(
    kind=st.sampled_from(sorted(_samples())),
    place=st.floats(0, 1, exclude_max=True),
    dirt=st.binary(min_size=1, max_size=8),
)
def test_a_damaged_file_is_refused_or_readable_and_never_crashes(kind, place, dirt):
    data = bytearray(_samples()[kind])
    start = int(len(data) * place)
    data[start : start + len(dirt)] = dirt
    try:
        inspect(bytes(data))
    except Refusal as refusal:
        assert refusal.field == "file"
