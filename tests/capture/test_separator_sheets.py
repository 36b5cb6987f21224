"""Sheets printed to be laid between documents: from the page to the scanner and back."""

import subprocess

import pytest
from PIL import Image

from farde.capture.cutting.proposing import is_separator
from farde.capture.cutting.separators import Separator, parse
from farde.capture.looking import PATCH_T
from farde.capture.looking.sight import seen
from farde.capture.sheets import printing
from farde.capture.sheets.errors import HowManySheets, UnknownLanguage, UnknownStation
from farde.capture.sheets.orders import MOST, order_of, station_slug
from farde.core.errors import Refusals
from farde.document.errors import UnknownType
from farde.dossier.errors import UnknownDossier
from stacks import worn


def order(world, **raw):
    with world.as_user("scan1"):
        return order_of(raw)


def faults(world, **raw):
    with pytest.raises(Refusals) as refused:
        order(world, **raw)
    return {one.field: type(one) for one in refused.value.each()}


def drawn(data, folder, dpi=150):
    (folder / "sheets.pdf").write_bytes(data)
    command = ["pdftoppm", "-r", str(dpi), "-gray", folder / "sheets.pdf", folder / "page"]
    subprocess.run(command, check=True)
    return [Image.open(path) for path in sorted(folder.glob("page-*.pgm"))]


def words(data, folder):
    (folder / "words.pdf").write_bytes(data)
    command = ["pdftotext", "-layout", folder / "words.pdf", "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_a_sheet_is_made_for_each_dossier_as_often_as_asked(world):
    numbers = [world.dossier().getId() for _dossier in range(2)]
    sheets = order(world, dossiers=numbers, copies="3", station="Guichet 2").sheets
    assert [one.dossier for one in sheets] == [numbers[0]] * 3 + [numbers[1]] * 3
    assert {one.station for one in sheets} == {"guichet-2"}
    assert len({one.nonce for one in sheets}) == 6


def test_a_sheet_may_leave_the_dossier_open(world):
    (sheet,) = order(world, document_type="attestations-emploi").sheets
    assert (sheet.dossier, sheet.document_type) == ("", "attestations-emploi")


def test_a_dossier_named_twice_gets_its_sheets_once(world):
    number = world.dossier().getId()
    assert len(order(world, dossiers=[number, f"{number} · Amina Exemple", " "]).sheets) == 1


def test_each_field_at_fault_is_named(world):
    number = world.dossier().getId()
    found = faults(
        world,
        dossiers=[number, "2026-999999"],
        document_type="inventé",
        station="Guichet <2>",
        copies="0",
        language="de",
    )
    assert found == {
        "dossiers.1": UnknownDossier,
        "document_type": UnknownType,
        "station": UnknownStation,
        "copies": HowManySheets,
        "language": UnknownLanguage,
    }


@pytest.mark.parametrize("copies", ["-1", "1e3", "dix", str(MOST + 1), "9" * 30])
def test_a_printing_has_a_bounded_number_of_sheets(world, copies):
    assert faults(world, copies=copies) == {"copies": HowManySheets}


def test_a_station_is_written_as_people_do():
    assert station_slug("Réception Étage_2 ") == "reception-etage-2"


def test_what_is_printed_is_read_from_the_scanned_sheet(world, tmp_path):
    number = world.dossier().getId()
    asked = order(world, dossiers=[number], document_type="attestations-fin-d-aides", station="A1")
    (page,) = drawn(printing.pdf(asked), tmp_path)
    sight = seen(worn(page.convert("L"), skew=3, noise=20, turn=180), 8.27, 11.69)
    (text,) = [one.text for one in sight.codes if one.format == "QRCode"]
    assert parse(text) == asked.sheets[0]
    assert PATCH_T in {one.format for one in sight.codes}


def test_a_plain_sheet_separates_and_says_nothing(world, tmp_path):
    pages = drawn(printing.pdf(order(world, plain="1", copies="2")), tmp_path)
    sights = [seen(page.convert("L"), 8.27, 11.69) for page in pages]
    assert len(pages) == 2
    assert all(is_separator(one) for one in sights)
    assert {code.format for one in sights for code in one.codes} == {PATCH_T}


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "Type de document"), ("nl", "Documenttype"), ("en", "Document type")],
)
def test_the_words_of_a_sheet_are_in_its_language(world, tmp_path, language, said):
    asked = order(world, document_type="attestations-emploi", language=language)
    assert said in words(printing.pdf(asked), tmp_path)


def test_a_sheet_bears_no_name_and_no_niss(world, tmp_path):
    dossier = world.dossier(last_name="Exemple", niss="85073003328")
    text = words(printing.pdf(order(world, dossiers=[dossier.getId()])), tmp_path)
    assert dossier.getId() in text
    assert "Exemple" not in text and "0033" not in text


def test_the_capture_team_prints_sheets_from_the_page(browse, served_world):
    number = served_world.dossier().getId()
    page = browse("scan1", "@@separators")
    form = page.getForm(id="separators")
    form.getControl(name="dossiers:list").value = number
    form.getControl(name="copies").value = "2"
    form.getControl("Imprimer les feuilles").click()
    assert page.headers["content-type"] == "application/pdf"
    assert page.headers["cache-control"] == "private, no-store"


def test_a_refused_form_comes_back_filled(browse, served_world):
    page = browse("scan1", "@@separators")
    form = page.getForm(id="separators")
    form.getControl(name="dossiers:list").value = "2026-999999"
    form.getControl(name="station").value = "Guichet 2"
    form.getControl("Imprimer les feuilles").click()
    again = page.getForm(id="separators")
    assert again.getControl(name="dossiers:list").value == "2026-999999"
    assert again.getControl(name="station").value == "Guichet 2"
    assert 'aria-invalid="true"' in page.contents


def test_another_dossier_is_asked_for_without_a_script(browse, served_world):
    page = browse("scan1", "@@separators")
    page.getForm(id="separators").getControl("Ajouter un dossier").click()
    assert page.contents.count('name="dossiers:list"') == 2


def test_sheets_are_printed_by_who_files(browse, served_world):
    page = browse("frontdesk1", "@@separators")
    assert "Imprimer les feuilles" not in page.contents


def test_a_separator_is_nothing_without_its_nonce():
    assert parse("FARDE/1/S////00000000") is None
    assert Separator().nonce == ""
