"""The national number (NISS/INSZ): the register number or the BIS number, or none."""

import re

from stdnum.be import ssn
from stdnum.exceptions import ValidationError

from farde.core.errors import RefusedValue
from farde.dossier.errors import InvalidNiss


def normalise(value: str | None) -> str:
    """Return the eleven digits of a NISS in any spelling, or "" for none.

    Raises InvalidNiss when the digits fail the check of the register (BE-22).
    """
    digits = re.sub(r"[\s.\-/]", "", value or "")
    if not digits:
        return ""
    try:
        return ssn.validate(digits)
    except ValidationError as error:
        raise InvalidNiss from error


def display(digits: str) -> str:
    """Return a NISS as it is printed on the card: ``85.07.30-033.28``."""
    return ssn.format(digits) if digits else ""


def is_niss(value: str | None) -> bool:
    """Constraint of the form field: raises what the form shows."""
    try:
        normalise(value)
    except InvalidNiss as refusal:
        raise RefusedValue(refusal) from refusal
    return True
