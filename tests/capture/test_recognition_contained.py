"""A page or a program that runs wild is stopped, and what was read before it is kept."""

import time

import psutil
import pytest

import hostile
from farde.capture.recognition import RecognitionFailed, recipe, recognise
from farde.core.containment import Limits
from scanned import scanned_pdf, trouble


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "work"


SHORT = Limits(seconds=10, processor=60, memory=2**30, file=2**22)
BUSY = Limits(seconds=120, processor=2, memory=2**30, file=2**22)


@pytest.mark.parametrize(
    ("deed", "limits", "failure"),
    [
        ("sleep 300", SHORT, "page 2: time"),
        ("kill -9 $PPID; sleep 300", BUSY, "page 2: crash"),
        ("while true; do :; done", BUSY, "sh: exit code -9"),
        ("exec head -c 9000000 /dev/zero > $2.big", BUSY, "sh: exit code -25"),
        ("exec python3 -c 'bytearray(2**31)'", BUSY, "sh: MemoryError"),
    ],
    ids=["hangs", "kills", "spins", "fills the disk", "eats memory"],
)
def test_a_program_that_runs_wild_is_stopped(deed, limits, failure, folder, monkeypatch):
    trouble(folder.parent, monkeypatch, deed)
    source = scanned_pdf(folder.parent / "scan.pdf", pages=3)
    monkeypatch.setattr(recipe, "PAGE", limits)
    with pytest.raises(RecognitionFailed, match=failure):
        recognise(source, "pdf", False, folder, jobs=1)
    assert (folder / "pages" / "page_1.json").is_file()
    assert all(path.stat().st_size <= limits.file for path in folder.rglob("*"))


def test_what_a_stopped_program_has_forked_is_stopped_with_it(tmp_path, folder, monkeypatch):
    note = tmp_path / "forked"
    trouble(tmp_path, monkeypatch, f"sleep 300 & echo $! > {note}; wait")
    monkeypatch.setattr(recipe, "PAGE", SHORT)
    with pytest.raises(RecognitionFailed):
        recognise(scanned_pdf(tmp_path / "scan.pdf", 2), "pdf", False, folder, jobs=1)
    for _look in range(50):
        if not psutil.pid_exists(int(note.read_text())):
            break
        time.sleep(0.1)
    assert not psutil.pid_exists(int(note.read_text()))


def test_a_document_that_fills_the_disk_is_stopped(tmp_path, folder, monkeypatch):
    monkeypatch.setattr(recipe, "DISK", 10_000)
    with pytest.raises(RecognitionFailed) as failed:
        recognise(scanned_pdf(tmp_path / "scan.pdf", 2), "pdf", False, folder)
    assert failed.value.reason == "disk"


@pytest.mark.parametrize(
    "data", [hostile.flate_bomb(2**30), hostile.pages_of_pages(6)], ids=["flate", "page tree"]
)
def test_a_pdf_that_unpacks_without_end_is_given_up(data, tmp_path, folder, monkeypatch):
    source = tmp_path / "bomb.pdf"
    source.write_bytes(data)
    limits = Limits(seconds=120, processor=2, memory=2**29, file=2**26)
    monkeypatch.setattr(recipe, "PAGE", limits)
    monkeypatch.setattr(recipe, "DOCUMENT", limits)
    with pytest.raises(RecognitionFailed):
        recognise(source, "pdf", False, folder)


def test_a_thread_of_pixels_is_shown_and_empty(tmp_path, folder):
    source = tmp_path / "thread.png"
    source.write_bytes(hostile.thread_of_pixels())
    done = recognise(source, "png", False, folder)
    assert done.empty
    assert done.pages[0].image.is_file()
