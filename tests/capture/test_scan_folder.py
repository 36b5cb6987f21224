"""What scanners put down is deposited once, and nothing of it is lost."""

import errno
import os
import shutil
import time
from pathlib import Path

import pytest
import transaction
from freezegun import freeze_time
from plone import api

from farde.capture import operations, sources
from farde.capture.channels import folder, folder_task, settings, standing
from farde.capture.deposits import queue
from farde.core import schedule
from world import small_scan

NAMES = ("a.png", "b.png")


class Killed(BaseException):
    """The process ends here."""


class Share:
    """A share of scanners, whose worker comes by when it is told to."""

    def __init__(self, root: Path, clock) -> None:
        self.root, self.clock = root, clock

    def put(self, name: str, data: bytes | None = None) -> Path:
        path = self.root / "poste-1" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(small_scan(name) if data is None else data)
        return path

    def swept(self, seconds: int = 130) -> int:
        """Have the worker come by twice, as far apart as a file has to be quiet."""
        folder.look()
        self.clock.tick(seconds)
        return folder.sweep()

    def files(self) -> list[str]:
        present = [one for one in self.root.rglob("*") if one.is_file()]
        return sorted(one.relative_to(self.root).as_posix() for one in present)


@pytest.fixture
def share(served_world, tmp_path, monkeypatch):
    monkeypatch.setenv("FARDE_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("FARDE_SCAN_ROOTS", str(tmp_path / "share"))
    # What the broker is told is not what this is about.
    monkeypatch.setattr("farde.core.outbox._publish", lambda committed, key: None)
    (tmp_path / "share").mkdir()
    api.portal.set_registry_record("farde.capture.folder.paths", ["."])
    served_world.commit()
    with freeze_time("2030-03-02 08:00") as clock:
        yield Share(tmp_path / "share", clock)


def deposits() -> list:
    return [*queue().objectValues()]


def faults() -> tuple[str, ...]:
    return standing.of(folder.NAME).faults


def test_a_complete_scan_becomes_a_deposit_and_is_put_away(share):
    path = share.put("a.png")
    data = path.read_bytes()
    assert share.swept() == 1
    [batch] = deposits()
    assert batch.file.data == data
    assert (batch.channel, batch.about.station) == ("mail", "poste-1")
    assert share.files() == ["poste-1/done/a.png"]


def test_the_name_of_a_scan_is_in_no_address_and_in_no_file_name(share):
    share.put("amina-exemple.png")
    share.swept()
    [batch] = deposits()
    assert "amina" not in batch.absolute_url() + batch.file.filename + batch.Title()
    assert sources.of(batch)[0].title == "amina-exemple"


def test_the_same_name_with_other_bytes_is_another_deposit(share):
    for text in ("un", "deux"):
        share.put("scan0001.png", small_scan(text))
        share.swept()
    assert len(deposits()) == 2
    assert share.files() == ["poste-1/done/scan0001 (2).png", "poste-1/done/scan0001.png"]


def test_what_a_scanner_writes_beside_a_scan_follows_it(share):
    share.put("a.png")
    share.put("a.xml", b"<scan/>")
    share.swept()
    assert len(deposits()) == 1
    assert share.files() == ["poste-1/done/a.png", "poste-1/done/a.xml"]


def test_a_scan_is_deleted_only_where_the_centre_says_so(share):
    api.portal.set_registry_record("farde.capture.folder.afterwards", "delete")
    transaction.commit()
    share.put("a.png")
    share.swept()
    assert (len(deposits()), share.files()) == (1, [])


def test_both_sides_of_a_stack_are_one_deposit(share):
    api.portal.set_registry_record("farde.capture.folder.sides", ["-recto", "-verso"])
    transaction.commit()
    for name in ("lot-verso.png", "lot-recto.png"):
        share.put(name)
    share.swept()
    [batch] = deposits()
    assert [one.title for one in sources.of(batch)] == ["lot-recto", "lot-verso"]
    assert batch.about.marks["backs"] == "reversed"


def test_what_cannot_be_taken_in_is_put_aside_with_the_reason(share):
    share.put("note.pdf", b"%PDF-1.4 rien")
    share.put("a.png")
    share.swept()
    assert len(deposits()) == 1
    refused = ["poste-1/refused/note.pdf", "poste-1/refused/note.pdf.txt"]
    assert share.files() == ["poste-1/done/a.png", *refused]
    assert "fichier" in (share.root / refused[1]).read_text("utf-8")
    assert standing.of(folder.NAME).refused == 1


def instants(monkeypatch, at: int) -> list[int]:
    """Kill the worker at the nth thing it does to files or to the database; count them."""
    passed = [0]

    def step():
        passed[0] += 1
        if passed[0] == at:
            raise Killed

    def deadly(place, name):
        does = getattr(place, name)

        def do(*args, **options):
            step()
            result = does(*args, **options)
            step()
            return result

        monkeypatch.setattr(place, name, do)

    for place, name in (
        (shutil, "copyfileobj"),
        (transaction, "commit"),
        (folder.capture, "deposit_once"),
        (folder.keys, "note"),
        (Path, "mkdir"),
        (Path, "rename"),
        (Path, "unlink"),
        (Path, "write_text"),
    ):
        deadly(place, name)
    return passed


@pytest.mark.parametrize(("afterwards", "sides"), [("move", []), ("delete", ["a", "b"])])
def test_a_worker_killed_at_any_instant_deposits_each_scan_once(
    share, monkeypatch, afterwards, sides
):
    api.portal.set_registry_record("farde.capture.folder.afterwards", afterwards)
    api.portal.set_registry_record("farde.capture.folder.sides", sides)
    transaction.commit()
    instant, killed = 0, True
    while killed:
        instant += 1
        before = len(deposits())
        given = {share.put(name, small_scan(f"{name} {instant}")).read_bytes() for name in NAMES}
        share.put("refus.pdf", b"%PDF-1.4 rien")
        with monkeypatch.context() as patched:
            passed = instants(patched, instant)
            try:
                share.swept()
                killed = False
            except Killed:
                transaction.abort()
        share.swept(301)  # a side whose other one is put away already waits for it
        after = deposits()
        kept = [one.file.data for batch in after for one in sources.of(batch)]
        assert {one for one in given if kept.count(one) == 1} == given, instant
        assert len(after) - before == (1 if sides else 2), instant
        waiting = [one for one in share.files() if one.count("/") == 1]
        assert waiting == [], instant
        assert any(one.startswith("poste-1/refused/refus") for one in share.files())
    assert instant > 20 and passed[0] < instant, "it was not killed often enough"


def test_a_share_that_is_read_only_gives_each_scan_once(share, monkeypatch):
    def read_only(*args, **options):
        raise OSError(errno.EROFS, "read-only")

    share.put("a.png")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", read_only)
        patched.setattr(folder.watching, "remember", kept_in_memory(patched))
        share.swept()
        assert faults() == ("FolderReadOnly",)
        share.swept()
    assert len(deposits()) == 1 and share.files() == ["poste-1/a.png"]
    share.swept()
    assert (len(deposits()), share.files(), faults()) == (1, ["poste-1/done/a.png"], ())


def kept_in_memory(patched):
    kept = {}
    patched.setattr(folder.watching, "recalled", lambda file: dict(kept))

    def remember(file, looks):
        kept.clear()
        kept.update(looks)

    return remember


@pytest.mark.parametrize(("place", "name"), [(shutil, "copyfileobj"), (transaction, "commit")])
def test_a_full_disk_loses_nothing_and_is_told(share, monkeypatch, place, name):
    share.put("a.png")
    done = getattr(place, name)
    room = [0]

    def full(*args, **options):
        room[0] += 1
        if room[0] == 1:
            raise OSError(errno.ENOSPC, "no space left")
        return done(*args, **options)

    with monkeypatch.context() as patched:
        patched.setattr(place, name, full)
        share.swept()
    assert (deposits(), share.files(), faults()) == ([], ["poste-1/a.png"], ("DiskFull",))
    share.swept()
    assert (len(deposits()), faults()) == (1, ())


def test_a_share_that_does_not_answer_keeps_nobody_waiting(share, monkeypatch):
    share.put("a.png")
    monkeypatch.setattr(folder, "TO_LOOK", 0.05)
    with monkeypatch.context() as patched:
        patched.setattr(folder, "_listed", lambda *_: time.sleep(1))
        assert share.swept() == 0
        assert faults() == ("FolderSilent",)
    time.sleep(1)
    assert share.swept() == 1
    assert faults() == ()


def test_a_folder_that_is_not_there_is_told(share):
    share.root.rmdir()
    share.swept()
    assert faults() == ("FolderMissing",)


def test_a_scan_that_nobody_foresaw_does_not_stop_the_others(share, monkeypatch):
    share.put("a.png")
    share.put("b.png")
    made = operations.deposit_once

    def stumble(key, given, *rest):
        if given[0].title == "a":
            raise ZeroDivisionError
        return made(key, given, *rest)

    monkeypatch.setattr(folder.capture, "deposit_once", stumble)
    share.swept()
    assert share.files() == ["poste-1/a.png", "poste-1/done/b.png"]
    assert faults() == ("ScanStuck",)


def test_a_worker_with_nothing_to_do_writes_nothing(share):
    share.swept()
    task = folder_task.TakeInScans()
    assert not task.has_work()
    assert "farde.scan-folder" not in schedule.ask_for_what_is_due()
    share.put("a.png")
    assert task.has_work(), "the page does not tell yet that one waits"


def test_without_a_folder_the_channel_is_off(served_world):
    assert not folder_task.TakeInScans().has_work()


@pytest.mark.parametrize("path", ["/etc", "../elsewhere", "a/../../b"])
def test_a_path_that_the_server_did_not_open_is_refused(share, path):
    with pytest.raises(settings.FolderOutside):
        settings.placed(path)


def test_a_path_is_relative_to_what_the_server_opened(share):
    assert settings.placed("scanners/1") == share.root / "scanners" / "1"
    assert settings.placed(str(share.root / "x")) == share.root / "x"


def test_a_scan_that_became_a_link_meanwhile_leads_nowhere(share, tmp_path):
    path, secret = share.put("a.png"), tmp_path / "secret.png"
    found = path.stat()
    secret.write_bytes(path.read_bytes())
    os.utime(secret, ns=(found.st_atime_ns, found.st_mtime_ns))
    folder.look()
    share.clock.tick(130)
    [scans] = folder.look().ready
    path.unlink()
    path.symlink_to(secret)
    assert folder.take_in(scans)
    assert deposits() == []


@pytest.mark.parametrize("link", ["refused/a.png.txt", "refused"])
def test_what_is_written_beside_a_refused_scan_stays_on_the_share(share, tmp_path, link):
    path, kept = share.put("a.png", b"no picture"), tmp_path / "kept"
    kept.mkdir()
    (kept / "file").write_text("as it was")
    place = path.parent / link
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(kept if link == "refused" else kept / "file")
    share.swept()
    assert [one.read_text() for one in kept.iterdir()] == ["as it was"]
