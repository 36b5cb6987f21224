"""Cells of a table: what a spreadsheet would run as a formula is kept a text, reversibly."""

import re

#: A spreadsheet takes a cell that begins so for a formula; an apostrophe before it says text.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_SEPARATOR = " | "


def harmless(text: str) -> str:
    """Return a cell that no spreadsheet runs; ``as_written`` gives the text back."""
    return f"'{text}" if _FORMULA.match(text) else text


def as_written(cell: str) -> str:
    """Return the text of a cell that ``harmless`` wrote, any other one as it is."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def joined(texts: tuple[str, ...]) -> str:
    """Return several texts as one cell, with a bar between them."""
    return _SEPARATOR.join(one.replace("\\", "\\\\").replace("|", "\\|") for one in texts)


def separated(cell: str) -> tuple[str, ...]:
    """Return the texts of a cell, each without the space around it."""
    parts = re.findall(r"(?:\\.|[^\\|]|\\$)+", cell, re.S)
    texts = (re.sub(r"\\(.)", r"\1", one, flags=re.S).strip() for one in parts)
    return tuple(one for one in texts if one)
