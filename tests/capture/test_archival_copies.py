"""The searchable copy is PDF/A-2b where that is honest, and harmless in any case.

What conforms is judged by pikepdf's own list of what PDF/A allows, made from the rules of
veraPDF; veraPDF itself is not run here.
"""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import pdfa

import hostile
from farde.capture.recognition import recognise
from farde.capture.recognition.searchable import make_searchable
from scanned import image_file, letter_pdf, scan, scanned_pdf


@pytest.mark.parametrize(
    ("name", "kind", "options"),
    [
        ("scan.jpg", "jpeg", {"mode": "RGB"}),
        ("scan.png", "png", {"mode": "RGBA"}),
        ("scan.png", "png", {"mode": "P"}),
        ("scan.tif", "tiff", {"mode": "1"}),
        ("scan.pdf", "pdf", {}),
    ],
)
def test_the_copy_of_a_scan_is_pdf_a_and_the_same_every_time(name, kind, options, tmp_path):
    source = tmp_path / name
    if kind == "pdf":
        scanned_pdf(source, 2)
    else:
        image_file(source, scan(**options))
    first = recognise(source, kind, False, tmp_path / "first")
    second = recognise(source, kind, False, tmp_path / "second")
    assert first.not_archival == ""
    assert pdfa.validate_written(first.searchable_pdf, "2b").passed
    assert first.searchable_pdf.read_bytes() == second.searchable_pdf.read_bytes()


def test_the_copy_says_what_it_is_and_brings_what_it_needs(tmp_path):
    done = recognise(scanned_pdf(tmp_path / "scan.pdf"), "pdf", False, tmp_path / "work")
    with pikepdf.open(done.searchable_pdf) as pdf:
        assert pdf.open_metadata().pdfa_status == "2B"
        (intent,) = pdf.Root.OutputIntents
        assert intent.DestOutputProfile.read_bytes()[16:20] == b"RGB "
        assert len(pdf.trailer.ID) == 2
        assert not pdf.is_encrypted


def test_a_letter_without_its_fonts_keeps_its_bytes_and_the_reason_is_told(tmp_path):
    source = letter_pdf(tmp_path / "letter.pdf")
    done = recognise(source, "pdf", False, tmp_path / "work")
    assert done.searchable_pdf.read_bytes() == source.read_bytes()
    assert "6.2.11.4" in done.not_archival


def test_a_scan_beside_such_a_letter_gets_its_text_and_no_false_claim(tmp_path):
    source = tmp_path / "mixed.pdf"
    with (
        pikepdf.open(letter_pdf(tmp_path / "letter.pdf")) as mixed,
        pikepdf.open(scanned_pdf(tmp_path / "scan.pdf")) as scanned,
    ):
        mixed.pages.extend(scanned.pages)
        mixed.save(source)
    done = recognise(source, "pdf", False, tmp_path / "work")
    assert done.not_archival
    with pikepdf.open(done.searchable_pdf) as pdf:
        assert pdf.open_metadata().pdfa_status == ""
        assert "/XObject" in pdf.pages[1].resources


def test_scripts_launches_and_carried_files_stay_out_of_the_copy(tmp_path):
    source = tmp_path / "active.pdf"
    source.write_bytes(hostile.active())
    copy = tmp_path / "copy.pdf"
    make_searchable(source, "pdf", {}, copy)
    assert source.read_bytes() == hostile.active()
    with pikepdf.open(copy) as pdf:
        said = [name for name in ("/OpenAction", "/AA") if name in pdf.Root or name in pdf.pages[0]]
        assert said == []
        assert not pdf.attachments
        assert "/JavaScript" not in pdf.Root.get("/Names", {})
        assert all("/A" not in note for note in pdf.pages[0].get("/Annots", []))


def test_a_letter_that_acts_and_lacks_its_fonts_is_disarmed_all_the_same(tmp_path):
    source, copy = tmp_path / "active.pdf", tmp_path / "copy.pdf"
    with pikepdf.open(letter_pdf(tmp_path / "letter.pdf")) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.save(source)
    assert make_searchable(source, "pdf", {}, copy).not_archival
    with pikepdf.open(copy) as pdf:
        assert "/OpenAction" not in pdf.Root


def test_a_link_to_a_page_or_an_address_is_kept(tmp_path):
    source, copy = tmp_path / "links.pdf", tmp_path / "copy.pdf"
    with pikepdf.open(BytesIO(hostile.many_pages(1))) as pdf:
        link = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://www.example.org/")
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], F=4, A=link
        )
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])
        pdf.save(source)
    make_searchable(source, "pdf", {}, copy)
    with pikepdf.open(copy) as pdf:
        assert "/A" in pdf.pages[0].Annots[0]
