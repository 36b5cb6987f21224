"""Whatever is done to the journal behind its back is seen, and the first broken link is named."""

import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farde.access.journal import __main__ as command
from farde.access.journal import chain, verification
from farde.access.journal.chain import Entry
from farde.access.journal.query import Query
from farde.access.journal.store import Store, Unavailable
from farde.access.journal.verification import Fault

KEY = b"the key of the centre, which nobody knows"
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
COLUMNS = (
    "number, at, who, kind, uid, dossier_uid, person_id, action, channel, cause, detail, "
    "previous, hash"
)


def reading(number, who="caseworker1", **fields):
    at = START + timedelta(minutes=number)
    return Entry(action="view", who=who, uid=f"u{number}", dossier_uid="d1", at=at, **fields)


class Journal:
    """A journal on disk, and somebody who writes in its file with another program."""

    def __init__(self, path):
        self.path = path
        self.url = f"sqlite:///{path}"
        self.store = Store(self.url, KEY)
        self.anchors = {}

    def fill(self, count):
        for number in range(1, count + 1):
            self.store.append([reading(number)])

    def anchor(self):
        head = self.store.head()
        self.anchors[head.count] = head.last_hash

    def tamper(self, *statements):
        self.store.close()
        with sqlite3.connect(self.path) as connection:
            for (name,) in connection.execute(TRIGGERS).fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                connection.execute(statement)
        connection.close()

    def fault(self):
        with self.store.snapshot() as (head, rows):
            return verification.verify(KEY, rows, head, self.anchors).fault


@pytest.fixture
def journal(tmp_path):
    journal = Journal(tmp_path / "journal.sqlite")
    journal.fill(10)
    yield journal
    journal.store.close()


def renumber(old, new):
    return f"UPDATE access_journal SET number = {new} WHERE number = {old}"


def copy_of(number, under):
    columns = COLUMNS.replace("number", str(under), 1)
    return (
        f"INSERT INTO access_journal ({COLUMNS}) "
        f"SELECT {columns} FROM access_journal WHERE number = {number}"
    )


def test_an_untouched_journal_is_sound(journal):
    assert journal.fault() is None
    journal.anchor()
    journal.store.append([reading(11), reading(12)])
    assert journal.fault() is None


@pytest.mark.parametrize(
    "column", ["at", "who", "kind", "uid", "dossier_uid", "person_id", "action", "channel"]
)
def test_a_changed_row_is_named(journal, column):
    journal.tamper(f"UPDATE access_journal SET {column} = 'other' WHERE number = 4")
    assert journal.fault() == Fault(4, verification.CHANGED)


@pytest.mark.parametrize("column", ["cause", "detail", "previous", "hash"])
def test_a_changed_cause_detail_or_seal_is_named(journal, column):
    journal.tamper(f"UPDATE access_journal SET {column} = 'other' WHERE number = 4")
    assert journal.fault() == Fault(4, verification.CHANGED)


@pytest.mark.parametrize("number", [1, 5, 9])
def test_a_deleted_row_is_named(journal, number):
    journal.tamper(f"DELETE FROM access_journal WHERE number = {number}")
    assert journal.fault() == Fault(number, verification.DELETED)


def test_a_deleted_row_is_named_though_those_after_it_are_numbered_anew(journal):
    closing = [renumber(number, number - 1) for number in range(6, 11)]
    journal.tamper("DELETE FROM access_journal WHERE number = 5", *closing)
    assert journal.fault() == Fault(5, verification.DELETED)


def test_rows_that_changed_places_are_named(journal):
    journal.tamper(renumber(4, 99), renumber(7, 4), renumber(99, 7))
    assert journal.fault() == Fault(4, verification.REORDERED)


def test_neighbours_that_changed_places_are_named(journal):
    journal.tamper(renumber(4, 99), renumber(5, 4), renumber(99, 5))
    assert journal.fault() == Fault(4, verification.REORDERED)


def test_a_row_that_was_slipped_in_is_named(journal):
    making_room = [renumber(number, number + 1) for number in range(10, 4, -1)]
    forged = f"UPDATE access_journal SET who = 'caseworker2', hash = '{'a' * 64}' WHERE number = 5"
    journal.tamper(*making_room, copy_of(6, under=5), forged)
    assert journal.fault() == Fault(5, verification.INSERTED)


def test_a_row_that_was_added_at_the_end_is_named(journal):
    journal.tamper(copy_of(10, under=11))
    assert journal.fault().number == 11


def test_a_cut_end_is_named(journal):
    journal.tamper("DELETE FROM access_journal WHERE number > 7")
    assert journal.fault() == Fault(8, verification.TRUNCATED)


def test_an_emptied_journal_is_named(journal):
    journal.tamper("DELETE FROM access_journal")
    assert journal.fault() == Fault(1, verification.TRUNCATED)


def test_a_head_that_was_set_back_with_the_end_cut_off_is_a_forged_head(journal):
    seal = "(SELECT hash FROM access_journal WHERE number = 7)"
    journal.tamper(
        "DELETE FROM access_journal WHERE number > 7",
        f"UPDATE access_journal_head SET count = 7, last_hash = {seal}",
    )
    assert journal.fault() == Fault(7, verification.HEAD)


def test_a_missing_head_is_named(journal):
    journal.tamper("DELETE FROM access_journal_head")
    assert journal.fault() == Fault(10, verification.HEAD)


def test_an_older_copy_of_the_whole_journal_is_known_by_its_anchor(tmp_path):
    """Its head is genuine: only what was kept elsewhere knows better."""
    journal = Journal(tmp_path / "journal.sqlite")
    journal.fill(7)
    journal.store.close()
    older = journal.path.read_bytes()
    journal.fill(3)
    journal.anchor()
    journal.store.close()
    for path in tmp_path.iterdir():
        path.unlink()
    journal.path.write_bytes(older)
    assert journal.fault() == Fault(8, verification.TRUNCATED)


def test_a_chain_forged_anew_without_the_key_is_broken_at_its_first_forged_row(journal):
    rows = journal.store.find(Query(), limit=10)[::-1]
    entries = [reading(number, who="caseworker2") for number in range(4, 11)]
    guessed = b"what the forger takes for the key of the centre"
    head = chain.Head(3, rows[2].hash, "")
    forged, _ = chain.extend(guessed, head, entries)
    updates = [
        f"UPDATE access_journal SET who = '{row.who}', previous = '{row.previous}', "
        f"hash = '{row.hash}' WHERE number = {row.number}"
        for row in forged
    ]
    journal.tamper(*updates)
    assert journal.fault() == Fault(4, verification.CHANGED)


def test_a_chain_forged_anew_with_the_key_is_known_by_its_anchor(journal):
    journal.anchor()
    other = Journal(journal.path.with_name("other.sqlite"))
    for number in range(1, 11):
        other.store.append([reading(number, who="caseworker2" if number == 6 else "caseworker1")])
    other.anchors = journal.anchors
    assert other.fault() == Fault(10, verification.REWRITTEN)
    other.store.close()


def test_a_row_rewritten_with_the_key_no_longer_joins_the_next(journal):
    last = journal.store.find(Query(), limit=10)[-3]
    forged, _ = chain.extend(KEY, chain.Head(2, last.previous, ""), [reading(3, who="nobody")])
    journal.tamper(
        f"UPDATE access_journal SET who = 'nobody', hash = '{forged[0].hash}' WHERE number = 3"
    )
    assert journal.fault() == Fault(3, verification.REWRITTEN)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE access_journal SET who = 'other'",
        "DELETE FROM access_journal WHERE number = 10",
        "DELETE FROM access_journal_head",
        "UPDATE access_journal_head SET count = 3",
    ],
)
def test_the_database_refuses_changes_by_itself(journal, statement):
    journal.store.close()
    with sqlite3.connect(journal.path) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)
    connection.close()


def test_nothing_is_added_behind_a_forged_head(journal):
    journal.tamper("UPDATE access_journal_head SET count = 5")
    with pytest.raises(Unavailable):
        journal.store.append([reading(11)])


def test_another_key_neither_adds_nor_verifies(journal):
    other = Store(journal.url, b"some other key that is long enough")
    with pytest.raises(Unavailable):
        other.append([reading(11)])
    other.close()
    assert journal.fault() is None


def test_two_processes_that_write_at_once_leave_one_unbroken_chain(journal):
    script = (
        "import sys; from datetime import UTC, datetime\n"
        "from farde.access.journal.chain import Entry\n"
        "from farde.access.journal.store import Store\n"
        f"store = Store({journal.url!r}, {KEY!r})\n"
        "for number in range(60):\n"
        "    at = datetime.now(UTC)\n"
        "    store.append([Entry(action='view', who=sys.argv[1], at=at)] * 2)\n"
    )
    writers = [subprocess.Popen([sys.executable, "-c", script, name]) for name in ("a", "b", "c")]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0, 0]
    assert journal.fault() is None
    assert journal.store.head().count == 10 + 3 * 120


@given(
    batches=st.lists(st.integers(min_value=1, max_value=4), min_size=1, max_size=6),
    victim=st.integers(min_value=1),
    column=st.sampled_from(["who", "uid", "action", "cause", "at"]),
)
def test_however_rows_came_any_change_of_one_is_named(batches, victim, column):
    head, rows = chain.first_head(KEY), []
    for size in batches:
        more, head = chain.extend(KEY, head, [reading(n) for n in range(size)])
        rows += more
    number = victim % len(rows) + 1
    assert verification.verify(KEY, rows, head, {}).fault is None
    changed = dict(vars(rows[number - 1])) | {column: "forged"}
    rows[number - 1] = chain.Row(**changed)
    assert verification.verify(KEY, rows, head, {}).fault == Fault(number, verification.CHANGED)


@pytest.mark.parametrize("field", ["uid", "dossier_uid", "person_id", "kind", "detail", "action"])
def test_words_have_no_place_in_a_row(field):
    with pytest.raises(ValueError, match="no code"):
        Entry(**({"action": "view", "who": "caseworker1"} | {field: "Amina Exemple"}))


@pytest.fixture
def of_the_command(journal, monkeypatch):
    monkeypatch.setenv("FARDE_JOURNAL_URL", journal.url)
    monkeypatch.setenv("FARDE_JOURNAL_KEY", KEY.decode())
    monkeypatch.delenv("FARDE_ZOPE_CONF", raising=False)
    return journal


def test_the_command_prints_the_head_of_a_sound_journal(of_the_command, capsys):
    assert command.main(["verify"]) == 0
    head = of_the_command.store.head()
    assert capsys.readouterr().out.splitlines()[-1] == f"head 10 {head.last_hash}"


def test_the_command_fails_and_names_the_first_broken_link(of_the_command, capsys):
    of_the_command.tamper("UPDATE access_journal SET who = 'x' WHERE number IN (6, 8)")
    assert command.main(["verify"]) == 1
    assert "ligne 6 : ligne modifiée" in capsys.readouterr().out


def test_the_command_compares_with_heads_that_were_kept_elsewhere(of_the_command, tmp_path):
    kept = tmp_path / "heads"
    kept.write_text(f"head 10 {of_the_command.store.head().last_hash}\n")
    assert command.main(["verify", "--noted", str(kept)]) == 0
    kept.write_text(f"head 12 {'0' * 64}\n")
    assert command.main(["verify", "--noted", str(kept)]) == 1


def test_the_command_says_when_there_is_nothing_to_read(monkeypatch, capsys):
    for name in ("FARDE_JOURNAL_URL", "FARDE_JOURNAL_KEY", "FARDE_VAR", "FARDE_ZOPE_CONF"):
        monkeypatch.delenv(name, raising=False)
    assert command.main(["verify"]) == 2
    assert "cannot be read" in capsys.readouterr().out
