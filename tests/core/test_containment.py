"""What strangers send is opened within limits, and harms nobody else."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from farde.core.containment import Limits, Nursery, Overrun

LIMITS = Limits(seconds=20, processor=10, memory=512 * 2**20, file=2**20)
NURSERY = Nursery()


def test_what_a_function_returns_or_raises_comes_back():
    assert NURSERY.call(LIMITS, sorted, [3, 1, 2]) == [1, 2, 3]
    with pytest.raises(ValueError, match="invalid literal"):
        NURSERY.call(LIMITS, int, "x")


def test_each_call_has_a_process_of_its_own():
    assert len({NURSERY.call(LIMITS, os.getpid) for _call in range(3)} | {os.getpid()}) == 4


@pytest.mark.parametrize(
    ("reason", "limits", "function", "argument"),
    [
        ("time", Limits(seconds=0.5, processor=10), time.sleep, 60),
        ("crash", Limits(seconds=60, processor=1), exec, "while True: pass"),
        ("memory", LIMITS, bytearray, 2**30),
        ("crash", LIMITS, exec, "import os; os.abort()"),
        ("crash", LIMITS, exec, "import os; os._exit(0)"),
    ],
)
def test_what_overruns_its_limits_is_stopped_and_the_next_call_goes_on(
    reason, limits, function, argument
):
    with pytest.raises(Overrun) as stopped:
        NURSERY.call(limits, function, argument)
    assert stopped.value.reason == reason
    assert NURSERY.call(LIMITS, len, "abc") == 3


def test_a_file_grows_no_larger_than_its_limit(tmp_path):
    with pytest.raises((OSError, Overrun)):
        NURSERY.call(LIMITS, _write, tmp_path / "grown", 2**22)
    assert (tmp_path / "grown").stat().st_size <= LIMITS.file


def test_what_a_stopped_call_has_started_is_stopped_too(tmp_path):
    note = tmp_path / "pid"
    with pytest.raises(Overrun):
        NURSERY.call(
            Limits(seconds=2, processor=10),
            subprocess.call,
            ["sh", "-c", f"sleep 300 & echo $! > {note}; wait"],
        )
    assert _gone(int(note.read_text()))


def test_what_a_finished_call_left_running_is_stopped(tmp_path):
    note = tmp_path / "pid"
    NURSERY.call(LIMITS, os.system, f"sleep 300 & echo $! > {note}")
    assert _gone(int(note.read_text()))


def test_a_killed_nursery_is_started_anew():
    nursery = Nursery()
    parent = nursery.call(LIMITS, os.getppid)
    os.kill(parent, signal.SIGKILL)
    assert _gone(parent)
    assert nursery.call(LIMITS, os.getppid) != parent


def test_the_nursery_and_its_children_die_with_whoever_asked(tmp_path):
    note = tmp_path / "pids"
    asker = subprocess.Popen([sys.executable, "-c", _ASKER, note])
    while not note.exists() or len(note.read_text().split()) < 2:
        time.sleep(0.05)
    asker.kill()
    asker.wait()
    assert all(_gone(int(pid)) for pid in note.read_text().split())


_ASKER = """
import sys
from farde.core.containment import Limits, Nursery
code = "import os, time; open({!r}, 'w').write(f'{{os.getpid()}} {{os.getppid()}}'); time.sleep(99)"
Nursery().call(Limits(seconds=99, processor=10), exec, code.format(sys.argv[1]))
"""


def _write(path: Path, size: int) -> None:
    path.write_bytes(bytes(size))


def _gone(pid: int) -> bool:
    for _look in range(100):
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.1)
    return False
