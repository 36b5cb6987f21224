"""What a reader asks the search: the words, and what narrows the documents down."""

from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime

from farde.access import operations as access

_LONGEST = 200
_NOWHERE = "nobody"


@dataclass(frozen=True)
class Asked:
    """Words and filters; empty values take everything. ``period`` is a year, as text."""

    query: str = ""
    type_id: str = ""
    direction: str = ""
    period: str = ""
    caseworker: str = ""
    state: str = ""

    @classmethod
    def read(cls, values: dict) -> "Asked":
        """Return what was written down by ``written``; what is no text is passed over."""
        names = {field.name for field in fields(cls)} & values.keys()
        return cls(**{name: str(values[name])[:_LONGEST] for name in names})

    def written(self) -> dict[str, str]:
        """Return what is asked by name, without what takes everything."""
        return {name: value for name, value in asdict(self).items() if value}

    def narrowed(self) -> list[str]:
        """Return the names of the filters that are set."""
        return [name for name in self.written() if name != "query"]

    def without(self, name: str) -> "Asked":
        """Return the same without one filter."""
        return replace(self, **{name: ""})

    def criteria(self) -> dict[str, object]:
        """Return the filters as indexes of the catalogue take them."""
        found: dict[str, object] = {
            "document_type": self.type_id,
            "direction": self.direction,
            "review_state": self.state,
        }
        if self.period.isdecimal():
            found["received_on"] = _in_year(int(self.period))
        if self.caseworker:
            found["dossier_uid"] = access.held_by(self.caseworker) or [_NOWHERE]
        return {name: value for name, value in found.items() if value}


def _in_year(year: int) -> dict[str, object]:
    days = (datetime(year, 1, 1), datetime(year, 12, 31, 23, 59))  # noqa: DTZ001
    return {"query": days, "range": "min:max"}
