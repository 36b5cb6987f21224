"""What is seen on a page, on good scans and bad ones."""

from random import Random

import pytest
from PIL import Image, ImageDraw

import stacks
from farde.capture.cutting.separators import Separator, parse
from farde.capture.looking import PATCH_T, SAME_PAGE, Sight, alike, look
from farde.capture.looking.sight import seen
from farde.demo import broken
from stacks import blank, code, letter, patch, separator, stack, worn

A4 = 8.27, 11.69
SHEET = Separator("2026-000123", "attestations-fin-d-aides", "guichet-2")


def at(page):
    return seen(page, *A4)


def payloads(page):
    return [parse(one.text) for one in at(page).codes if one.format == "QRCode"]


@pytest.mark.parametrize("dpi", [150, 300])
@pytest.mark.parametrize(
    "trouble",
    [
        {"skew": -5, "noise": 20},
        {"skew": 5, "turn": 180, "faint": 0.7},
        {"skew": 2, "noise": 60, "bitonal": True},
        {"turn": 90, "blur": 2, "noise": 20},
    ],
    ids=str,
)
def test_our_sheet_is_read_on_a_bad_scan(dpi, trouble):
    page = separator(SHEET.dossier, SHEET.document_type, SHEET.station, dpi=dpi)
    (found,) = payloads(worn(page, **trouble))
    assert (found.dossier, found.document_type, found.station) == (
        SHEET.dossier,
        SHEET.document_type,
        SHEET.station,
    )


def test_all_codes_of_a_page_are_told_with_their_places():
    page = code("https://exemple.be/1", separator(), size=40)
    found = at(page).codes
    assert [one.format for one in found] == [PATCH_T, "QRCode", "QRCode"]
    assert [one.y for one in found] == sorted(one.y for one in found)
    assert (found[-1].x, found[-1].y) == pytest.approx((150 / 210, 220 / 297), abs=0.02)


def test_a_code_tells_how_it_is_turned():
    (found,) = at(worn(code("droit", blank()), turn=180)).codes
    assert found.turn == 180


def test_a_letter_has_no_codes_and_is_not_blank():
    for number in range(4):
        sight = at(letter(number))
        assert not sight.codes
        assert not sight.blank
        assert 0.01 < sight.ink < 0.3


@pytest.mark.parametrize(
    "trouble", [{}, {"noise": 25}, {"noise": 45, "bitonal": True}, {"skew": 3}], ids=str
)
@pytest.mark.parametrize("seed", range(3))
def test_dust_holes_and_noise_are_no_writing(trouble, seed):
    assert at(worn(blank(seed=seed), seed=seed, **trouble)).blank


def test_what_shines_through_is_no_writing():
    pale = letter(1).transpose(Image.Transpose.FLIP_LEFT_RIGHT).point(lambda v: 238 - (255 - v) / 9)
    assert at(pale).blank


def test_the_black_rim_of_a_scan_is_no_writing():
    page = blank()
    ImageDraw.Draw(page).rectangle([0, 0, 60, page.height], fill=5)
    assert at(page).blank


@pytest.mark.parametrize("shade", [0, 90, 150])
def test_a_signature_alone_is_writing_be_it_pale(shade):
    page, rng = blank(), Random(1)
    points = [(700 + 18 * step, 1200 + rng.uniform(-40, 40)) for step in range(20)]
    ImageDraw.Draw(page).line(points, fill=shade, width=4)
    assert not at(page).blank


def test_a_dark_picture_is_not_a_blank_page():
    assert not at(Image.new("L", (1654, 2339), 30)).blank


def test_a_patch_sheet_is_not_a_blank_page():
    assert not at(patch()).blank


def test_two_scans_of_a_sheet_are_known_for_the_same_page():
    for number in range(3):
        one = at(worn(letter(number), skew=1.5, noise=12))
        other = at(worn(letter(number), skew=-2, noise=30, bitonal=True))
        assert alike(one.fingerprint, other.fingerprint) >= SAME_PAGE


def test_two_letters_are_not_the_same_page():
    prints = [at(letter(number)).fingerprint for number in range(6)]
    pairs = [(a, b) for place, a in enumerate(prints) for b in prints[:place]]
    assert max(alike(a, b) for a, b in pairs) < SAME_PAGE


def test_a_blank_page_is_like_no_other():
    empty = at(blank()).fingerprint
    assert alike(empty, empty) == alike(empty, at(letter(1)).fingerprint) == 0


@pytest.mark.parametrize("kind", ["pdf", "tiff"])
def test_each_page_of_a_file_is_looked_at_by_its_number(kind, tmp_path):
    path = tmp_path / "stack"
    path.write_bytes(stack(letter(1), separator(), blank(), kind=kind))
    sights = [look(path, kind, number, tmp_path) for number in (1, 2, 3)]
    assert [one.blank for one in sights] == [False, False, True]
    assert [bool(one.codes) for one in sights] == [False, True, False]


def test_a_page_that_never_was_paper_is_drawn_and_leaves_nothing_behind(tmp_path):
    path = tmp_path / "born.pdf"
    path.write_bytes(broken.born_digital_pdf("Décision du 9 mars 2026. " * 40))
    sight = look(path, "pdf", 1, tmp_path)
    assert sight.ink > 0.01
    assert [one.name for one in tmp_path.iterdir()] == ["born.pdf"]


def test_a_page_that_cannot_be_drawn_is_seen_as_full(tmp_path):
    from farde.capture.looking.sight import look_at
    from farde.capture.recognition.sheets import Sheet

    path = tmp_path / "cut.jpg"
    path.write_bytes(broken.text_named_pdf())
    assert look_at(path, "jpeg", Sheet(1, *A4, has_picture=True), tmp_path) == Sight()


def test_a_stack_is_made_alike_every_time():
    assert stacks.stack(letter(1), blank(seed=3)) == stacks.stack(letter(1), blank(seed=3))
