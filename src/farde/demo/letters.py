"""Models of invented letters, kept in ``texts/<language>/*.txt``, and how they are filled in."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from string import Template

from farde.demo.niss import formatted_niss
from farde.demo.people import SyntheticPerson
from farde.demo.senders import Sender, senders
from farde.demo.wording import long_date, month_name, words

FOLDER = Path(__file__).with_name("texts")
CHILDREN = ("Camille", "Sacha", "Noor", "Charlie", "Alix", "Robin", "Lou", "Eden", "Maxime")
AMOUNTS = {
    "eur_a": (24, 140),
    "eur_b": (12, 60),
    "eur_c": (8, 40),
    "eur_d": (4, 25),
    "eur_e": (180, 900),
}
# In cents: what the fixed lines of the bank statement leave before those drawn from the seed.
BALANCE = 767_93


@dataclass(frozen=True)
class Model:
    """A kind of letter: where it belongs in the thesaurus, who writes it, what it says."""

    type_id: str
    language: str
    sender_id: str
    body: str
    inventory_id: str = ""
    to: str = ""
    subject: str = ""
    stamp: str = "none"
    ages: tuple[int, int] = (20, 64)

    @property
    def pages(self) -> int:
        """How many pages the letter is meant to fill."""
        return 1 + self.body.count("\n===\n")

    def suits(self, person: SyntheticPerson) -> bool:
        """Say whether such a letter could well concern this person."""
        if person.birth_date is None and "$birth" in self.body.replace(":: $birth", ""):
            return False
        age = 2026 - person.birth_date.year if person.birth_date else 35
        return person.language == self.language and self.ages[0] <= age <= self.ages[1]

    def sender(self, person: SyntheticPerson) -> Sender:
        """Return who writes: an invented institution, or the person."""
        if self.sender_id == "self":
            lines = (person.name, person.phone, person.address)
            return Sender(*({self.language: line} for line in lines), officer=person.name)
        return senders()[self.sender_id]


@cache
def models() -> tuple[Model, ...]:
    """Return every model of letter, in the order of their files."""
    return tuple(_model(path) for path in sorted(FOLDER.glob("*/*.txt")))


def _model(path: Path) -> Model:
    head, body = path.read_text(encoding="utf-8").split("\n\n", 1)
    keys = dict(line.split(": ", 1) for line in head.splitlines())
    usual_ages = "32-58" if "$child" in body else "20-64"
    youngest, oldest = keys.get("ages", usual_ages).split("-")
    return Model(
        type_id=keys["type"],
        language=path.parent.name,
        sender_id=keys["sender"],
        body=body.strip(),
        inventory_id=keys.get("inventory", ""),
        to=keys.get("to", ""),
        subject=keys.get("subject", ""),
        stamp=keys["stamp"],
        ages=(int(youngest), int(oldest)),
    )


def wordy_model(language: str, rng: Random, words_wanted: int = 420) -> Model:
    """Return a model of plain paragraphs that fills a page, drawn from those of the language."""
    letters = [model for model in models() if model.language == language and model.to == "cpas"]
    paragraphs: list[str] = []
    for model in rng.sample(letters, len(letters)):
        paragraphs += [block for block in model.body.split("\n\n") if _plain(block)]
        if len(" ".join(paragraphs).split()) > words_wanted:
            break
    return replace(model, body="\n\n".join(paragraphs))


def _plain(block: str) -> bool:
    return len(block) > 90 and block[0] not in "#|[>-~!" and " :: " not in block


def filled(model: Model, person: SyntheticPerson, day: date, rng: Random) -> tuple[str, str]:
    """Return the subject and the body with every blank filled in."""
    blanks = (
        _identity(model, person)
        | _dates(model.language, day)
        | _amounts(model, rng)
        | _numbers(day, rng)
        | _children(rng)
    )
    return Template(model.subject).substitute(blanks), Template(model.body).substitute(blanks)


def _identity(model: Model, person: SyntheticPerson) -> dict[str, str]:
    unknown, sender = words(model.language)["unknown"], model.sender(person)
    return {
        "name": person.name,
        "first_name": person.first_name,
        "last_name": person.last_name.upper(),
        "birth": f"{person.birth_date:%d/%m/%Y}" if person.birth_date else unknown,
        "niss": formatted_niss(person.niss) or unknown,
        "address": person.address,
        "phone": person.phone,
        "sender": sender.name[model.language],
        "officer": sender.officer,
    }


def _dates(language: str, day: date) -> dict[str, str]:
    last_month = day.replace(day=1) - timedelta(days=1)
    return {
        "date": long_date(day, language),
        "day": f"{day:%d/%m/%Y}",
        "earlier": f"{day - timedelta(days=4):%d/%m/%Y}",
        "deadline": f"{day + timedelta(days=monthrange(day.year, day.month)[1]):%d/%m/%Y}",
        "first_day": f"{last_month:01/%m/%Y}",
        "month": f"{month_name(last_month, language)} {last_month.year}",
        "mm": f"{last_month:%m}",
        "school_year": "2025-2026",
    }


def _amounts(model: Model, rng: Random) -> dict[str, str]:
    cents = {name: rng.randrange(low * 100, high * 100) for name, (low, high) in AMOUNTS.items()}
    total = sum(value for name, value in cents.items() if f"${name}" in model.body)
    cents |= {"eur_total": total, "eur_balance": BALANCE - total}
    return {name: _euros(value) for name, value in cents.items()}


def _euros(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02d}"


def _numbers(day: date, rng: Random) -> dict[str, str]:
    start = 990_000_000_0 + rng.randrange(10_000_000)
    digits = f"{start}{start % 97 or 97:02d}"
    return {
        # A Belgian account never has check digits 00: nobody can be paid by mistake.
        "iban": f"BE00 9990 {rng.randrange(10_000):04d} {rng.randrange(10_000):04d}",
        "ogm": f"+++{digits[:3]}/{digits[3:7]}/{digits[7:]}+++",
        "ref": f"{day.year}/{rng.randrange(1_000, 99_999):05d}",
    }


def _children(rng: Random) -> dict[str, str]:
    first, second = rng.sample(CHILDREN, 2)
    births = [date(2010, 1, 1) + timedelta(days=rng.randrange(1500)) for _ in range(2)]
    return {
        "child": first,
        "child2": second,
        "child_birth": f"{births[0]:%d/%m/%Y}",
        "child2_birth": f"{births[1]:%d/%m/%Y}",
    }
