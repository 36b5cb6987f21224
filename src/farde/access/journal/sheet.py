"""Rows of the journal as a CSV file that spreadsheets open without being led astray."""

import csv
import io
from collections.abc import Iterable
from dataclasses import asdict

from farde.access.journal.chain import Row

COLUMNS = (
    "number",
    "at",
    "who",
    "action",
    "channel",
    "kind",
    "uid",
    "dossier_uid",
    "person_id",
    "cause",
    "detail",
    "hash",
)
#: What makes a spreadsheet take a cell for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(rows: Iterable[Row]) -> str:
    """Return rows as CSV with a line of headings, marked as UTF-8 for spreadsheets."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";")
    writer.writerow(COLUMNS)
    for row in rows:
        values = asdict(row)
        writer.writerow([_cell(values[name]) for name in COLUMNS])
    return "\ufeff" + stream.getvalue()


def _cell(value: str | int) -> str | int:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
