"""The days a text bears: when it was written, when it was stamped as received. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from farde.core.words import fold

_MONTHS = (
    ("janvier", "januari", "january"),
    ("fevrier", "februari", "february"),
    ("mars", "maart", "march"),
    ("avril", "april"),
    ("mai", "mei", "may"),
    ("juin", "juni", "june"),
    ("juillet", "juli", "july"),
    ("aout", "augustus", "august"),
    ("septembre", "september"),
    ("octobre", "oktober", "october"),
    ("novembre", "november"),
    ("decembre", "december"),
)
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_NAMES = "|".join(sorted(_NUMBER_OF, key=len, reverse=True))
_DAY = re.compile(
    rf"(?<![\d/.])(?:(\d{{1,2}})(?:er|e|st|nd|rd|th)?\.?\s{{0,2}}({_NAMES})\.?\s{{0,2}}(\d{{4}})"
    r"|(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4})"
    r"|(\d{4})-(\d{2})-(\d{2}))(?![\d/])"
)
_STAMP = re.compile(r"\b(?:recu|ontvangen|received)\b(?:\s+(?:le|op|on))?[\s:.\-]{0,12}$")
_BIRTH = re.compile(
    r"(?:\bnee?\b|\bne\(e\)|naissance|geboren|geboorte\w*|\bborn|birth)[^\n]{0,40}$"
)
_PLACED = re.compile(r"(?:^|\n)[^\n\d,.;:]{2,40}(?:,\s?(?:le\s|den\s)?|\sle\s)$")
_LABELLED = re.compile(
    r"\b(?:date|datum|fait a [^\n]{2,30}|gedaan te [^\n]{2,30})[\s:,]*(?:le|op)?\s*$"
)
#: Characters before a day that say what the day is.
_BEFORE = 60
#: Letters are dated near their head, or at their foot where they are signed.
_HEAD = 900


@dataclass(frozen=True)
class Dated:
    """A day that a page (from 1) bears, and how: ``placed``, ``labelled``, ``first``, ``stamp``."""

    day: date
    how: str
    page: int = 1


def written_on(pages: tuple[str, ...], today: date) -> list[Dated]:
    """Return the days on which a document may have been written, the likeliest first."""
    order = ("placed", "labelled", "first")
    found = [one for one in _days(pages[:1]) if one.how in order and one.day <= today]
    ranked = sorted(found, key=lambda one: order.index(one.how))
    return list({one.day: one for one in reversed(ranked)}.values())[::-1]


def received_on(pages: tuple[str, ...], today: date) -> list[Dated]:
    """Return the days that a stamp of reception gives, the latest first."""
    found = {one.day: one for one in _days(pages) if one.how == "stamp" and one.day <= today}
    return sorted(found.values(), key=lambda one: one.day, reverse=True)


def years(text: str) -> set[str]:
    """Return the years of all days in a text, birth days with them."""
    return {str(day.year) for day, _at in _found(fold(text))}


def _days(pages: tuple[str, ...]) -> Iterator[Dated]:
    for number, text in enumerate(pages, start=1):
        folded, first = fold(text), True
        for day, at in _found(folded):
            how = _how(folded[max(0, at - _BEFORE) : at], at, first)
            first = first and how in ("birth", "stamp")
            yield Dated(day, how, number)


def _how(before: str, at: int, first: bool) -> str:
    if _STAMP.search(before):
        return "stamp"
    if _BIRTH.search(before):
        return "birth"
    if at < _HEAD and _PLACED.search(before):
        return "placed"
    if _LABELLED.search(before):
        return "labelled"
    return "first" if first and at < _HEAD else "other"


def _found(folded: str) -> Iterator[tuple[date, int]]:
    for match in _DAY.finditer(folded):
        day, name, year, day2, month2, year2, year3, month3, day3 = match.groups()
        month = _NUMBER_OF[name] if name else month2 or month3
        try:
            found = date(int(year or year2 or year3), int(month), int(day or day2 or day3))
        except ValueError:
            continue
        yield found, match.start()
