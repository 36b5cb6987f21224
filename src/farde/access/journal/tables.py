"""The tables of the journal, and the triggers by which the database itself refuses changes."""

from sqlalchemy import (
    DDL,
    BigInteger,
    Column,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    event,
)

METADATA = MetaData()

JOURNAL = Table(
    "access_journal",
    METADATA,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("at", String(27), nullable=False),
    Column("who", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("uid", Text, nullable=False),
    Column("dossier_uid", Text, nullable=False),
    Column("person_id", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("cause", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("access_journal_dossier", "dossier_uid", "number"),
    Index("access_journal_person", "person_id", "number"),
    Index("access_journal_who", "who", "number"),
    Index("access_journal_object", "uid", "at"),
    Index("access_journal_at", "at"),
)

HEAD = Table(
    "access_journal_head",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("count", BigInteger, nullable=False),
    Column("last_hash", String(64), nullable=False),
    Column("seal", String(64), nullable=False),
)

_SQLITE = (
    (JOURNAL, "BEFORE UPDATE ON access_journal"),
    (JOURNAL, "BEFORE DELETE ON access_journal"),
    (HEAD, "BEFORE DELETE ON access_journal_head"),
    (HEAD, "BEFORE UPDATE ON access_journal_head WHEN NEW.count <= OLD.count"),
)
_POSTGRESQL = (
    (JOURNAL, "BEFORE UPDATE OR DELETE OR TRUNCATE ON access_journal FOR EACH STATEMENT"),
    (HEAD, "BEFORE DELETE OR TRUNCATE ON access_journal_head FOR EACH STATEMENT"),
    (
        HEAD,
        "BEFORE UPDATE ON access_journal_head FOR EACH ROW WHEN (NEW.count <= OLD.count)",
    ),
)
_REFUSAL = """
CREATE OR REPLACE FUNCTION access_journal_refuse() RETURNS trigger LANGUAGE plpgsql AS
$refuse$ BEGIN RAISE EXCEPTION 'the access journal is only added to'; END $refuse$
"""


def _guard() -> None:
    event.listen(METADATA, "before_create", DDL(_REFUSAL).execute_if(dialect="postgresql"))
    for number, (table, when) in enumerate(_SQLITE, 1):
        text = (
            f"CREATE TRIGGER access_journal_guard_{number} {when} "
            "BEGIN SELECT RAISE(ABORT, 'the access journal is only added to'); END"
        )
        event.listen(table, "after_create", DDL(text).execute_if(dialect="sqlite"))
    for number, (table, when) in enumerate(_POSTGRESQL, 1):
        text = (
            f"CREATE TRIGGER access_journal_guard_{number} {when} "
            "EXECUTE FUNCTION access_journal_refuse()"
        )
        event.listen(table, "after_create", DDL(text).execute_if(dialect="postgresql"))


_guard()
