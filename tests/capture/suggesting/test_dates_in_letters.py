"""The day of a letter is told from days of birth, periods and stamps."""

from datetime import date

import pytest

from farde.capture.suggesting.days import received_on, written_on, years
from lettertexts import letters

TODAY = date(2026, 9, 1)


def first(text: str) -> tuple:
    found = written_on((text,), TODAY)
    return (found[0].day, found[0].how) if found else ()


@pytest.mark.parametrize(
    "line",
    [
        "Sainte-Ursuline, le 24 avril 2026",
        "Sint-Ursula, 24 april 2026",
        "Brussels, 24 April 2026",
        "Bruxelles le 24/04/2026",
    ],
)
def test_place_and_day_at_the_head_date_a_letter(line):
    text = f"Mutualité\nNé(e) le 14/05/1971\n{line}\nMadame,\nDu 01/02/2026 au 28/02/2026"
    assert first(text) == (date(2026, 4, 24), "placed")


def test_the_first_of_a_month_is_read():
    assert first("Mons, le 1er août 2026")[0] == date(2026, 8, 1)


def test_a_day_that_says_it_is_the_date_comes_before_one_that_does_not():
    assert first("Période 01/02/2026\nDate : 12.03.2026") == (date(2026, 3, 12), "labelled")


@pytest.mark.parametrize("text", ["Né le 14/05/1971", "REÇU LE 09/03/2026", "31/02/2026", "", "12"])
def test_a_birth_a_stamp_and_an_impossible_day_date_nothing(text):
    assert first(text) == ()


def test_no_letter_is_written_tomorrow():
    assert first("Mons, le 2 septembre 2026") == ()


@pytest.mark.parametrize(
    "text", ["REÇU LE\n09 -03- 2026", "RECU LE: 09/03/2026", "ONTVANGEN OP 9 maart 2026"]
)
def test_a_stamp_says_when_it_was_received(text):
    assert [one.day for one in received_on(("", text), TODAY)] == [date(2026, 3, 9)]


def test_without_a_stamp_nothing_is_said_of_reception():
    assert received_on(("Mons, le 9 mars 2026",), TODAY) == []


def test_years_are_those_of_whole_days():
    assert years("né le 14/05/1971, boulevard 1985, le 2 mars 2026") == {"1971", "2026"}


def test_most_letters_that_are_placed_are_dated_rightly():
    found = [(first(one.text), one.written_on) for one in letters(102)]
    placed = [(said[0], true) for said, true in found if said and said[1] == "placed"]
    assert len(placed) > 40
    assert sum(said == true for said, true in placed) / len(placed) > 0.95
