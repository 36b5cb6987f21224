"""Invented senders, kept in ``senders.csv``: none of these institutions exists."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("senders.csv")
PLACE = {"fr": "Sainte-Ursuline", "nl": "Sint-Ursula"}


@dataclass(frozen=True)
class Sender:
    """Who writes: names by language, address, face of the letterhead."""

    name: dict[str, str]
    motto: dict[str, str]
    street: dict[str, str]
    officer: str
    family: str = "serif"
    layout: str = "none"
    colour: str = "#222222"


@cache
def senders() -> dict[str, Sender]:
    """Return the invented senders by their short id."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {row.pop("id"): _sender(row) for row in csv.DictReader(lines)}


def _sender(row: dict[str, str]) -> Sender:
    return Sender(
        name={language: row.pop(language) for language in PLACE},
        motto={language: row.pop(f"motto_{language}") for language in PLACE},
        street={language: row.pop(f"street_{language}") for language in PLACE},
        **row,
    )
