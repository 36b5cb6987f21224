"""From a stored file to searchable, viewable pages."""

import os
import re
import shutil
import signal
import stat
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont

from farde.capture.recognition import RecognitionFailed, recognise
from farde.capture.recognition.pictures import VIEWER_WIDTHS
from farde.capture.recognition.sheets import believable_dpi, sheets
from farde.capture.recognition.words import is_meaningful

DPI = 150
#: Words of the sample page and where they stand, in shares of the page's width and height.
WORDS = {"ATTESTATION": (0.10, 0.10), "LOYER": (0.60, 0.30), "REVENUS": (0.15, 0.80)}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "work"


def _scan(words=WORDS, size=(1240, 1754), mode="L"):
    image = Image.new("L", size, 250)
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(size=40)
    for word, (x, y) in words.items():
        draw.text((x * size[0], y * size[1]), word, font=font, fill=10)
    return image.convert(mode)


def _image_file(path, image=None, **options):
    (image or _scan()).save(path, **{"dpi": (DPI, DPI)} | options)
    return path


def _scanned_pdf(path, pages=1, rotate=0, **boxes):
    """A PDF of scans as devices write them: one picture a page, shown upright."""
    pdf = pikepdf.new()
    picture = BytesIO()
    _scan().rotate(rotate, expand=True).save(picture, "JPEG", quality=90)
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


def _letter_pdf(path, pages=1):
    pdf = FPDF()
    pdf.set_font("Helvetica", size=12)
    for number in range(pages):
        pdf.add_page()
        pdf.cell(text=f"Attestation de revenus du mois de mai, page {number + 1}")
    path.write_bytes(bytes(pdf.output()))
    return path


def _places(pdf):
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


def _assert_words_in_place(pdf):
    font, places = ImageFont.load_default(size=40), _places(pdf)
    for word, (x, y) in WORDS.items():
        left, top, right, bottom = font.getbbox(word)
        middle = x + (left + right) / 2 / 1240, y + (top + bottom) / 2 / 1754
        assert places[word] == pytest.approx(middle, abs=0.012)


def _fake_tesseract(tmp_path, monkeypatch, at_page_two):
    """Put a tesseract on the path that does ``at_page_two`` when called the second time."""
    script = tmp_path / "bin" / "tesseract"
    script.parent.mkdir()
    calls = tmp_path / "calls"
    script.write_text(
        "#!/bin/sh\n"
        f'echo "$1" >> {calls}\n'
        f"if [ $(wc -l < {calls}) = 2 ]; then echo half > $2.txt; {at_page_two}; fi\n"
        f'exec {shutil.which("tesseract")} "$@"\n'
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{script.parent}:{os.environ['PATH']}")
    return lambda: len(calls.read_text().splitlines())


# -- the words ---------------------------------------------------------------------------------


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_text_lies_on_the_words_of_a_scanned_pdf_however_it_is_turned(rotate, tmp_path, folder):
    source = _scanned_pdf(tmp_path / "scan.pdf", rotate=rotate)
    done = recognise(source, "pdf", False, folder)
    assert "ATTESTATION" in done.pages[0].text
    _assert_words_in_place(done.searchable_pdf)


@pytest.mark.parametrize(
    ("name", "kind", "mode", "options"),
    [
        ("scan.jpg", "jpeg", "RGB", {}),
        ("scan.png", "png", "L", {}),
        ("scan.png", "png", "RGBA", {}),
        ("scan.png", "png", "P", {}),
        ("scan.tif", "tiff", "1", {"compression": "group4"}),
    ],
)
def test_text_lies_on_the_words_of_an_image(name, kind, mode, options, tmp_path):
    folder = tmp_path / "work"
    source = _image_file(tmp_path / name, _scan(mode=mode), **options)
    done = recognise(source, kind, False, folder)
    _assert_words_in_place(done.searchable_pdf)


@pytest.mark.parametrize(("name", "kind"), [("photo.jpg", "jpeg"), ("fax.tif", "tiff")])
def test_a_picture_taken_sideways_is_shown_and_read_upright(name, kind, tmp_path, folder):
    exif = Image.Exif()
    exif[0x0112] = 6
    sideways = _scan().transpose(Image.Transpose.ROTATE_90)
    options = {"exif": exif} if kind == "jpeg" else {"tiffinfo": {0x0112: 6}}
    source = _image_file(tmp_path / name, sideways, **options)
    done = recognise(source, kind, False, folder)
    assert done.pages[0].width_px < done.pages[0].height_px
    _assert_words_in_place(done.searchable_pdf)


def test_text_lies_on_the_words_inside_a_crop_box(tmp_path, folder):
    whole = _scanned_pdf(tmp_path / "scan.pdf", CropBox=[30, 60, 565, 800])
    done = recognise(whole, "pdf", False, folder)
    # pdftotext numbers from the crop box: compare with where the whole page has the word.
    uncropped = recognise(_scanned_pdf(tmp_path / "all.pdf"), "pdf", False, tmp_path / "all")
    x, y = _places(uncropped.searchable_pdf)["LOYER"]
    width, height = 1240 * 72 / DPI, 1754 * 72 / DPI
    expected = (x * width - 30) / 535, (y * height - (height - 800)) / 740
    assert _places(done.searchable_pdf)["LOYER"] == pytest.approx(expected, abs=0.012)


def test_a_born_digital_page_keeps_its_own_text(tmp_path, folder, monkeypatch):
    calls = _fake_tesseract(tmp_path, monkeypatch, "exit 1")
    (tmp_path / "calls").touch()
    done = recognise(_letter_pdf(tmp_path / "letter.pdf", pages=2), "pdf", False, folder)
    assert [page.born_digital for page in done.pages] == [True, True]
    assert done.pages[1].text.strip() == "Attestation de revenus du mois de mai, page 2"
    assert calls() == 0


def test_a_scanned_page_among_born_digital_ones_is_read(tmp_path, folder):
    source = tmp_path / "mixed.pdf"
    letter, scan = _letter_pdf(tmp_path / "letter.pdf"), _scanned_pdf(tmp_path / "scan.pdf")
    with pikepdf.open(letter) as mixed, pikepdf.open(scan) as scanned:
        mixed.pages.extend(scanned.pages)
        mixed.save(source)
    done = recognise(source, "pdf", False, folder)
    assert [page.born_digital for page in done.pages] == [True, False]
    assert "LOYER" in done.pages[1].text


def test_a_stamp_is_not_the_text_of_a_scan():
    stamp = "Reçu le 12 mai 2026 au CPAS"
    assert is_meaningful(stamp, on_a_scan=False)
    assert not is_meaningful(stamp, on_a_scan=True)
    assert not is_meaningful("\ufffd\ue001\x03" * 40 + stamp, on_a_scan=False)


def test_a_page_with_nothing_to_read_gives_empty_text(tmp_path, folder):
    source = _image_file(tmp_path / "blank.png", _scan(words={}))
    done = recognise(source, "png", False, folder)
    assert done.empty
    assert done.pages[0].text == ""
    assert done.searchable_pdf.is_file()


@pytest.mark.parametrize("size", [(1, 1), (3, 900), (900, 3)])
def test_a_sliver_of_a_picture_is_no_error(size, tmp_path, folder):
    source = _image_file(tmp_path / "sliver.png", Image.new("L", size))
    assert recognise(source, "png", False, folder).empty


# -- the files ---------------------------------------------------------------------------------


@pytest.mark.parametrize("pages", [1, 3])
def test_the_original_bytes_stay_untouched_and_the_copy_is_valid(pages, tmp_path, folder):
    source = _scanned_pdf(tmp_path / "scan.pdf", pages)
    before = source.read_bytes()
    done = recognise(source, "pdf", False, folder)
    assert source.read_bytes() == before
    subprocess.run(["qpdf", "--check", done.searchable_pdf], check=True, capture_output=True)
    with pikepdf.open(source) as old, pikepdf.open(done.searchable_pdf) as new:
        for original, page in zip(old.pages, new.pages, strict=True):
            assert page.images["/Im0"].read_raw_bytes() == original.images["/Im0"].read_raw_bytes()


def test_a_jpeg_keeps_its_very_bytes_inside_the_searchable_copy(tmp_path, folder):
    source = _image_file(tmp_path / "photo.jpg", _scan(mode="RGB"))
    done = recognise(source, "jpeg", False, folder)
    with pikepdf.open(done.searchable_pdf) as pdf:
        (picture,) = pdf.pages[0].images.values()
        assert picture.read_raw_bytes() == source.read_bytes()


@pytest.mark.parametrize("compression", ["tiff_lzw", "group4"])
def test_a_tiff_of_several_frames_gives_as_many_pages(compression, tmp_path, folder):
    mode = "1" if compression == "group4" else "RGB"
    frames = [_scan({f"PAGE{letter}": (0.3, 0.3)}, mode=mode) for letter in "ABC"]
    options = {"save_all": True, "append_images": frames[1:], "compression": compression}
    source = _image_file(tmp_path / "scan.tif", frames[0], **options)
    done = recognise(source, "tiff", False, folder)
    assert [page.text for page in done.pages] == ["PAGEA", "PAGEB", "PAGEC"]
    with pikepdf.open(done.searchable_pdf) as pdf:
        assert len(pdf.pages) == 3


def test_a_signed_pdf_is_never_rewritten(tmp_path, folder):
    done = recognise(_scanned_pdf(tmp_path / "scan.pdf"), "pdf", True, folder)
    assert done.searchable_pdf is None
    assert not (folder / "searchable.pdf").exists()
    assert "LOYER" in done.pages[0].text


def test_a_pdf_under_restrictions_is_read_but_never_rewritten(tmp_path, folder):
    source = tmp_path / "restricted.pdf"
    with pikepdf.open(_letter_pdf(tmp_path / "letter.pdf")) as pdf:
        forbidden = pikepdf.Permissions(extract=False)
        pdf.save(source, encryption=pikepdf.Encryption(owner="x", user="", allow=forbidden))
    done = recognise(source, "pdf", False, folder)
    assert done.searchable_pdf is None
    assert "Attestation" in done.pages[0].text


def test_resources_shared_by_all_pages_survive_the_text_layer(tmp_path, folder):
    source = tmp_path / "shared.pdf"
    with pikepdf.open(_scanned_pdf(tmp_path / "scan.pdf", pages=2)) as pdf:
        pdf.Root.Pages.Resources = pdf.make_indirect(pdf.pages[0].Resources)
        for page in pdf.pages:
            del page.obj["/Resources"]
        pdf.Root.Pages.Rotate = 0
        pdf.save(source)
    done = recognise(source, "pdf", False, folder)
    with pikepdf.open(done.searchable_pdf) as pdf:
        assert all("/Im0" in page.resources["/XObject"] for page in pdf.pages)
    _assert_words_in_place(done.searchable_pdf)


def test_the_viewer_gets_three_sizes_and_the_text_of_each_page(tmp_path, folder):
    done = recognise(_scanned_pdf(tmp_path / "scan.pdf", 2), "pdf", False, folder)
    for size, width in VIEWER_WIDTHS.items():
        for number in (1, 2):
            with Image.open(folder / size / f"dump_{number}.jpg") as image:
                assert (image.width, image.mode) == (width, "L")
    assert (folder / "text" / "dump_2.txt").read_text("utf-8") == done.pages[1].text
    assert done.pages[0].image == folder / "large" / "dump_1.jpg"
    assert (done.pages[0].width_px, done.pages[0].height_px) == (1000, 1415)


def test_a_coloured_stamp_stays_coloured_in_the_viewer(tmp_path, folder):
    stamped = _scan(mode="RGB")
    ImageDraw.Draw(stamped).ellipse((200, 900, 500, 1100), outline="red", width=8)
    done = recognise(_image_file(tmp_path / "scan.png", stamped), "png", False, folder)
    with Image.open(done.pages[0].image) as image:
        assert image.mode == "RGB"


@pytest.mark.parametrize(
    ("size", "declared", "dpi"),
    [
        ((2480, 3508), 300, 300),
        ((2480, 3508), None, 300),
        ((3024, 4032), 72, 366),
        ((1654, 2339), 96, 200),
        ((300, 900), None, 150),
    ],
)
def test_a_resolution_missing_or_absurd_is_that_of_an_a4_sheet(size, declared, dpi):
    assert round(believable_dpi(*size, declared)) == dpi


# -- interruptions -----------------------------------------------------------------------------


def test_a_failed_page_is_named_and_the_finished_ones_are_kept(tmp_path, folder, monkeypatch):
    calls = _fake_tesseract(tmp_path, monkeypatch, "echo boum >&2; exit 1")
    source = _scanned_pdf(tmp_path / "scan.pdf", pages=3)
    with pytest.raises(RecognitionFailed) as failed:
        recognise(source, "pdf", False, folder, jobs=1)
    assert (failed.value.program, failed.value.reason) == ("tesseract", "boum")
    before = calls()
    done = recognise(source, "pdf", False, folder, jobs=1)
    assert [page.number for page in done.pages] == [1, 2, 3]
    assert calls() - before <= 2


def test_a_killed_recognition_resumes_where_it_stopped(tmp_path, folder, monkeypatch):
    calls = _fake_tesseract(tmp_path, monkeypatch, "kill -9 $PPID; exit 1")
    source = _scanned_pdf(tmp_path / "scan.pdf", pages=3)
    worker = (
        "import sys; from pathlib import Path; from farde.capture.recognition import recognise;"
        "recognise(Path(sys.argv[1]), 'pdf', False, Path(sys.argv[2]), jobs=1)"
    )
    killed = subprocess.run([sys.executable, "-c", worker, source, folder], check=False)
    assert killed.returncode == -signal.SIGKILL
    first = (folder / "large" / "dump_1.jpg").stat().st_mtime_ns
    seen = []
    done = recognise(
        source, "pdf", False, folder, jobs=1, on_progress=lambda *step: seen.append(step)
    )
    assert [page.number for page in done.pages] == [1, 2, 3]
    assert all("LOYER" in page.text for page in done.pages)
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert calls() == 4  # page 1, page 2 killed, then pages 2 and 3
    assert (folder / "large" / "dump_1.jpg").stat().st_mtime_ns == first
    assert not (folder / "scratch").exists()


@pytest.mark.parametrize("name", ["large/dump_2.jpg", "text/dump_2.txt", "pages/page_2.json"])
def test_a_half_written_file_is_never_taken_for_a_finished_one(name, tmp_path, folder):
    source = _scanned_pdf(tmp_path / "scan.pdf", pages=2)
    whole = recognise(source, "pdf", False, folder)
    path = folder / name
    path.write_bytes(path.read_bytes()[:9])
    again = recognise(source, "pdf", False, folder)
    assert again == whole
    assert path.stat().st_size > 9


def test_a_folder_that_served_another_file_is_begun_again(tmp_path, folder):
    recognise(_scanned_pdf(tmp_path / "scan.pdf", pages=2), "pdf", False, folder)
    kept = folder / "original.bin"
    kept.write_bytes(b"of the caller")
    done = recognise(_letter_pdf(tmp_path / "letter.pdf"), "pdf", False, folder)
    assert "Attestation" in done.pages[0].text
    assert not (folder / "large" / "dump_2.jpg").exists()
    assert kept.read_bytes() == b"of the caller"


def test_a_program_that_is_not_installed_is_named(tmp_path, folder, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RecognitionFailed) as failed:
        recognise(_image_file(tmp_path / "scan.png"), "png", False, folder)
    assert (failed.value.program, failed.value.reason) == ("tesseract", "absent")


def test_the_text_layers_share_one_font(tmp_path, folder):
    done = recognise(_scanned_pdf(tmp_path / "scan.pdf", pages=3), "pdf", False, folder)
    with pikepdf.open(Path(done.searchable_pdf)) as pdf:
        fonts = [thing for thing in pdf.objects if _is_font_file(thing)]
    assert len(fonts) == 1


def _is_font_file(thing):
    return isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing
