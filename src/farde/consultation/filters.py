"""What a reader chose on the dossier page, kept in its address."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from farde.consultation.operations import DocumentRow

BY_TYPE, BY_DATE = "type", "date"


@dataclass(frozen=True)
class Choice:
    """One value of a filter: its label, its address, how many documents it would show."""

    id: str
    label: str
    url: str
    count: int
    current: bool


@dataclass(frozen=True)
class Filter:
    """Order of the list, document type and Genre; empty values take everything."""

    by: str = BY_TYPE
    type_id: str = ""
    direction: str = ""

    @classmethod
    def from_form(cls, form: Mapping[str, str]) -> "Filter":
        """Read a filter from an address; what makes no sense there is ignored."""
        texts = {name: form.get(name) for name in ("par", "type", "genre")}
        par, type_id, direction = (v if isinstance(v, str) else "" for v in texts.values())
        return cls(BY_DATE if par == BY_DATE else BY_TYPE, type_id, direction)

    def url(self, base: str, **changes: str) -> str:
        """Return the address of this filter with some values changed."""
        changed = replace(self, **changes)
        values = {
            "par": BY_DATE if changed.by == BY_DATE else "",
            "type": changed.type_id,
            "genre": changed.direction,
        }
        query = urlencode({name: value for name, value in values.items() if value})
        return f"{base}?{query}" if query else base

    def keep(self, rows: list[DocumentRow]) -> list[DocumentRow]:
        """Return the documents that pass the filter."""
        return [row for row in self.of_type(rows) if self.direction in ("", row.direction)]

    def of_type(self, rows: list[DocumentRow]) -> list[DocumentRow]:
        """Return the documents of the chosen type, of any Genre."""
        return [row for row in rows if self.type_id in ("", row.type_id)]

    def of_direction(self, rows: list[DocumentRow]) -> list[DocumentRow]:
        """Return the documents of the chosen Genre, of any type."""
        return [row for row in rows if self.direction in ("", row.direction)]

    def choices(self, field: str, rows, labels: Mapping[str, str], base: str) -> list[Choice]:
        """Return the values of a filter that occur among documents, in the order of labels."""
        counts = Counter(getattr(row, field) for row in rows)
        current = getattr(self, field)
        return [
            Choice(id_, label, self.url(base, **{field: id_}), counts[id_], id_ == current)
            for id_, label in labels.items()
            if counts[id_] or id_ == current
        ]
