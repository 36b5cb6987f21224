"""Numbers that point to one person: found in what was read, however badly it was read. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum.be import ssn

from farde.dossier.phones import dialled

#: What recognition takes for a digit, and which digit it is then.
_CONFUSED = str.maketrans("OoQDIl|!SsBZzG", "00001111558226")
_ANY = r"[0-9OoQDIl|!SsBZzG]"
_GAP = r"[ .,·:/\-–—]{0,3}"
_NISS = re.compile(
    rf"(?<![\w.]){_ANY}{{2}}{_GAP}{_ANY}{{2}}{_GAP}{_ANY}{{2}}{_GAP}{_ANY}{{3}}{_GAP}{_ANY}{{2}}(?!\w)"
)
_DOSSIER = re.compile(rf"(?<!\w)(2[0Oo]{_ANY}{{2}})\s?[-–—]\s?({_ANY}{{6}})(?!\w)")
_PHONE = re.compile(r"(?<![\w/+.,-])(?:(?:\+|00)32[\s./]*(?:\(0\))?|0)(?:[\s./-]*\d){8,9}(?![\w/])")
_REFERENCE = re.compile(
    r"(?:r[ée]f[ée]ren[ct]\w*|r[ée]f\b|kenmerk\w*|num[ée]ro|nummer|\bn°|\bnr\b|dossier|klant\w*"
    r"|affili\w*|aansluiting\w*|contrat|contract|matricule)"
    r"[\s.:°]*(?:n°|nr|client|d'affiliation|is)?[\s.:]*([A-Z0-9][A-Z0-9./\-]{4,24})(?![\w@])",
    re.IGNORECASE,
)
#: With fewer true digits it may as well be a word.
_TRUE_DIGITS = {11: 8, 10: 6}


@dataclass(frozen=True)
class Trait:
    """A number found on a page (from 1); ``exact`` when no character had to be mended."""

    value: str
    page: int = 1
    exact: bool = True


def national_numbers(text: str, page: int = 1) -> Iterator[Trait]:
    """Yield the national numbers in a text, as eleven digits that pass the register's check."""
    for found in _NISS.finditer(text):
        written = re.sub(r"[^\w|!]", "", found.group())
        digits = written.translate(_CONFUSED)
        if _is_number(digits, written) and ssn.is_valid(digits):
            yield Trait(digits, page, digits == written)


def dossier_numbers(text: str, page: int = 1) -> Iterator[Trait]:
    """Yield what is written like the number of a dossier: ``2026-000012``."""
    for found in _DOSSIER.finditer(text):
        year, number = (part.translate(_CONFUSED) for part in found.groups())
        if _is_number(year + number, found.group()):
            yield Trait(f"{year}-{number}", page, year + number == "".join(found.groups()))


def phones(text: str, page: int = 1) -> Iterator[Trait]:
    """Yield Belgian telephone numbers as they are dialled at home: ``020000026``."""
    for found in _PHONE.finditer(text):
        yield Trait(dialled(found.group()), page)


def references(text: str, page: int = 1) -> Iterator[Trait]:
    """Yield what others call their file or customer by, letters and digits only, in capitals."""
    for found in _REFERENCE.finditer(text):
        plain = re.sub(r"[^A-Z0-9]", "", found.group(1).upper())
        if len(plain) >= 5 and any(char.isdigit() for char in plain) and not ssn.is_valid(plain):
            yield Trait(plain, page)


def _is_number(digits: str, written: str) -> bool:
    return sum(char.isdigit() for char in written) >= _TRUE_DIGITS[len(digits)]
