"""Numbers that point to a person are found, mended, and never made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.be import ssn

from farde.capture.suggesting.traits import dossier_numbers, national_numbers, phones, references
from farde.demo.niss import formatted_niss
from farde.demo.people import synthetic_people

NUMBERS = [one.niss for one in synthetic_people(60) if one.niss]
LIKE = {"0": "OoQD", "1": "Il|!", "2": "Z", "5": "S", "8": "B", "6": "G"}


def values(found) -> list[str]:
    return [one.value for one in found]


@pytest.mark.parametrize("gap", ["", " ", ".", "-", " - "])
def test_a_national_number_is_found_however_it_is_spaced(gap):
    niss = NUMBERS[0]
    written = gap.join((niss[:2], niss[2:4], niss[4:6], niss[6:9], niss[9:]))
    assert values(national_numbers(f"NISS : {written}, merci")) == [niss]


@given(st.sampled_from(NUMBERS), st.integers(0, 10), st.integers(0, 3))
def test_one_misread_character_is_mended_and_said_to_be(niss, at, which):
    likes = LIKE.get(niss[at])
    written = niss[:at] + (likes[which % len(likes)] if likes else niss[at]) + niss[at + 1 :]
    [found] = national_numbers(f"({formatted_niss(written)})")
    assert (found.value, found.exact) == (niss, written == niss)


@given(st.text(alphabet="0123456789OoIlSBZ .-/", min_size=8, max_size=40))
def test_whatever_is_found_passes_the_check_of_the_register(noise):
    assert all(ssn.is_valid(value) for value in values(national_numbers(noise)))


@given(st.sampled_from(NUMBERS), st.integers(0, 10), st.integers(1, 9))
def test_a_digit_read_as_another_one_names_nobody(niss, at, shift):
    other = str((int(niss[at]) + shift) % 10)
    wrong = niss[:at] + other + niss[at + 1 :]
    assert niss not in values(national_numbers(formatted_niss(wrong)))


@pytest.mark.parametrize(
    "text",
    [
        "BE00 9990 8117 7364",
        "+++990/0123/45667+++",
        "facture 850730033281",
        "les soldes, boissons",
        "",
    ],
)
def test_an_account_a_communication_and_words_are_no_national_number(text):
    assert values(national_numbers(text)) == []


def test_the_number_of_a_dossier_is_found_also_when_a_zero_is_read_as_a_letter():
    found = list(dossier_numbers("V/réf. 2026-000012 et 2026-OOO013"))
    assert [(one.value, one.exact) for one in found] == [
        ("2026-000012", True),
        ("2026-000013", False),
    ]


@pytest.mark.parametrize(
    "written",
    ["02 000 00 26", "02/000.00.26", "+32 2 000 00 26", "0032 2 000 00 26", "+32(0)2 0000026"],
)
def test_a_telephone_number_is_found_in_every_usual_spelling(written):
    assert values(phones(f"Tél. : {written}\n")) == ["020000026"]


def test_an_account_is_no_telephone_number():
    assert values(phones("BE00 9990 8117 7364")) == []


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Nos références : 26-2148/G", "262148G"),
        ("Onze referentie: 26-2148/G", "262148G"),
        ("affilié sous le numéro 2026/37900", "202637900"),
        ("N° client : 44-812.A9", "44812A9"),
    ],
)
def test_a_reference_is_kept_without_its_spelling(text, plain):
    assert values(references(text)) == [plain]


def test_a_national_number_and_a_word_are_no_reference():
    assert values(references(f"dossier {NUMBERS[0]}, référence interne")) == []
