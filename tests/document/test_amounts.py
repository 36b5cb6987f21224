"""Amounts are typed as they are in Belgium, and shown the same way."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farde.document.amounts import parsed_amount, written_amount
from farde.document.errors import InvalidAmount


@pytest.mark.parametrize(
    ("typed", "euro"),
    [
        ("1.234,56", "1234.56"),
        ("1234,56", "1234.56"),
        ("12,5", "12.50"),
        ("1 234,56", "1234.56"),
        ("1\u202f234,56\u00a0€", "1234.56"),
        ("€ 12,50", "12.50"),
        ("1.234", "1234.00"),
        ("1234", "1234.00"),
        ("12.50", "12.50"),
        ("0", "0.00"),
    ],
)
def test_what_people_type_is_understood(typed, euro):
    assert parsed_amount(typed) == Decimal(euro)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "douze",
        "12,345",
        "1,234.56",
        "1.23,45",
        "12.3456",
        "-5",
        "1e3",
        "12,50,1",
        "١٢",
        "9" * 10,
    ],
)
def test_what_could_be_misread_is_refused(typed):
    with pytest.raises(InvalidAmount):
        parsed_amount(typed)


@given(st.integers(min_value=0, max_value=10**11 - 1))
def test_what_is_shown_is_understood_again(cents):
    amount = Decimal(cents) / 100
    assert parsed_amount(written_amount(amount)) == amount


def test_no_amount_shows_nothing():
    assert written_amount(None) == ""
