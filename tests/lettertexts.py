"""The words of synthetic letters without their pictures, with what is true of each."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from farde.demo.letterhead import Letter, typed
from farde.demo.letters import Model, models
from farde.demo.people import SyntheticPerson, synthetic_people
from farde.demo.sheet import Sheet


@dataclass(frozen=True)
class LetterText:
    """A letter: its pages as text, the person, the terms and the day it bears."""

    pages: tuple[str, ...]
    person: int
    type_id: str
    kind_id: str
    written_on: date
    model: int

    @property
    def text(self) -> str:
        return "\n".join(self.pages)

    @property
    def label(self) -> str:
        return f"{self.type_id}|{self.kind_id}"


@cache
def people(count: int = 60) -> tuple[SyntheticPerson, ...]:
    return tuple(synthetic_people(count))


@cache
def letters(count: int, seed: int = 1) -> tuple[LetterText, ...]:
    """Return letters of all models in turn, each to another person."""
    found, rng = [], Random(seed)
    for number in range(count):
        model = number % len(models())
        found.append(_letter(models()[model], model, rng))
    return tuple(found)


def misread(text: str, rate: float, rng: Random) -> str:
    """Return a text as a bad scan is read: letters swapped for like ones, dropped, doubled."""
    like = dict(zip("oOlIeacnumrtSB05", "0Oll1coumnntf58DS", strict=False))
    out = []
    for char in text:
        drawn = rng.random()
        if drawn > rate or char in " \n":
            out.append(char)
        elif drawn < rate / 2:
            out.append(like.get(char, char))
        elif drawn < rate * 3 / 4:
            out.append("")
        else:
            out.append(char * 2)
    return "".join(out)


def _letter(model: Model, number: int, rng: Random) -> LetterText:
    suited = [place for place, one in enumerate(people()) if model.suits(one)]
    place = rng.choice(suited)
    written = date(2026, 1, 5) + timedelta(days=rng.randrange(150))
    letter = Letter(model, people()[place], written, written + timedelta(days=3), "email")
    sheet = Sheet(dpi=40, mode="L", points=8.5)
    typed(letter, sheet, rng)
    pages = tuple("\n".join(lines) for lines in sheet.truth)
    return LetterText(pages, place, model.type_id, model.inventory_id, written, number)
