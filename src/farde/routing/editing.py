"""The verbs of the table: change rows, take a row away, undo, go back to a version.

Each keeps a version. What was changed outside the table meanwhile is kept first, as such.
"""

from collections.abc import Iterable, Mapping

from farde.routing import errors, versions
from farde.routing.rows import Row, row_of, state_of
from farde.routing.rulestates import Table, lay_out, photograph
from farde.routing.versions import Version


def changed(table: Table, rows: Iterable[Row], removed: Iterable[str] = ()) -> Table:
    """Return what a table would be with these rows; new ones stand by their number.

    Raises UnknownRow for a removed row that is not there.
    """
    wanted = dict(table)
    for row in rows:
        before = wanted.get(row.rule)
        # A row that says the same is not written: what it does not tell stays untouched.
        if before is None or row_of(row.rule, before) != row:
            wanted[row.rule] = state_of(row, before)
    for name in removed:
        if wanted.pop(name, None) is None:
            raise errors.UnknownRow
    return _numbered(wanted, table)


def save(rows: Iterable[Row], removed: Iterable[str], why: str) -> Version:
    """Change the table.

    Raises NothingChanged, MissingWhy, UnknownRow, RowOfTheCentre or MissingElement.
    """
    present, removed = photograph(), list(removed)
    wanted = changed(present, rows, removed)
    if not all(Row(name).added for name in removed):
        raise errors.RowOfTheCentre
    if wanted == present:
        raise errors.NothingChanged
    if not why.strip():
        raise errors.MissingWhy
    versions.keep_what_is_new()
    lay_out(wanted)
    return versions.keep(versions.CHANGE, why.strip())


def undo(mark: str) -> Version:
    """Take the last change back, whoever made it and wherever; that is a version as well.

    ``mark`` is what ``versions.mark`` said when the user decided. Raises TableChangedMeanwhile,
    NothingToUndo or MissingElement.
    """
    _unchanged_since(mark)
    versions.keep_what_is_new()
    last = versions.latest()
    before = versions.before(last) if last else None
    if before is None:
        raise errors.NothingToUndo
    lay_out(before.table)
    return versions.keep(versions.UNDO, of=last.id)


def restore(version_id: str, mark: str) -> Version:
    """Make the table exactly what a version says.

    Raises UnknownVersion, TableChangedMeanwhile, NothingChanged or MissingElement.
    """
    wanted = versions.version(version_id)
    if wanted is None:
        raise errors.UnknownVersion
    _unchanged_since(mark)
    if list(wanted.table.items()) == list(photograph().items()):
        raise errors.NothingChanged
    versions.keep_what_is_new()
    lay_out(wanted.table)
    return versions.keep(versions.RESTORE, of=wanted.id)


def _unchanged_since(mark: str) -> None:
    if mark != versions.mark():
        raise errors.TableChangedMeanwhile


def next_number(table: Mapping[str, object]) -> int:
    """Return the number after the highest of the table."""
    return max((Row(name).number or 0 for name in table), default=0) + 1


def _numbered(wanted: Table, before: Table) -> Table:
    """Rows that were there keep their order; a new one comes after the numbers below its own."""
    names = [name for name in before if name in wanted]
    for name in sorted(wanted.keys() - before.keys()):
        number = Row(name).number or 0
        after = [i for i, one in enumerate(names) if 0 < (Row(one).number or 0) < number]
        names.insert(after[-1] + 1 if after else len(names), name)
    return {name: wanted[name] for name in names}
