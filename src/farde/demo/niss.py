"""NISS numbers for invented citizens: right check digits, no owner."""

from datetime import date
from random import Random

CENTURY = 2_000_000_000
UNKNOWN_SEX, KNOWN_SEX = 20, 40


def niss_check(nine_digits: str, born_2000_or_later: bool) -> str:
    """Return the two check digits of the first nine digits of a NISS."""
    base = int(nine_digits) + (CENTURY if born_2000_or_later else 0)
    return f"{97 - base % 97:02d}"


def niss_for(birth_date: date, serial: int, month_shift: int = 0) -> str:
    """Return a NISS; ``month_shift`` 20 or 40 makes it a BIS number, as for persons not in the
    national register."""
    month = birth_date.month + month_shift
    nine = f"{birth_date:%y}{month:02d}{birth_date:%d}{serial:03d}"
    return nine + niss_check(nine, birth_date.year >= 2000)


def serial_for(rng: Random, woman: bool) -> int:
    """Return a serial number whose parity tells the sex: even for women, odd for men."""
    return rng.randrange(2, 480) * 2 + (0 if woman else 1)


def formatted_niss(niss: str) -> str:
    """Return the number as printed on Belgian forms, e.g. ``85.07.30-033.28``."""
    if not niss:
        return ""
    return f"{niss[:2]}.{niss[2:4]}.{niss[4:6]}-{niss[6:9]}.{niss[9:]}"
