"""Which expected pieces are there, missing or expired, and which documents nobody expects."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateutil.relativedelta import relativedelta

from farde.consultation.completeness.aids import Expected
from farde.consultation.operations import DocumentRow

THERE, MISSING, EXPIRED = "there", "missing", "expired"


@dataclass(frozen=True)
class Piece:
    """An expected piece; ``until`` is the last day its latest document is good for."""

    expected: Expected
    state: str
    document: DocumentRow | None = None
    until: date | None = None

    @property
    def id(self) -> str:
        """The terms of the piece, as forms and programs name it."""
        return "/".join(filter(None, self.expected.key))


def judged(
    expected: Iterable[Expected], documents: Sequence[DocumentRow], today: date
) -> list[Piece]:
    """Return each expected piece once, with the latest document that answers it.

    The shortest validity counts where several kinds of aid expect the same piece.
    """
    return [_judge(one, documents, today) for one in _once(expected)]


def in_excess(
    expected: Iterable[Expected], known: Iterable[Expected], documents: Sequence[DocumentRow]
) -> list[DocumentRow]:
    """Return the documents that other kinds of aid ask for, and none of those chosen."""
    # Their terms are looked up once for each piece, not for each document.
    wanted, asked = {one.key for one in expected}, {one.key for one in known}
    return [row for row in documents if _among(row, asked) and not _among(row, wanted)]


def _among(row: DocumentRow, keys: set[tuple[str, str]]) -> bool:
    """Tell whether a document is one of the pieces; what the centre sends out never is."""
    own = {(row.type_id, ""), (row.type_id, row.kind_id)}
    return row.direction != "outgoing" and not keys.isdisjoint(own)


def _once(expected: Iterable[Expected]) -> list[Expected]:
    found: dict[tuple[str, str], Expected] = {}
    for one in expected:
        held = found.get(one.key)
        found[one.key] = one if held is None else _stricter(held, one)
    return sorted(found.values(), key=lambda one: one.title)


def _stricter(one: Expected, other: Expected) -> Expected:
    months = min(filter(None, (one.months, other.months)), default=0)
    words = {name: getattr(one, name) or getattr(other, name) for name in ("words_fr", "words_nl")}
    return replace(one, months=months, **words)


def _judge(expected: Expected, documents: Sequence[DocumentRow], today: date) -> Piece:
    key = {expected.key}
    latest = max((row for row in documents if _among(row, key)), key=_dated, default=None)
    if latest is None:
        return Piece(expected, MISSING)
    until = _last_day(latest, expected.months)
    state = EXPIRED if until is not None and until < today else THERE
    return Piece(expected, state, latest, until)


def _last_day(row: DocumentRow, months: int) -> date | None:
    begun = _dated(row)
    if not months or begun == date.min:
        return None
    try:
        return begun + relativedelta(months=months)
    except (ValueError, OverflowError):  # on papers without an end: 31/12/9999
        return None


def _dated(row: DocumentRow) -> date:
    return row.document_date or row.received_on or date.min
