"""Where the journal lies: SQL, one table that is only added to, and its head."""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, create_engine, event, func, insert, inspect, select, update
from sqlalchemy.exc import SQLAlchemyError

from farde.access.journal import chain
from farde.access.journal.chain import Entry, Head, Row
from farde.access.journal.query import Query
from farde.access.journal.selection import matching, same_since
from farde.access.journal.tables import HEAD, JOURNAL, METADATA

#: Seconds that a writer waits for another one before it gives up.
_PATIENCE = 5


class Unavailable(Exception):
    """The journal cannot be read or written, or is not the one this key seals."""


class Store:
    """One journal; safe to use from several threads, and beside other processes."""

    def __init__(self, url: str, key: bytes) -> None:
        self._key = key
        self._engine = create_engine(url, **_options(url))
        if self._engine.dialect.name == "sqlite":
            event.listen(self._engine, "connect", _settle_sqlite)
            event.listen(self._engine, "begin", _begin_sqlite)
        self._ready = False
        self._lock = threading.Lock()

    def append(self, entries: Sequence[Entry], unless_since: datetime | None = None) -> list[Row]:
        """Add entries in one transaction and return their rows.

        With ``unless_since``, adds nothing when the same reading by the same user was noted
        after that instant. Raises Unavailable.
        """
        with self._writing() as connection:
            # On PostgreSQL the head's row is the lock that keeps the chain from forking; SQLite
            # has but one writer at a time.
            head = self._head(connection, lock=True)
            if unless_since is not None and self._has(connection, entries[0], unless_since):
                return []
            if head is None or not chain.is_authentic_head(self._key, head):
                raise Unavailable("the head of the journal is not sealed with this key")
            rows, head = chain.extend(self._key, head, entries)
            connection.execute(insert(JOURNAL), [vars(row) for row in rows])
            connection.execute(update(HEAD).values(**asdict(head)))
            return rows

    def has_since(self, entry: Entry, since: datetime) -> bool:
        """Tell whether the same reading by the same user was noted after an instant."""
        with self._reading() as connection:
            return self._has(connection, entry, since)

    def find(self, query: Query, limit: int, before: int | None = None) -> list[Row]:
        """Return rows that answer a query, the newest first; ``before`` a number, if told."""
        wanted = matching(select(JOURNAL), query).order_by(JOURNAL.c.number.desc()).limit(limit)
        if before is not None:
            wanted = wanted.where(JOURNAL.c.number < before)
        with self._reading() as connection:
            return [Row(*row) for row in connection.execute(wanted)]

    def readers(self, query: Query) -> list[tuple[str, int, str]]:
        """Return who is in the rows of a query, how often, and the instant of the last time."""
        last = func.max(JOURNAL.c.at)
        counted = select(JOURNAL.c.who, func.count(), last).group_by(JOURNAL.c.who)
        with self._reading() as connection:
            return list(connection.execute(matching(counted, query).order_by(last.desc())))

    @contextmanager
    def snapshot(self) -> Iterator[tuple[Head | None, Iterator[Row]]]:
        """Give the head and all rows in their order, as of one instant, without keeping them."""
        with self._reading() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            head = self._head(connection)
            rows = connection.execution_options(yield_per=1000).execute(
                select(JOURNAL).order_by(JOURNAL.c.number)
            )
            yield head, (Row(*row) for row in rows)

    def head(self) -> Head | None:
        """Return the head as it stands."""
        with self._reading() as connection:
            return self._head(connection)

    def close(self) -> None:
        """Give back the connections."""
        self._engine.dispose()

    @property
    def key(self) -> bytes:
        """What the rows are sealed with."""
        return self._key

    def _has(self, connection: Connection, entry: Entry, since: datetime) -> bool:
        return connection.execute(same_since(entry, since).limit(1)).first() is not None

    def _head(self, connection: Connection, lock: bool = False) -> Head | None:
        wanted = select(HEAD.c.count, HEAD.c.last_hash, HEAD.c.seal)
        row = connection.execute(wanted.with_for_update() if lock else wanted).first()
        return Head(*row) if row is not None else None

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _told_plainly():
            self._prepare()
            with self._engine.connect() as connection, connection.begin():
                yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with _told_plainly():
            self._prepare()
            with self._begun() as connection:
                yield connection

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        options = {"farde_writes": True}
        with self._engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    def _prepare(self) -> None:
        if self._ready:
            return
        with self._lock, self._begun() as connection:
            if not inspect(connection).has_table(JOURNAL.name):
                METADATA.create_all(connection)
                head = chain.first_head(self._key)
                connection.execute(insert(HEAD).values(id=1, **asdict(head)))
            self._ready = True


def _options(url: str) -> dict:
    if not url.startswith("sqlite"):
        return {"pool_pre_ping": True}
    return {"connect_args": {"timeout": _PATIENCE}}


def _settle_sqlite(connection, _record) -> None:
    # SQLAlchemy says when a transaction begins; the module's own guess would be too late.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    # A reading that was shown stays noted after a power failure.
    connection.execute("PRAGMA synchronous=FULL")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("farde_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _told_plainly() -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        raise Unavailable(type(error).__name__) from error


_stores: dict[tuple[str, bytes], Store] = {}
_opening = threading.Lock()


def current() -> Store:
    """Return the journal that the environment names; raises Unavailable when it names none.

    ``FARDE_JOURNAL_URL`` (by default ``journal.sqlite`` in ``FARDE_VAR``) and
    ``FARDE_JOURNAL_KEY`` (by default what stands in ``journal.key`` there).
    """
    place = address(), secret()
    with _opening:
        if place not in _stores:
            _stores[place] = Store(*place)
        return _stores[place]


def forget() -> None:
    """Close all journals of this process; the next use opens its own anew."""
    with _opening:
        while _stores:
            _stores.popitem()[1].close()


def address() -> str:
    """Return the address of the journal; raises Unavailable."""
    return os.environ.get("FARDE_JOURNAL_URL") or f"sqlite:///{_var() / 'journal.sqlite'}"


def secret() -> bytes:
    """Return the key that seals; raises Unavailable when there is none worth the name."""
    key = os.environ.get("FARDE_JOURNAL_KEY", "").strip()
    try:
        key = key or (_var() / "journal.key").read_text("utf-8").strip()
    except OSError as error:
        raise Unavailable("the key of the journal is missing") from error
    if len(key) < 32:
        raise Unavailable("the key of the journal is shorter than 32 characters")
    return key.encode()


def _var() -> Path:
    if "FARDE_VAR" not in os.environ:
        raise Unavailable("neither FARDE_JOURNAL_URL nor FARDE_VAR is set")
    return Path(os.environ["FARDE_VAR"])
