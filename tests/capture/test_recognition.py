"""From a stored file to searchable, viewable pages."""

import subprocess
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw

from farde.capture.recognition import recognise
from farde.capture.recognition.pictures import VIEWER_WIDTHS
from farde.capture.recognition.sheets import believable_dpi
from farde.capture.recognition.words import is_meaningful
from scanned import (
    DPI,
    assert_words_in_place,
    image_file,
    letter_pdf,
    places,
    scan,
    scanned_pdf,
)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "work"


# -- the words ---------------------------------------------------------------------------------


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_text_lies_on_the_words_of_a_scanned_pdf_however_it_is_turned(rotate, tmp_path, folder):
    source = scanned_pdf(tmp_path / "scan.pdf", rotate=rotate)
    done = recognise(source, "pdf", False, folder)
    assert "ATTESTATION" in done.pages[0].text
    assert_words_in_place(done.searchable_pdf)


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
    source = image_file(tmp_path / name, scan(mode=mode), **options)
    done = recognise(source, kind, False, folder)
    assert_words_in_place(done.searchable_pdf)


@pytest.mark.parametrize(("name", "kind"), [("photo.jpg", "jpeg"), ("fax.tif", "tiff")])
def test_a_picture_taken_sideways_is_shown_and_read_upright(name, kind, tmp_path, folder):
    exif = Image.Exif()
    exif[0x0112] = 6
    sideways = scan().transpose(Image.Transpose.ROTATE_90)
    options = {"exif": exif} if kind == "jpeg" else {"tiffinfo": {0x0112: 6}}
    source = image_file(tmp_path / name, sideways, **options)
    done = recognise(source, kind, False, folder)
    assert done.pages[0].width_px < done.pages[0].height_px
    assert_words_in_place(done.searchable_pdf)


def test_text_lies_on_the_words_inside_a_crop_box(tmp_path, folder):
    whole = scanned_pdf(tmp_path / "scan.pdf", CropBox=[30, 60, 565, 800])
    done = recognise(whole, "pdf", False, folder)
    # pdftotext numbers from the crop box: compare with where the whole page has the word.
    uncropped = recognise(scanned_pdf(tmp_path / "all.pdf"), "pdf", False, tmp_path / "all")
    x, y = places(uncropped.searchable_pdf)["LOYER"]
    width, height = 1240 * 72 / DPI, 1754 * 72 / DPI
    expected = (x * width - 30) / 535, (y * height - (height - 800)) / 740
    assert places(done.searchable_pdf)["LOYER"] == pytest.approx(expected, abs=0.012)


def test_a_born_digital_page_keeps_its_own_text(tmp_path, folder, monkeypatch):
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))  # where nothing can be read
    letter = letter_pdf(tmp_path / "letter.pdf", pages=2)
    done = recognise(letter, "pdf", False, folder, language="eng")
    assert [page.born_digital for page in done.pages] == [True, True]
    assert done.pages[1].text.strip() == "Attestation de revenus du mois de mai, page 2"


def test_a_scanned_page_among_born_digital_ones_is_read(tmp_path, folder):
    source = tmp_path / "mixed.pdf"
    letter, scan = letter_pdf(tmp_path / "letter.pdf"), scanned_pdf(tmp_path / "scan.pdf")
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
    source = image_file(tmp_path / "blank.png", scan(words={}))
    done = recognise(source, "png", False, folder)
    assert done.empty
    assert done.pages[0].text == ""
    assert done.searchable_pdf.is_file()


@pytest.mark.parametrize("size", [(1, 1), (3, 900), (900, 3)])
def test_a_sliver_of_a_picture_is_no_error(size, tmp_path, folder):
    source = image_file(tmp_path / "sliver.png", Image.new("L", size))
    assert recognise(source, "png", False, folder).empty


# -- the files ---------------------------------------------------------------------------------


@pytest.mark.parametrize("pages", [1, 3])
def test_the_original_bytes_stay_untouched_and_the_copy_is_valid(pages, tmp_path, folder):
    source = scanned_pdf(tmp_path / "scan.pdf", pages)
    before = source.read_bytes()
    done = recognise(source, "pdf", False, folder)
    assert source.read_bytes() == before
    subprocess.run(["qpdf", "--check", done.searchable_pdf], check=True, capture_output=True)
    with pikepdf.open(source) as old, pikepdf.open(done.searchable_pdf) as new:
        for original, page in zip(old.pages, new.pages, strict=True):
            assert page.images["/Im0"].read_raw_bytes() == original.images["/Im0"].read_raw_bytes()


def test_a_jpeg_keeps_its_very_bytes_inside_the_searchable_copy(tmp_path, folder):
    source = image_file(tmp_path / "photo.jpg", scan(mode="RGB"))
    done = recognise(source, "jpeg", False, folder)
    with pikepdf.open(done.searchable_pdf) as pdf:
        (picture,) = pdf.pages[0].images.values()
        assert picture.read_raw_bytes() == source.read_bytes()


@pytest.mark.parametrize("compression", ["tiff_lzw", "group4"])
def test_a_tiff_of_several_frames_gives_as_many_pages(compression, tmp_path, folder):
    mode = "1" if compression == "group4" else "RGB"
    frames = [scan({f"PAGE{letter}": (0.3, 0.3)}, mode=mode) for letter in "ABC"]
    options = {"save_all": True, "append_images": frames[1:], "compression": compression}
    source = image_file(tmp_path / "scan.tif", frames[0], **options)
    done = recognise(source, "tiff", False, folder)
    assert [page.text for page in done.pages] == ["PAGEA", "PAGEB", "PAGEC"]
    with pikepdf.open(done.searchable_pdf) as pdf:
        assert len(pdf.pages) == 3


def test_a_signed_pdf_is_never_rewritten(tmp_path, folder):
    done = recognise(scanned_pdf(tmp_path / "scan.pdf"), "pdf", True, folder)
    assert done.searchable_pdf is None
    assert not (folder / "searchable.pdf").exists()
    assert "LOYER" in done.pages[0].text


def test_a_pdf_under_restrictions_is_read_but_never_rewritten(tmp_path, folder):
    source = tmp_path / "restricted.pdf"
    with pikepdf.open(letter_pdf(tmp_path / "letter.pdf")) as pdf:
        forbidden = pikepdf.Permissions(extract=False)
        pdf.save(source, encryption=pikepdf.Encryption(owner="x", user="", allow=forbidden))
    done = recognise(source, "pdf", False, folder)
    assert done.searchable_pdf is None
    assert "Attestation" in done.pages[0].text


def test_resources_shared_by_all_pages_survive_the_text_layer(tmp_path, folder):
    source = tmp_path / "shared.pdf"
    with pikepdf.open(scanned_pdf(tmp_path / "scan.pdf", pages=2)) as pdf:
        pdf.Root.Pages.Resources = pdf.make_indirect(pdf.pages[0].Resources)
        for page in pdf.pages:
            del page.obj["/Resources"]
        pdf.Root.Pages.Rotate = 0
        pdf.save(source)
    done = recognise(source, "pdf", False, folder)
    with pikepdf.open(done.searchable_pdf) as pdf:
        assert all("/Im0" in page.resources["/XObject"] for page in pdf.pages)
    assert_words_in_place(done.searchable_pdf)


def test_the_viewer_gets_three_sizes_and_the_text_of_each_page(tmp_path, folder):
    done = recognise(scanned_pdf(tmp_path / "scan.pdf", 2), "pdf", False, folder)
    for size, width in VIEWER_WIDTHS.items():
        for number in (1, 2):
            with Image.open(folder / size / f"dump_{number}.jpg") as image:
                assert (image.width, image.mode) == (width, "L")
    assert (folder / "text" / "dump_2.txt").read_text("utf-8") == done.pages[1].text
    assert done.pages[0].image == folder / "large" / "dump_1.jpg"
    assert (done.pages[0].width_px, done.pages[0].height_px) == (1000, 1415)


def test_a_coloured_stamp_stays_coloured_in_the_viewer(tmp_path, folder):
    stamped = scan(mode="RGB")
    ImageDraw.Draw(stamped).ellipse((200, 900, 500, 1100), outline="red", width=8)
    done = recognise(image_file(tmp_path / "scan.png", stamped), "png", False, folder)
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


def test_the_text_layers_share_one_font(tmp_path, folder):
    done = recognise(scanned_pdf(tmp_path / "scan.pdf", pages=3), "pdf", False, folder)
    with pikepdf.open(Path(done.searchable_pdf)) as pdf:
        fonts = [thing for thing in pdf.objects if _is_font_file(thing)]
    assert len(fonts) == 1


def _is_font_file(thing):
    return isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing
