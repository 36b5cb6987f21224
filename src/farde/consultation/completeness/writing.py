"""A kind of aid as its form sends it: names, and one row for each piece."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from farde.consultation.completeness import aids
from farde.consultation.completeness.aids import Aid, Expected
from farde.consultation.completeness.errors import (
    AidNameTaken,
    DoublePiece,
    InvalidMonths,
    MissingAidName,
    UnknownPiece,
)
from farde.core.errors import Refusal, Refusals
from farde.core.words import fold
from farde.thesaurus import operations as thesaurus

#: The longest validity, in months.
MOST_MONTHS = 120


@dataclass(frozen=True)
class Row:
    """One row as typed; ``term`` is a type, or a type and an inventory entry: ``type/entry``."""

    term: str = ""
    months: str = ""
    words_fr: str = ""
    words_nl: str = ""


def row_of(one: Expected) -> Row:
    """Return a piece as its form shows it."""
    months = str(one.months) if one.months else ""
    return Row("/".join(filter(None, one.key)), months, one.words_fr, one.words_nl)


def write(aid_id: str, names: Mapping[str, str], rows: Sequence[Row]) -> Aid:
    """Keep a kind of aid; a row without a term is left out. Raises Refusals for each fault."""
    faults: list[Refusal] = [*_name_faults(aid_id, names["label_fr"])]
    pieces, seen = [], set()
    for place, row in enumerate(rows):
        if row.term:
            pieces.append(_piece(place, row, seen, faults))
    if faults:
        raise Refusals(faults)
    return aids.save(aid_id, names["label_fr"], names["label_nl"], pieces)


def _name_faults(aid_id: str, name: str) -> list[Refusal]:
    if not name:
        return [MissingAidName()]
    others = (one for one in aids.listed() if one.id != aid_id)
    return [AidNameTaken()] if any(fold(one.label_fr) == fold(name) for one in others) else []


def _piece(place: int, row: Row, seen: set[str], faults: list[Refusal]) -> Expected:
    type_id, _slash, kind_id = row.term.partition("/")
    if not _is_known(type_id, kind_id):
        faults.append(UnknownPiece(f"term.{place}"))
    elif row.term in seen:
        faults.append(DoublePiece(f"term.{place}"))
    seen.add(row.term)
    return Expected(type_id, kind_id, _months(place, row, faults), row.words_fr, row.words_nl)


def _is_known(type_id: str, kind_id: str) -> bool:
    kind = thesaurus.document_kind(kind_id) if kind_id else None
    known = thesaurus.document_type(type_id) is not None
    return known and (not kind_id or (kind is not None and kind.parent == type_id))


def _months(place: int, row: Row, faults: list[Refusal]) -> int:
    text = row.months
    if not text:
        return 0
    months = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
    if not 1 <= months <= MOST_MONTHS:
        faults.append(InvalidMonths(f"months.{place}", most=MOST_MONTHS))
    return months
