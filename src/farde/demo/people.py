"""Invented citizens, drawn from a seed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import NamedTuple

from farde.demo.names import COMMUNES, DUTCH_SPEAKING, FRENCH_SPEAKING, STREETS
from farde.demo.niss import KNOWN_SEX, UNKNOWN_SEX, niss_for, serial_for

# Shuffled for each score of persons, so that proportions hold at any count.
NUMBERS = (0,) * 15 + (UNKNOWN_SEX, KNOWN_SEX, KNOWN_SEX) + (None,) * 2
LANGUAGES = ("fr",) * 14 + ("nl",) * 6
INCOMES = (True, False) * 10
OLDEST, YOUNGEST = date(1941, 1, 1), date(2008, 1, 1)
CASEWORKERS = ("caseworker1", "caseworker2")


@dataclass(frozen=True)
class SyntheticPerson:
    """An invented citizen; ``niss`` is eleven digits, or empty when none is known."""

    first_name: str
    last_name: str
    birth_date: date | None
    language: str
    niss: str
    street: str
    postcode: str
    city: str
    phone: str
    active_ri: bool
    caseworker: str

    @property
    def name(self) -> str:
        """The name as offices write it: ``Samira TAZROUTI``."""
        return f"{self.first_name} {self.last_name.upper()}"

    @property
    def address(self) -> str:
        """The address on one line."""
        return f"{self.street}, {self.postcode} {self.city}"


def synthetic_people(count: int = 40, seed: int = 1030) -> list[SyntheticPerson]:
    """Return ``count`` invented citizens; the first ones do not depend on ``count``."""
    return list(islice(_people(Random(seed)), count))


def _people(rng: Random) -> Iterator[SyntheticPerson]:
    taken: set[tuple[str, str]] = set()
    index = 0
    while True:
        for traits in _score(rng):
            yield _person(rng, index, traits, taken)
            index += 1


class _Traits(NamedTuple):
    month_shift: int | None
    language: str
    active_ri: bool


def _score(rng: Random) -> list[_Traits]:
    columns = [rng.sample(column, len(column)) for column in (NUMBERS, LANGUAGES, INCOMES)]
    return [_Traits(*row) for row in zip(*columns, strict=True)]


def _person(
    rng: Random, index: int, traits: _Traits, taken: set[tuple[str, str]]
) -> SyntheticPerson:
    month_shift, language, active_ri = traits
    woman = rng.random() < 0.5
    first_name, last_name = _new_name(rng, language, woman, taken)
    birth_date = _birth_date(rng)
    niss = "" if month_shift is None else niss_for(birth_date, serial_for(rng, woman), month_shift)
    street, postcode, city = _address(rng, language)
    return SyntheticPerson(
        first_name=first_name,
        last_name=last_name,
        birth_date=None if month_shift is None and rng.random() < 0.3 else birth_date,
        language=language,
        niss=niss,
        street=street,
        postcode=postcode,
        city=city,
        phone=f"02 000 {index // 100 % 100:02d} {index % 100:02d}",
        active_ri=active_ri,
        caseworker=CASEWORKERS[index % 2],
    )


def _new_name(
    rng: Random, language: str, woman: bool, taken: set[tuple[str, str]]
) -> tuple[str, str]:
    origin = rng.choice(FRENCH_SPEAKING if language == "fr" else DUTCH_SPEAKING)
    given = origin.women if woman else origin.men
    name = (rng.choice(given), rng.choice(origin.families))
    while name in taken:
        name = (f"{name[0]} {rng.choice(given)}", name[1])
    taken.add(name)
    return name


def _birth_date(rng: Random) -> date:
    # One in three is a young adult: half of these were born in this century.
    oldest = date(1996, 1, 1) if rng.random() < 0.35 else OLDEST
    return oldest + timedelta(days=rng.randrange((YOUNGEST - oldest).days))


def _address(rng: Random, language: str) -> tuple[str, str, str]:
    postcode, *city = rng.choice(COMMUNES)
    column = 0 if language == "fr" else 1
    number = f"{rng.randrange(1, 240)}{rng.choice(('', '', '', ' bte 2', ' bte 4'))}"
    return f"{rng.choice(STREETS)[column]} {number}", postcode, city[column]
