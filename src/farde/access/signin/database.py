"""Counters of sign-in, outside the ZODB: a refused request is rolled back, its failure is not.

``FARDE_SIGNIN_URL`` names another database (for several machines: the same PostgreSQL); by default
it is ``signin.sqlite`` in ``FARDE_VAR``. Without either, as in a script, it lives and ends with the
process. Nothing in it is readable: names and addresses are digests. Losing it forgets counters and
locks, never an account.
"""

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from sqlalchemy import (
    Column,
    Engine,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    event,
)
from sqlalchemy.schema import CreateIndex, CreateTable

metadata = MetaData()

#: One row per failed attempt; forgotten after the period of observation.
failures = Table(
    "signin_failures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("login", String(40), nullable=False, index=True),
    Column("address", String(40), nullable=False),
    Column("at", Float, nullable=False, index=True),
)
#: One row per closed door; an empty address closes it everywhere.
locks = Table(
    "signin_locks",
    metadata,
    Column("login", String(40), primary_key=True),
    Column("address", String(40), primary_key=True),
    Column("until", Float, nullable=False, index=True),
)
#: When a token of a service account was last used, to the hour.
token_uses = Table(
    "token_uses",
    metadata,
    Column("token", String(40), primary_key=True),
    Column("at", Float, nullable=False),
)


def engine() -> Engine:
    """Return this process's engine on the database of counters, with its tables."""
    return _engine(_url())


def _url() -> str:
    given = os.environ.get("FARDE_SIGNIN_URL")
    if given:
        return given
    folder = os.environ.get("FARDE_VAR") or _passing()
    return f"sqlite:///{Path(folder) / 'signin.sqlite'}"


@cache
def _passing() -> str:
    folder = tempfile.mkdtemp(prefix="farde-signin-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def _engine(url: str) -> Engine:
    made = create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
    if made.dialect.name == "sqlite":
        event.listen(made, "connect", _tune)
    with made.begin() as sql:
        for table in metadata.sorted_tables:
            # Several processes start at once: looking first and making then would meet.
            sql.execute(CreateTable(table, if_not_exists=True))
            for index in table.indexes:
                sql.execute(CreateIndex(index, if_not_exists=True))
    return made


def _tune(connection, record) -> None:
    # Readers do not wait for the writer; a power failure may cost the last counter.
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
