"""Reading that is stopped, and taken up again."""

import itertools
import os
import signal
import subprocess
import sys

import pytest

from farde.capture.recognition import RecognitionFailed, recognise
from scanned import image_file, letter_pdf, scanned_pdf, trouble


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "work"


def test_a_failed_page_is_named_and_the_finished_ones_are_kept(tmp_path, folder, monkeypatch):
    calls = trouble(tmp_path, monkeypatch, "echo boum >&2; exit 1")
    source = scanned_pdf(tmp_path / "scan.pdf", pages=3)
    with pytest.raises(RecognitionFailed) as failed:
        recognise(source, "pdf", False, folder, jobs=1)
    assert (failed.value.program, failed.value.reason) == ("sh", "boum")
    before = calls()
    done = recognise(source, "pdf", False, folder, jobs=1)
    assert [page.number for page in done.pages] == [1, 2, 3]
    assert calls() - before <= 2


def test_a_killed_recognition_resumes_where_it_stopped(tmp_path, folder, monkeypatch):
    asker = tmp_path / "asker"
    calls = trouble(tmp_path, monkeypatch, f"kill -9 $(cat {asker}); sleep 300")
    source = scanned_pdf(tmp_path / "scan.pdf", pages=3)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    killed = subprocess.run([sys.executable, "-c", _WORKER, source, folder, asker], check=False)
    assert killed.returncode == -signal.SIGKILL
    first = (folder / "large" / "dump_1.jpg").stat().st_mtime_ns
    seen = []
    done = recognise(
        source, "pdf", False, folder, jobs=1, on_progress=lambda *step: seen.append(step)
    )
    assert [page.number for page in done.pages] == [1, 2, 3]
    assert all("LOYER" in page.text for page in done.pages)
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert calls() == 4  # page 1, page 2 killed, then pages 2 and 3
    assert (folder / "large" / "dump_1.jpg").stat().st_mtime_ns == first
    assert not (folder / "scratch").exists()


_WORKER = """
import os, sys
from pathlib import Path
import scanned
from farde.capture.recognition import recipe, recognise
Path(sys.argv[3]).write_text(str(os.getpid()))
recipe._cooked = scanned.in_trouble
recognise(Path(sys.argv[1]), "pdf", False, Path(sys.argv[2]), jobs=1)
"""


def test_reading_resumes_after_a_kill_before_any_file_is_put_in_place(tmp_path):
    source = letter_pdf(tmp_path / "letter.pdf")
    wanted = recognise(source, "pdf", False, tmp_path / "unharmed")
    for place in itertools.count():
        folder = tmp_path / f"killed-{place}"
        command = [sys.executable, "-c", _KILLED_AT, source, folder, str(place)]
        if subprocess.run(command, check=False).returncode == 0:
            break
        done = recognise(source, "pdf", False, folder)
        assert done.pages[0].text == wanted.pages[0].text
        assert done.searchable_pdf.read_bytes() == wanted.searchable_pdf.read_bytes()
    # The mark of the source, three pictures, the text, the record, the searchable copy.
    assert place == 7


_KILLED_AT = """
import os, signal, sys
from pathlib import Path
from farde.capture.recognition import recognise
left, replace = int(sys.argv[3]), Path.replace
def counted(self, target):
    global left
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left -= 1
    return replace(self, target)
Path.replace = counted
recognise(Path(sys.argv[1]), "pdf", False, Path(sys.argv[2]), jobs=1)
"""


@pytest.mark.parametrize("name", ["large/dump_2.jpg", "text/dump_2.txt", "pages/page_2.json"])
def test_a_half_written_file_is_never_taken_for_a_finished_one(name, tmp_path, folder):
    source = scanned_pdf(tmp_path / "scan.pdf", pages=2)
    whole = recognise(source, "pdf", False, folder)
    path = folder / name
    path.write_bytes(path.read_bytes()[:9])
    again = recognise(source, "pdf", False, folder)
    assert again == whole
    assert path.stat().st_size > 9


def test_a_folder_that_served_another_file_is_begun_again(tmp_path, folder):
    recognise(scanned_pdf(tmp_path / "scan.pdf", pages=2), "pdf", False, folder)
    kept = folder / "original.bin"
    kept.write_bytes(b"of the caller")
    done = recognise(letter_pdf(tmp_path / "letter.pdf"), "pdf", False, folder)
    assert "Attestation" in done.pages[0].text
    assert not (folder / "large" / "dump_2.jpg").exists()
    assert kept.read_bytes() == b"of the caller"


def test_a_language_that_is_not_installed_is_told(tmp_path, folder, monkeypatch):
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    with pytest.raises(RecognitionFailed) as failed:
        recognise(image_file(tmp_path / "scan.png"), "png", False, folder, language="eng")
    assert (failed.value.program, failed.value.reason) == ("tesseract", "absent")


def test_a_program_that_is_not_installed_is_named(tmp_path, folder, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RecognitionFailed) as failed:
        recognise(letter_pdf(tmp_path / "letter.pdf"), "pdf", False, folder)
    assert (failed.value.program, failed.value.reason) == ("pdftotext", "absent")
