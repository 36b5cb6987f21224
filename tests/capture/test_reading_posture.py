"""Pages that lie on their side, on their head or askew are shown and read upright."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from farde.capture.recognition import languages, recognise
from farde.capture.recognition.posture import ink_of, looks_sideways, slope
from farde.demo.scans import bench_sheets
from scanned import assert_words_in_place, image_file, places, scan, scanned_pdf


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "work"


@pytest.fixture(scope="module")
def letter():
    """A page of dense print, upright and nearly straight, with its true text."""
    data, truth = next(bench_sheets(1))
    with Image.open(BytesIO(data)) as image:
        return image.convert("L").resize((1240, 1754)), truth


def _askew(image, degrees):
    """The page as if its sheet lay turned clockwise on the glass."""
    return image.rotate(-degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=250)


def _words(text):
    return set(text.split())


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_on_its_side_or_head_is_shown_and_read_upright(degrees, letter, tmp_path, folder):
    page, truth = letter
    source = image_file(tmp_path / "scan.png", _askew(page, degrees))
    done = recognise(source, "png", False, folder)
    (found,) = done.pages
    assert found.turn == 360 - degrees
    assert found.width_px < found.height_px
    assert len(_words(found.text) & _words(truth)) > 0.8 * len(_words(truth))
    with pikepdf.open(done.searchable_pdf) as pdf:
        assert pdf.pages[0].Rotate == found.turn


@pytest.fixture(scope="module")
def upright(letter, tmp_path_factory):
    """Where the words printed once stand on the page as it is."""
    page, truth = letter
    room = tmp_path_factory.mktemp("upright")
    done = recognise(image_file(room / "a.png", page), "png", False, room / "work")
    once = {word for word in truth.split() if truth.count(word) == 1 and len(word) > 5}
    return {word: place for word, place in places(done.searchable_pdf).items() if word in once}


@pytest.mark.parametrize(("turn", "skew"), [(0, -4), (90, 3), (180, -2), (270, 0)])
def test_words_lie_on_their_picture_however_the_page_lay(turn, skew, letter, upright, tmp_path):
    lying = _askew(_askew(letter[0], skew), turn)
    source = image_file(tmp_path / "b.png", lying)
    done = recognise(source, "png", False, tmp_path / "work")
    found, tilted = places(done.searchable_pdf), _askew(letter[0], skew).size
    common = [word for word in upright if word in found]
    assert len(common) > 10
    for word in common:
        wanted = _tilted(upright[word], skew, letter[0].size, tilted)
        assert found[word] == pytest.approx(wanted, abs=0.012)


def _tilted(place, degrees, size, tilted):
    """Where a spot of the page is on the larger picture of the page askew."""
    spot = Image.new("L", size)
    x, y = round(place[0] * size[0]), round(place[1] * size[1])
    spot.paste(255, (x - 4, y - 4, x + 5, y + 5))
    left, top, right, bottom = spot.rotate(-degrees, expand=True).getbbox()
    return (left + right) / 2 / tilted[0], (top + bottom) / 2 / tilted[1]


@pytest.mark.parametrize("degrees", [-5, -2, -0.5, 0, 0.5, 2, 5])
def test_the_slope_of_the_lines_is_found_to_a_third_of_a_degree(degrees, letter, tmp_path):
    straight = slope(ink_of(_picture(letter[0], tmp_path)))
    found = slope(ink_of(_picture(_askew(letter[0], degrees - straight), tmp_path)))
    assert found == pytest.approx(degrees, abs=0.35)


def test_an_upright_page_is_not_suspected_to_lie_on_its_side(letter, tmp_path):
    assert not looks_sideways(ink_of(_picture(letter[0], tmp_path)))
    assert looks_sideways(ink_of(_picture(_askew(letter[0], 90), tmp_path)))


def _picture(image, tmp_path):
    image.save(tmp_path / "page.pnm", format="PPM")
    return tmp_path / "page.pnm"


def test_what_a_person_said_of_a_page_stands(letter, tmp_path, folder):
    source = image_file(tmp_path / "scan.png", _askew(letter[0], 90))
    done = recognise(source, "png", False, folder, turns={1: 270})
    assert done.pages[0].turn == 270
    again = recognise(source, "png", False, folder, turns={1: 90})
    assert again.pages[0].turn == 90


def test_a_fax_finer_across_than_down_comes_out_in_proportion(tmp_path, folder):
    page = scan(size=(1728, 2291)).resize((1728, 1146)).point(lambda grey: grey > 128, "1")
    source = image_file(tmp_path / "fax.tif", page, dpi=(204, 98), compression="group4")
    done = recognise(source, "tiff", False, folder)
    assert done.pages[0].height_px / done.pages[0].width_px == pytest.approx(1.38, abs=0.02)
    with pikepdf.open(done.searchable_pdf) as pdf:
        _x, _y, width, height = map(float, pdf.pages[0].mediabox)
    assert (width / 72, height / 72) == pytest.approx((8.47, 11.69), abs=0.05)


def test_a_page_straight_enough_is_laid_without_turning(tmp_path, folder):
    done = recognise(scanned_pdf(tmp_path / "scan.pdf"), "pdf", False, folder)
    assert (done.pages[0].turn, done.pages[0].skew) == (0, 0.0)
    assert_words_in_place(done.searchable_pdf)


# -- languages ---------------------------------------------------------------------------------

FRENCH = "Veuillez trouver ci-joint la copie de mon contrat de bail et mes trois fiches de paie."
DUTCH = "Gelieve hierbij een kopie te vinden van mijn huurcontract en van drie loonbrieven."


@pytest.mark.parametrize(("text", "language"), [(FRENCH, "fra"), (DUTCH, "nld"), ("1030", "")])
def test_the_language_of_a_text_is_one_the_centre_reads_or_none(text, language):
    assert languages.detect(text, ("fra", "nld", "eng", "ara")) == language


def test_arabic_is_never_read_together_with_the_latin_languages():
    assert languages.together(("fra", "nld", "ara")) == "fra+nld"


def test_the_language_of_a_page_is_told_with_how_sure_the_reader_is(letter, tmp_path, folder):
    (page,) = recognise(image_file(tmp_path / "scan.png", letter[0]), "png", False, folder).pages
    assert page.language == "fra"
    assert 0.8 < page.confidence <= 1
