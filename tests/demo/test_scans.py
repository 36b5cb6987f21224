import csv
import json
import os
import re
import shutil
import subprocess
from collections import Counter
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random

import pikepdf
import pytest
from PIL import Image

from farde.demo import fonts, letters
from farde.demo.letterhead import Letter, typed
from farde.demo.people import synthetic_people
from farde.demo.scans import bench_sheets, synthetic_scans, write_scans
from farde.demo.sheet import Sheet
from farde.demo.workdays import is_working_day

PROFILE = Path(__file__).parents[2] / "profiles" / "cpas"
SIGNALS = list(csv.DictReader((PROFILE / "signals.csv").open(encoding="utf-8")))
THESAURUS = list(csv.DictReader((PROFILE / "thesaurus.csv").open(encoding="utf-8")))
TYPES = {row["type_id"] for row in SIGNALS}
PEOPLE = synthetic_people()


@pytest.fixture(scope="module")
def scans():
    return list(synthetic_scans(PEOPLE))


def _pages_of(scan):
    if scan.content_type == "application/pdf":
        return len(pikepdf.open(BytesIO(scan.data)).pages)
    return getattr(Image.open(BytesIO(scan.data)), "n_frames", 1)


def test_each_of_the_26_types_has_a_scan(scans):
    assert len(TYPES) == 26
    assert {scan.type_id for scan in scans} == TYPES


def test_every_inventory_of_the_thesaurus_has_a_model_and_models_invent_none():
    known = {(model.type_id, model.inventory_id) for model in letters.models()}
    listed = {(row["type_id"], row["inventaire_id"]) for row in THESAURUS}
    without_inventory = TYPES - {row["type_id"] for row in THESAURUS}
    assert known == listed | {(type_id, "") for type_id in without_inventory}


def test_a_file_has_the_pages_it_announces_with_a_text_for_each(scans):
    for scan in scans:
        assert _pages_of(scan) == scan.pages == len(scan.truth)


def test_every_usual_format_is_there_and_some_have_several_pages(scans):
    pages = Counter((scan.content_type, scan.pages > 1) for scan in scans)
    kinds = {"application/pdf", "image/jpeg", "image/png", "image/tiff"}
    assert {kind for kind, _several in pages} == kinds
    assert {kind for kind, several in pages if several} == {"application/pdf", "image/tiff"}
    assert max(scan.pages for scan in scans) == 4


def test_some_scans_are_black_and_white_faxes(scans):
    tiffs = [Image.open(BytesIO(s.data)) for s in scans if s.content_type == "image/tiff"]
    assert {tiff.info["compression"] for tiff in tiffs} == {"group4", "jpeg"}


def test_a_scanned_pdf_holds_pictures_and_no_text(scans):
    for scan in scans:
        if scan.content_type == "application/pdf":
            with pikepdf.open(BytesIO(scan.data)) as pdf:
                assert all(page.images for page in pdf.pages)
                assert not any("/Font" in page["/Resources"] for page in pdf.pages)


def test_pages_are_a4_at_200_dpi_or_more(scans):
    for scan in scans:
        if scan.content_type != "application/pdf":
            picture = Image.open(BytesIO(scan.data))
            assert picture.info["dpi"][0] >= 199
            assert picture.width / picture.height == pytest.approx(210 / 297, abs=0.01)


def test_a_page_weighs_what_an_office_scan_weighs(scans):
    assert all(15_000 < len(scan.data) / scan.pages < 600_000 for scan in scans)


def test_file_names_tell_nothing_about_the_person(scans):
    assert all(re.fullmatch(r"scan-\d{4}\.(pdf|jpg|png|tif)", scan.filename) for scan in scans)


def test_a_scan_names_the_person_it_concerns_in_that_person_s_language(scans):
    for scan in scans:
        person = PEOPLE[scan.person_index]
        assert person.last_name.upper() in "\n".join(scan.truth)
        assert scan.language == person.language


def test_about_a_third_of_the_scans_are_in_dutch(scans):
    assert 6 <= sum(scan.language == "nl" for scan in scans) <= 14


def test_scans_come_in_on_working_days_after_the_date_they_bear(scans):
    for scan in scans:
        assert scan.document_date < scan.received_on
        assert is_working_day(scan.received_on)
        assert is_working_day(scan.document_date)
        assert scan.received_on.year == 2026


def test_scans_come_by_the_known_channels(scans):
    assert {scan.channel for scan in scans} == {"mail", "email", "counter", "interview"}


def test_the_first_page_says_as_much_as_a_letter(scans):
    assert all(80 < len(scan.truth[0].split()) < 330 for scan in scans)


@pytest.mark.parametrize("model", letters.models(), ids=lambda m: f"{m.type_id}-{m.language}")
def test_a_model_has_no_blank_left_and_fits_its_pages(model):
    person = next(person for person in PEOPLE if model.suits(person))
    letter = Letter(model, person, date(2026, 3, 31), date(2026, 4, 1), "counter")
    sheet = typed(letter, Sheet(dpi=72, mode="L", points=9), Random(1))
    text = "\n".join(line for page in sheet.truth for line in page)
    assert "$" not in text
    assert len(sheet.pages) == model.pages


def test_the_total_of_an_invoice_is_the_sum_of_its_lines():
    model = next(m for m in letters.models() if m.type_id == "factures-charges-etudes-formations")
    _subject, body = letters.filled(model, PEOPLE[0], date(2026, 3, 31), Random(3))
    *lines, total = (
        int(row.rstrip("| ").rsplit("| ", 1)[1].replace(",", ""))
        for row in body.split("\n")
        if re.search(r",\d\d \|$", row)
    )
    assert sum(lines) == total


def test_the_same_seed_gives_the_same_bytes():
    first, second = (list(synthetic_scans(PEOPLE, count=4, seed=5)) for _ in range(2))
    assert first == second


def test_another_seed_gives_other_scans():
    (first,), (second,) = (list(synthetic_scans(PEOPLE, count=1, seed=seed)) for seed in (5, 6))
    assert first.data != second.data


def test_letters_are_typed_even_where_no_font_is_installed(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    fonts.font.cache_clear()
    fonts.font_file.cache_clear()
    try:
        letter = Letter(letters.models()[0], PEOPLE[0], date(2026, 3, 31), date(2026, 4, 1), "mail")
        assert typed(letter, Sheet(dpi=72, mode="L"), Random(1)).truth[0]
    finally:
        fonts.font.cache_clear()
        fonts.font_file.cache_clear()


def test_scans_are_written_with_a_listing_that_holds_their_text(tmp_path):
    (path,) = write_scans(tmp_path / "tray", count=1)
    (row,) = json.loads((tmp_path / "tray" / "scans.json").read_text(encoding="utf-8"))
    assert (row["filename"], row["pages"]) == (path.name, len(row["truth"]))


def test_a_benchmark_page_is_full_of_text():
    ((page, truth),) = bench_sheets(1)
    assert Image.open(BytesIO(page)).size == (2480, 3508)
    assert len(truth.split()) > 350


def _tesseract_reads_both_languages():
    if not shutil.which("tesseract"):
        return False
    known = subprocess.run(
        ["tesseract", "--list-langs"], check=False, capture_output=True, text=True
    )
    return {"fra", "nld"} <= set(known.stdout.split())


def _words(text):
    return Counter(re.findall(r"\w{2,}", text.lower()))


@pytest.mark.skipif(not _tesseract_reads_both_languages(), reason="needs tesseract fra+nld")
@pytest.mark.parametrize("suffix", ["tif", "jpg"])
def test_good_scans_remain_readable_by_machine(scans, tmp_path, suffix):
    scan = next(scan for scan in scans if scan.filename.endswith(suffix) and scan.pages == 1)
    path = tmp_path / scan.filename
    path.write_bytes(scan.data)
    run = ["tesseract", str(path), "-", "-l", "fra+nld"]
    one_core = os.environ | {"OMP_THREAD_LIMIT": "1"}
    read = subprocess.run(run, env=one_core, capture_output=True, text=True, check=True).stdout
    truth = _words(scan.truth[0])
    assert (truth & _words(read)).total() / truth.total() > 0.9
