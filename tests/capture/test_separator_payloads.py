import string
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from farde.capture.cutting.separators import (
    Cover,
    Separator,
    document_number,
    encode,
    parse,
    with_nonce,
)

slugs = st.from_regex(r"[a-z0-9]{1,12}(-[a-z0-9]{1,12}){0,3}", fullmatch=True)
numbers = st.from_regex(r"20[0-9]{2}-[0-9]{6,8}", fullmatch=True)
separators = st.builds(
    Separator, st.just("") | numbers, st.just("") | slugs, st.just("") | slugs, st.just("")
)
covers = st.builds(Cover, slugs, st.just("") | slugs, st.just(""))
seals = st.just("") | st.from_regex(r"[A-Z2-7]{16}", fullmatch=True)
sheets = st.builds(
    lambda sheet, seal: replace(with_nonce(sheet), seal=seal), st.one_of(separators, covers), seals
)


@given(sheets)
def test_what_is_printed_is_what_is_read(sheet):
    assert parse(encode(sheet)) == sheet


@given(sheets)
def test_a_payload_is_written_in_the_signs_a_qr_code_packs_tightest(sheet):
    assert set(encode(sheet)) <= set(string.digits + string.ascii_uppercase + " $%*+-./:")


@given(sheets, st.integers(0, 200), st.sampled_from(string.ascii_uppercase + string.digits + "/-"))
def test_a_payload_with_one_wrong_sign_is_nobody_s(sheet, place, sign):
    text = encode(sheet)
    place %= len(text)
    damaged = text[:place] + sign + text[place + 1 :]
    assume(damaged != text)
    assert parse(damaged) is None


@given(st.text(max_size=120))
def test_the_code_of_somebody_else_is_not_ours(text):
    assert parse(text) is None
    assert parse(f"FARDE/1/{text}") is None
    assert parse(f"FARDE/2/{text}") is None


@pytest.mark.parametrize(
    "sheet",
    [
        Separator(dossier="Amina Exemple"),
        Separator(dossier="85.07.30-033.28"),
        Separator(station="guichet/2"),
        Separator(document_type="Attestations emploi"),
        Cover(""),
    ],
)
def test_a_payload_has_no_room_for_a_name_or_a_niss(sheet):
    with pytest.raises(ValueError, match="not a number"):
        encode(with_nonce(sheet))


def test_two_sheets_printed_alike_are_told_apart():
    one, other = (with_nonce(Separator("2026-000123")) for _copy in range(2))
    assert one != other


def test_the_number_glued_on_a_document_is_known_from_other_barcodes():
    assert document_number("FARDE0001234") == document_number("farde-0001234") == "0001234"
    assert document_number("5449000000996") == document_number("FARDE/1/S") == ""


def test_a_sheet_printed_before_there_were_seals_is_still_read():
    said = parse("FARDE/1/S/2026-000123/ATTESTATIONS-EMPLOI/GUICHET-2/7K3M9X2P/0F494216")
    assert said == Separator("2026-000123", "attestations-emploi", "guichet-2", "7K3M9X2P")
