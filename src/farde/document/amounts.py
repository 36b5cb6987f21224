"""Amounts in euro, as they are typed and read in Belgium."""

import re
from decimal import Decimal

from farde.document.errors import InvalidAmount

_SPACES = " \u00a0\u202f"
_GROUPED = re.compile(r"\d{1,3}(?:[. ]\d{3})+(?:,\d{1,2})?", re.ASCII)
_PLAIN = re.compile(r"\d+(?:,\d{1,2})?", re.ASCII)
#: As applications send it. A point before three figures parts thousands, so this has fewer.
_POINTED = re.compile(r"\d+\.\d{1,2}", re.ASCII)
_MOST_DIGITS = 9
_CENT = Decimal("0.01")


def parsed_amount(text: str) -> Decimal:
    """Read an amount in euro such as ``1.234,56``, ``1 234,56 €``, ``12,5`` or ``12.50``.

    Raises InvalidAmount for anything else, also for negative amounts.
    """
    bare = re.sub(f"[{_SPACES}]+", " ", text).strip().removeprefix("€").removesuffix("€").strip()
    if _GROUPED.fullmatch(bare) or _PLAIN.fullmatch(bare):
        plain = bare.replace(".", "").replace(" ", "").replace(",", ".")
    elif _POINTED.fullmatch(bare):
        plain = bare
    else:
        raise InvalidAmount
    if len(plain.partition(".")[0].lstrip("0")) > _MOST_DIGITS:
        raise InvalidAmount
    return Decimal(plain).quantize(_CENT)


def written_amount(amount: Decimal | None) -> str:
    """Return an amount as ``1.234,56 €``, "" for none."""
    if amount is None:
        return ""
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,")) + "\u00a0€"
