"""Telephone numbers, whichever way they are written."""

import re


def dialled(written: str | None) -> str:
    """Return the digits of a Belgian number as they are dialled at home: ``020000026``."""
    digits = re.sub(r"\D", "", (written or "").replace("(0)", ""))
    return re.sub(r"^(?:0032|32)(?=[1-9])", "0", digits)
