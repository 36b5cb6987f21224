"""A file of a scanner is taken when it is complete, and not before."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farde.capture.channels import watching
from farde.capture.channels.watching import Look, Scan, Ways

WAYS = Ways(beside=(".xml", ".txt"), settle_seconds=10)


def put(path: Path, data: bytes = b"scan") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


class Watch:
    """A folder looked at again and again, on a clock of its own."""

    def __init__(self, root: Path, ways: Ways) -> None:
        self.root, self.ways, self.now, self.looks = root, ways, 1000.0, {}

    def after(self, seconds: float) -> list[list[str]]:
        self.now += seconds
        found = watching.scans(self.root, self.ways)
        self.looks = watching.looked_again(self.looks, found, self.now)
        ready = watching.complete(found, self.looks, self.now, self.ways)
        return [[scan.path.name for scan in group] for group in ready]


@pytest.fixture
def watch(tmp_path):
    return lambda ways=WAYS: Watch(tmp_path, ways)


def test_a_file_is_complete_when_it_did_not_change_between_two_looks(watch, tmp_path):
    put(tmp_path / "poste-1" / "a.pdf")
    folder = watch()
    assert folder.after(0) == []
    assert folder.after(9) == []
    assert folder.after(1) == [["a.pdf"]]


def test_a_file_that_still_grows_waits_anew(watch, tmp_path):
    path = put(tmp_path / "poste-1" / "a.pdf")
    folder = watch()
    folder.after(0)
    put(path, b"scan that goes on")
    assert folder.after(10) == []
    assert folder.after(10) == [["a.pdf"]]


def test_a_clock_of_the_share_that_is_wrong_changes_nothing(watch, tmp_path):
    path = put(tmp_path / "a.pdf")
    os.utime(path, (0, 0))
    folder = watch()
    assert folder.after(0) == []
    assert folder.after(10) == [["a.pdf"]]


@pytest.mark.parametrize(
    "name",
    [".a.pdf", "a.pdf.part", "a.pdf.TMP", "~$a.pdf", "a.pdf~", "Thumbs.db", "a.xml", "a.txt"],
)
def test_what_is_no_finished_scan_is_not_looked_at(tmp_path, name):
    put(tmp_path / "poste-1" / name)
    assert watching.scans(tmp_path, WAYS) == []


def test_a_scan_that_gets_its_name_when_it_is_finished_is_taken(watch, tmp_path):
    path = put(tmp_path / "a.pdf.part")
    folder = watch()
    assert folder.after(60) == []
    path.rename(tmp_path / "a.pdf")
    assert folder.after(0) == []
    assert folder.after(10) == [["a.pdf"]]


def test_an_empty_file_is_one_that_its_scanner_will_fill(watch, tmp_path):
    put(tmp_path / "a.pdf", b"")
    folder = watch()
    folder.after(0)
    assert folder.after(600) == []


def test_a_link_that_leads_out_of_the_share_is_not_followed(tmp_path):
    secret = put(tmp_path / "elsewhere" / "a.pdf")
    share = tmp_path / "share"
    share.mkdir()
    (share / "a.pdf").symlink_to(secret)
    (share / "poste-1").symlink_to(secret.parent)
    assert watching.scans(share, WAYS) == []


def test_each_scanner_has_its_station(tmp_path):
    for name in ("a.pdf", "poste-1/b.pdf", "poste-2/c.pdf", "poste-2/done/d.pdf"):
        put(tmp_path / name)
    found = {(scan.station, scan.path.name) for scan in watching.scans(tmp_path, WAYS)}
    assert found == {("", "a.pdf"), ("poste-1", "b.pdf"), ("poste-2", "c.pdf")}


def test_where_scanners_give_a_sign_a_scan_waits_for_it(watch, tmp_path):
    put(tmp_path / "a.pdf")
    folder = watch(Ways(marker=".ok"))
    folder.after(0)
    assert folder.after(600) == []
    put(tmp_path / "a.ok", b"")
    assert folder.after(0) == [["a.pdf"]]


def test_odd_and_even_stacks_are_one_set_front_first(watch, tmp_path):
    folder = watch(Ways(sides=("-recto", "-verso")))
    put(tmp_path / "poste-1" / "lot-verso.pdf")
    put(tmp_path / "poste-1" / "lot-recto.pdf")
    put(tmp_path / "poste-1" / "autre.pdf")
    folder.after(0)
    ready = folder.after(10)
    assert sorted(ready) == [["autre.pdf"], ["lot-recto.pdf", "lot-verso.pdf"]]


def test_one_side_waits_for_the_other_and_not_for_ever(watch, tmp_path):
    folder = watch(Ways(sides=("-recto", "-verso"), side_seconds=300))
    put(tmp_path / "lot-recto.pdf")
    folder.after(0)
    assert folder.after(299) == []
    assert folder.after(1) == [["lot-recto.pdf"]]


def test_sides_of_two_stations_are_not_joined(watch, tmp_path):
    folder = watch(Ways(sides=("-recto", "-verso")))
    put(tmp_path / "poste-1" / "lot-recto.pdf")
    put(tmp_path / "poste-2" / "lot-verso.pdf")
    folder.after(0)
    assert folder.after(10) == []


def test_what_is_remembered_names_no_file(tmp_path):
    put(tmp_path / "amina-exemple.pdf")
    found = watching.scans(tmp_path, WAYS)
    looks = watching.looked_again({}, found, 1.0)
    memory = tmp_path / "memory.json"
    watching.remember(memory, looks)
    assert "amina" not in memory.read_text()
    assert watching.recalled(memory) == looks


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"a": 3}', '{"a": [1]}'])
def test_a_memory_that_is_lost_or_broken_costs_one_more_look(tmp_path, text):
    memory = tmp_path / "memory.json"
    memory.write_text(text)
    assert watching.recalled(memory) == {}
    assert watching.recalled(tmp_path / "nothing.json") == {}


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 15)), min_size=1))
def test_no_file_is_complete_that_changed_within_the_time(history):
    looks, now, changed_at, size = {}, 0.0, 0.0, 0
    for new_size, seconds in history:
        if new_size != size:
            changed_at = now
        size = new_size
        scan = Scan("", Path("a.pdf"), size, size)
        looks = watching.looked_again(looks, [scan], now)
        if watching.complete([scan], looks, now, WAYS):
            assert now - changed_at >= WAYS.settle_seconds
        now += seconds


def test_a_file_that_could_not_be_taken_is_left_alone_for_a_while():
    scan = Scan("", Path("a.pdf"), 4, 4)
    looks = {scan.key: Look(4, 4, 0.0)}
    assert watching.complete([scan], looks, 50.0, WAYS)
    looks = watching.left_alone(looks, scan, 100.0)
    assert not watching.complete([scan], looks, 99.0, WAYS)
    assert watching.complete([scan], looks, 100.0, WAYS)
