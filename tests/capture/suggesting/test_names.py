"""Somebody of the registry is found by name, also in a text that was badly read."""

from random import Random

import pytest

from farde.capture.suggesting.names import Known, NameIndex
from farde.demo.people import synthetic_people
from lettertexts import letters, misread, people

PEOPLE = [Known(str(n), f"2026-{n:06}", one.name) for n, one in enumerate(people())]
INDEX = NameIndex(PEOPLE)


def named(text: str, index: NameIndex = INDEX) -> list[str]:
    return [hit.known.name for hit in index.find(text)]


def one_name() -> NameIndex:
    return NameIndex([Known("u1", "2026-000001", "Élodie Van Lindenaer"), *PEOPLE[:5]])


@pytest.mark.parametrize(
    "text",
    [
        "Madame Élodie VAN LINDENAER",
        "Concerne : LINDENAER (VAN) Elodie",
        "van  lindenaer,\nelodie",
        "Elodie Van Lindenaar",
        "ELODlE VAN LINDENAER",
    ],
)
def test_a_person_is_found_whatever_the_order_case_accents_and_one_wrong_letter(text):
    assert named(text, one_name())[:1] == ["Élodie Van Lindenaer"]


@pytest.mark.parametrize(
    "text",
    ["Élodie", "Van Lindenaer", "Elodie " + "mot " * 9 + "Lindenaer", "", "van de la"],
)
def test_half_a_name_or_one_torn_apart_is_nobody(text):
    assert named(text, one_name()) == []


def test_the_very_letters_are_likelier_than_similar_ones():
    index = NameIndex([Known("1", "1", "Nadia Tazrouti"), Known("2", "2", "Nadia Tazroutini")])
    found = index.find("Nadia Tazroutini")
    assert found[0].known.uid == "2" and found[0].likeness == 1
    assert all(hit.likeness < 1 for hit in found[1:])


def test_namesakes_are_all_found_in_a_steady_order():
    index = NameIndex([Known("b", "2", "Nadia Herbinot"), Known("a", "1", "Nadia Herbinot")])
    assert [hit.known.number for hit in index.find("Nadia Herbinot")] == ["1", "2"]


def test_an_empty_registry_knows_nobody():
    assert named("Nadia Herbinot", NameIndex([])) == []


def test_letters_that_name_their_person_lead_to_them_among_thousands():
    crowd = [Known(str(n), str(n), one.name) for n, one in enumerate(synthetic_people(3000))]
    index, found, clean = NameIndex(crowd), 0, 0
    some = [one for one in letters(102) if people()[one.person].name in one.text]
    for number, one in enumerate(some):
        wanted = people()[one.person].name
        clean += wanted in named(one.text, index)
        found += wanted in named(misread(one.text, 0.02, Random(number)), index)
    assert clean == len(some) > 20
    assert found / len(some) > 0.8
