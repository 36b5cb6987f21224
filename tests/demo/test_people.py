from datetime import date

import pytest
from stdnum.be import bis, nn, ssn

from farde.demo.niss import formatted_niss, niss_check, niss_for
from farde.demo.people import synthetic_people

PEOPLE = synthetic_people()


def test_every_synthetic_niss_passes_the_official_check():
    assert all(ssn.is_valid(person.niss) for person in synthetic_people(400) if person.niss)


def test_three_in_four_have_a_national_number_some_a_bis_number_some_none():
    numbers = [person.niss for person in PEOPLE]
    assert sum(nn.is_valid(number) for number in numbers) == 30
    assert sum(bis.is_valid(number) for number in numbers) == 6
    assert numbers.count("") == 4


def test_bis_numbers_come_with_the_sex_known_and_unknown():
    shifts = {int(p.niss[2:4]) // 20 for p in PEOPLE if bis.is_valid(p.niss)}
    assert shifts == {1, 2}


def test_some_were_born_in_this_century():
    assert any(nn.is_valid(p.niss) and p.birth_date.year >= 2000 for p in PEOPLE)


def test_the_niss_tells_the_birth_date():
    assert all(nn.get_birth_date(p.niss) == p.birth_date for p in PEOPLE if nn.is_valid(p.niss))


def test_a_person_may_be_known_without_a_birth_date():
    assert any(person.birth_date is None for person in synthetic_people(60))


@pytest.mark.parametrize("count", [40, 2000])
def test_no_two_persons_bear_the_same_name(count):
    people = synthetic_people(count)
    assert len({(p.first_name, p.last_name) for p in people}) == count


def test_seven_in_ten_speak_french_and_the_others_dutch():
    languages = [person.language for person in PEOPLE]
    assert (languages.count("fr"), languages.count("nl")) == (28, 12)


def test_half_of_them_receive_the_integration_income():
    assert sum(person.active_ri for person in PEOPLE) == 20


def test_dossiers_are_shared_between_two_caseworkers():
    assert [p.caseworker for p in PEOPLE[:3]] == ["caseworker1", "caseworker2", "caseworker1"]


def test_phone_numbers_are_in_a_range_nobody_has():
    assert all(person.phone.startswith("02 000 ") for person in PEOPLE)


def test_the_same_seed_gives_the_same_people_whatever_the_count():
    assert synthetic_people(10) == PEOPLE[:10]
    assert synthetic_people(10, seed=7) != PEOPLE[:10]


@pytest.mark.parametrize(
    ("nine_digits", "born_2000_or_later", "check"),
    [("850730033", False, "28"), ("170730033", True, "84"), ("850730061", False, "97")],
)
def test_check_digits_follow_the_official_vectors(nine_digits, born_2000_or_later, check):
    assert niss_check(nine_digits, born_2000_or_later) == check


def test_a_niss_is_printed_as_on_belgian_forms():
    assert formatted_niss(niss_for(date(1985, 7, 30), 33)) == "85.07.30-033.28"
    assert formatted_niss("") == ""
