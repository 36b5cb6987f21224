"""The matrix of rights: who may do what with which object, class and state (domain, 3.3-3.5).

One table, shipped by the profile of the centre as CSV. A cell holds letters and, where they hold
for a part only, a scope: ``R``, ``RK``, ``R types``, ``R bundle``, ``RE author``.
"""

import csv
from dataclasses import dataclass
from functools import lru_cache
from io import StringIO

#: Columns that name a function held in a dossier; the others are jobs in the centre.
IN_DOSSIER = ("caseworker", "supervisor")
SERVICES = (
    "legal",
    "secretariat",
    "committee",
    "payments",
    "notification",
    "recovery",
    "referents",
    "bcss",
)
JOBS = ("front-desk", "scan", "records", "privacy", "it")
COLUMNS = ("front-desk", "scan", *IN_DOSSIER, *SERVICES, "records", "privacy", "it")
_HEAD = ("object", "type", "classes", "states", "remark")


@dataclass(frozen=True)
class Cell:
    """What one column may do with one kind of object."""

    letters: str = ""
    scope: str = ""

    @property
    def reads(self) -> bool:
        """Tell whether content is read, in the scope of the cell."""
        return "R" in self.letters

    @property
    def reads_all(self) -> bool:
        """Tell whether content is read without a scope."""
        return self.reads and not self.scope

    def reads_in(self, scope: str) -> bool:
        """Tell whether content is read within a scope, if only there."""
        return self.reads and self.scope in ("", scope)


@dataclass(frozen=True)
class Row:
    """One kind of object, in some classes and states; ``type`` is empty until it is built.

    ``remark`` says where the table reads more into its source than the source says.
    """

    object: str
    type: str
    classes: tuple[str, ...]
    states: tuple[str, ...]
    cells: dict[str, Cell]
    remark: str = ""

    def about(self, portal_type: str, confidentiality: str, state: str) -> bool:
        """Tell whether the row speaks of such an object."""
        return (
            self.type == portal_type
            and (not self.classes or not confidentiality or confidentiality in self.classes)
            and (not self.states or not state or state in self.states)
        )


@dataclass(frozen=True)
class Matrix:
    """All rows of the table."""

    rows: tuple[Row, ...] = ()

    def cell(self, portal_type: str, column: str, confidentiality: str = "", state: str = ""):
        """Return the cell of a column; nothing is allowed where the table is silent."""
        for row in self.rows:
            if row.about(portal_type, confidentiality, state):
                return row.cells.get(column, Cell())
        return Cell()

    def services_reading(
        self, portal_type: str, confidentiality: str = "", concerned: tuple[str, ...] = ()
    ) -> list[str]:
        """Return the services that read such an object while a ticket is open to them.

        ``concerned`` are the services that the thesaurus names for the type of document.
        """
        found = []
        for service in SERVICES:
            cell = self.cell(portal_type, service, confidentiality)
            if cell.reads_all or (cell.reads_in("types") and service in concerned):
                found.append(service)
        return found

    def follows_dossier(self, portal_type: str, confidentiality: str) -> bool:
        """Tell whether whoever holds or supervises the dossier reads such an object in it."""
        return all(
            self.cell(portal_type, column, confidentiality).reads_all for column in IN_DOSSIER
        )


@lru_cache(maxsize=8)
def parse(text: str) -> Matrix:
    """Read the table; raises ValueError for a column or cell that has no meaning."""
    reader = csv.DictReader(StringIO(text))
    if not text.strip():
        return Matrix()
    unknown = set(reader.fieldnames or ()) - {*_HEAD, *COLUMNS}
    if unknown:
        raise ValueError(f"unknown columns: {', '.join(sorted(unknown))}")
    return Matrix(tuple(_row(line) for line in reader))


def _row(line: dict[str, str]) -> Row:
    return Row(
        object=line["object"],
        type=line["type"],
        classes=tuple(line["classes"].split()),
        states=tuple(line["states"].split()),
        cells={column: _cell(line.get(column) or "") for column in COLUMNS},
        remark=line.get("remark") or "",
    )


def _cell(text: str) -> Cell:
    letters, _, scope = text.strip().partition(" ")
    if set(letters) - set("RCEKAVTm"):
        raise ValueError(f"unknown letters in {text!r}")
    if scope not in ("", "types", "bundle", "author", "grant", "own"):
        raise ValueError(f"unknown scope in {text!r}")
    return Cell(letters, scope)
