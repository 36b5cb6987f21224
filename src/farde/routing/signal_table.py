"""The client's signal table as content rules: loading it, and reading it back as it works."""

from collections.abc import Iterable, Mapping

from farde.document.vocabularies import DIRECTION_TITLES
from farde.routing import trials, versions
from farde.routing.effects import Effect
from farde.routing.logic import asked
from farde.routing.rows import Row, state_of
from farde.routing.rulestates import lay_out, photograph
from farde.routing.telling import TableRow, table_row

#: The client's *Genre* as our directions.
_DIRECTIONS = {title.default: name for name, title in DIRECTION_TITLES.items()}


def install_signal_table(rows: Iterable[Mapping[str, str]]) -> int:
    """Create the rules of the rows that are not there yet, in order; return how many.

    Rows have the columns of ``signals.csv`` and may have ``remarque``. A rule that exists is
    left as the centre has made it. Raises UnknownLogic before anything is created.
    """
    present = photograph()
    planned = [_row(row) for row in rows]
    missing = {row.rule: _state(row, title) for row, title in planned if row.rule not in present}
    if missing:
        if present:
            versions.keep_what_is_new()
        lay_out(present | missing)
        versions.keep(versions.FIRST)
    return len(missing)


def remove_signal_table() -> None:
    """Take away every rule that listens to filed documents, its versions and its trials."""
    lay_out({})
    versions.forget()
    trials.forget()


def signal_table() -> list[TableRow]:
    """Return every rule that listens to filed documents, in the order in which they run."""
    last = versions.latest()
    since = last.since if last else {}
    return [table_row(name, state, since.get(name)) for name, state in photograph().items()]


def rule_id(number: int) -> str:
    """Return the id of a row's rule, which never changes."""
    return f"signal-row-{number:02d}"


def _row(given: Mapping[str, str]) -> tuple[Row, str]:
    number = int(given["row"])
    row = Row(
        rule_id(number),
        types=(given["type_id"],),
        directions=(_DIRECTIONS[given["genre"]],),
        effects=tuple(Effect(one.kind, one.role, one.when) for one in asked(given)),
        remark=given.get("remarque", ""),
        wording=given["logique"],
    )
    return row, f"{number:02d} · {given['type_de_document']}"


def _state(row: Row, title: str) -> dict:
    return state_of(row, None) | {"title": title}
