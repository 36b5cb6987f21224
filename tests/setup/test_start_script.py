"""What happens before Farde runs: the interpreter, the configuration, the port, the lock."""

import os
import re
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "instance"))

import configure  # noqa: E402
import create_site  # noqa: E402
import start  # noqa: E402
import summary  # noqa: E402


@pytest.fixture
def instance(tmp_path):
    return configure.Instance(home=tmp_path / "home", port=18099)


def program(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(0o755)
    return path


def find_python(path: Path) -> subprocess.CompletedProcess:
    """Run the finder with only the programs of a folder, and the shell's tools."""
    for tool in ("cat", "dirname"):
        program(path, tool, f'exec /usr/bin/{tool} "$@"')
    command = ["/bin/sh", str(ROOT / "instance" / "python.sh")]
    return subprocess.run(
        command, env={"PATH": str(path)}, capture_output=True, text=True, check=False
    )


def test_the_finder_takes_3_12_before_3_13(tmp_path):
    program(tmp_path, "python3.12", f'exec {sys.executable} "$@"')
    program(tmp_path, "python3.13", "exit 7")
    assert find_python(tmp_path).stdout.strip() == sys.executable


def test_a_shim_that_refuses_to_run_is_passed_over(tmp_path):
    program(tmp_path, "python3.12", "echo 'pyenv: version not installed' >&2; exit 127")
    program(tmp_path, "python3", f'exec {sys.executable} "$@"')
    assert find_python(tmp_path).stdout.strip() == sys.executable


def test_without_a_python_the_finder_says_what_to_install(tmp_path):
    found = find_python(tmp_path)
    assert found.returncode == 1
    assert "apt-get install python3 python3-venv" in found.stderr
    assert "pyenv install 3.12" in found.stderr


def test_rendering_fills_every_template(instance):
    configure.render(instance)
    for template in configure.TEMPLATES.iterdir():
        text = (instance.etc / template.name).read_text("utf-8")
        assert not re.search(r"@\{\w+\}", text), template.name
    assert "port = 18099" in instance.wsgi_ini.read_text("utf-8")
    assert f"%define VAR {instance.var}" in instance.zope_conf.read_text("utf-8")


def test_rendering_again_changes_nothing(instance):
    configure.render(instance)
    before = {path: path.read_bytes() for path in instance.etc.iterdir()}
    configure.render(instance)
    assert {path: path.read_bytes() for path in instance.etc.iterdir()} == before


def test_only_the_owner_reads_the_data(instance):
    configure.render(instance)
    for folder in (instance.var, *(path for path in instance.var.iterdir() if path.is_dir())):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700, folder


def test_the_key_of_the_access_journal_is_made_once_and_for_its_owner_alone(instance):
    configure.render(instance)
    key = instance.var / "journal.key"
    made = key.read_text()
    assert len(made.strip()) == 64
    assert key.stat().st_mode & 0o777 == 0o600
    configure.render(instance)
    assert key.read_text() == made


def test_zope_reads_the_rendered_configuration(instance):
    from Zope2.Startup.options import ZopeWSGIOptions

    configure.render(instance)
    root = ZopeWSGIOptions(configfile=str(instance.zope_conf))().configroot
    assert root.debug_mode is False
    assert root.dos_protection.form_memory_limit == 160 * 1024 * 1024
    (database,) = root.databases
    assert database.config.storage.config.keep_history is False
    assert database.config.storage.config.shared_blob_dir is True


def test_a_busy_port_is_said_plainly():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(start.Refused, match=f"{port} est déjà pris.*PORT={port + 1}"):
            start.check_port("127.0.0.1", port)


def test_a_free_port_is_accepted():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    start.check_port("127.0.0.1", port)


def test_the_same_data_is_served_once(instance):
    configure.render(instance)
    with start.hold(instance.var), pytest.raises(start.Refused, match="déjà sur ces données"):
        start.hold(instance.var)


def test_the_data_is_free_again_after_the_stop(instance):
    configure.render(instance)
    start.hold(instance.var).close()
    start.hold(instance.var).close()


def test_the_processes_know_where_the_configuration_and_the_data_are(instance):
    environment = configure.environment(instance)
    assert environment["FARDE_ZOPE_CONF"] == str(instance.zope_conf)
    assert environment["FARDE_VAR"] == str(instance.var)
    assert environment["OMP_THREAD_LIMIT"] == "1"


@pytest.mark.parametrize(
    ("host", "shown"),
    [("127.0.0.1", "localhost"), ("0.0.0.0", "localhost"), ("farde", "farde")],  # noqa: S104
)
def test_the_address_is_one_a_person_can_open(tmp_path, host, shown):
    instance = configure.Instance(home=tmp_path, host=host, port=81)
    assert instance.url == f"http://{shown}:81/farde"


def test_a_site_made_with_the_demonstration_serves_without_asking_for_it_again():
    assert start.site_stamp(demo=True) != start.site_stamp(demo=False)
    assert start.site_stamp(demo=True) == start.site_stamp(demo=True)


def with_python(monkeypatch, folder: Path, code: int) -> Path:
    """Put in the place of the interpreter a program that notes what it was asked to run."""
    asked = folder / "asked"
    fake = program(folder, "python", f'echo "$1" >> {asked}\nexit {code}')
    monkeypatch.setattr(start, "PYTHON", str(fake))
    asked.touch()
    return asked


@pytest.fixture
def made(instance):
    """An instance whose site was made by the profiles as they are."""
    configure.render(instance)
    (instance.var / "sqlite").mkdir(exist_ok=True)
    (instance.var / "sqlite" / "main.sqlite3").touch()
    (instance.var / "admin-password").write_text("secret\n", "utf-8")
    (instance.var / "site-stamp").write_text(start.site_stamp(demo=False), "utf-8")
    return instance


def test_a_site_of_this_version_is_served_without_being_touched(made, tmp_path, monkeypatch):
    asked = with_python(monkeypatch, tmp_path, 0)
    start.ensure_site(made, dict(os.environ), demo=False)
    assert asked.read_text("utf-8") == ""


def test_a_site_of_an_earlier_version_is_upgraded_before_it_is_served(made, tmp_path, monkeypatch):
    (made.var / "site-stamp").write_text("of another version\n", "utf-8")
    asked = with_python(monkeypatch, tmp_path, 0)
    for _start in range(2):
        start.ensure_site(made, dict(os.environ), demo=False)
    assert asked.read_text("utf-8").split() == [str(ROOT / "instance" / "create_site.py")]


def test_a_site_that_cannot_be_upgraded_is_not_served(made, tmp_path, monkeypatch):
    (made.var / "site-stamp").write_text("of another version\n", "utf-8")
    asked = with_python(monkeypatch, tmp_path, 3)
    for _start in range(2):
        with pytest.raises(start.Refused):
            start.ensure_site(made, dict(os.environ), demo=False)
    assert len(asked.read_text("utf-8").split()) == 2, "tried again at the next start"


class Setup:
    """What portal_setup would be asked, and what it was asked to do."""

    def __init__(self, version: str, pending: list) -> None:
        self.version, self.pending, self.done = version, pending, []
        self.portal_setup = self

    def getLastVersionForProfile(self, profile: str) -> str:
        return self.version

    def listUpgrades(self, profile: str) -> list:
        return self.pending

    def runAllImportStepsFromProfile(self, profile: str) -> None:
        self.done.append(f"applied {profile}")

    def upgradeProfile(self, profile: str) -> None:
        self.done.append(f"upgraded {profile}")


@pytest.mark.parametrize(
    ("version", "pending", "done"),
    [
        ("unknown", [], ["applied profile-farde:default"]),
        ("1000", ["a step"], ["upgraded farde:default"]),
        ("20261121120000", [], []),
    ],
)
def test_a_profile_is_applied_once_and_then_only_upgraded(version, pending, done):
    site = Setup(version, pending)
    work = create_site.profile_work(site, "farde:default")
    if work is not None:
        work()
    assert site.done == done


FAMILY = """
import os, subprocess, sys, time
child = subprocess.Popen(["sleep", "300"])
print("child", child.pid, flush=True)
time.sleep(300)
"""


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_for(condition, seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_stopping_leaves_no_program_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(start, "GRACE", {"web": 0.2, "worker": 0.2})
    log = tmp_path / "web.log"

    def web():
        return start.Process("web", [sys.executable, "-c", FAMILY], dict(os.environ), log)

    supervisor = start.Supervisor({"web": web})
    child = 0

    def stop_when_running() -> None:
        nonlocal child
        assert wait_for(lambda: log.exists() and b"child" in log.read_bytes())
        child = int(log.read_text("utf-8").split()[1])
        supervisor.ask_to_stop()

    threading.Thread(target=stop_when_running, daemon=True).start()
    assert supervisor.run() == 0
    assert wait_for(lambda: not alive(child))


def test_the_end_of_the_web_process_ends_everything_with_its_code(tmp_path):
    def web():
        command = [sys.executable, "-c", "raise SystemExit(3)"]
        return start.Process("web", command, dict(os.environ), tmp_path / "web.log")

    def worker():
        command = [sys.executable, "-c", "import time; time.sleep(300)"]
        return start.Process("worker", command, dict(os.environ), tmp_path / "worker.log")

    supervisor = start.Supervisor({"web": web, "worker": worker})
    assert supervisor.run() == 3


def test_a_worker_that_dies_is_started_again(tmp_path):
    starts = tmp_path / "starts"

    def web():
        command = ["sh", "-c", "sleep 4; exit 5"]
        return start.Process("web", command, dict(os.environ), tmp_path / "web.log")

    def worker():
        command = ["sh", "-c", f"echo start >> {starts}; exit 1"]
        return start.Process("worker", command, dict(os.environ), tmp_path / "worker.log")

    assert start.Supervisor({"web": web, "worker": worker}).run() == 5
    assert starts.read_text("utf-8").count("start") >= 2


def test_what_a_dead_worker_started_does_not_outlive_it(tmp_path):
    children = tmp_path / "children"

    def web():
        command = ["sh", "-c", "sleep 4; exit 5"]
        return start.Process("web", command, dict(os.environ), tmp_path / "web.log")

    def worker():
        command = ["sh", "-c", f"sleep 300 & echo $! >> {children}; kill -9 $$"]
        return start.Process("worker", command, dict(os.environ), tmp_path / "worker.log")

    assert start.Supervisor({"web": web, "worker": worker}).run() == 5
    pids = [int(line) for line in children.read_text("utf-8").split()]
    assert len(pids) >= 2
    assert wait_for(lambda: not any(alive(pid) for pid in pids))


def test_a_process_obeys_even_when_the_terminal_made_signals_ignored(tmp_path):
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process = start.Process("web", ["sleep", "300"], dict(os.environ), tmp_path / "web.log")
    finally:
        signal.signal(signal.SIGINT, before)
    os.kill(process.popen.pid, signal.SIGINT)
    assert wait_for(lambda: process.poll() is not None)


def test_the_summaries_of_several_runs_are_added():
    log = (
        "\x1b[32m===== \x1b[32m\x1b[1m12 passed\x1b[0m, \x1b[33m1 skipped\x1b[0m\x1b[32m in 2.10s"
        "\x1b[0m\x1b[32m =====\x1b[0m\n3 passed in 1.00s\n"
        "== 1 failed, 2 passed in 61.2s (0:01:01) =="
    )
    assert summary.add_up(log) == {"passed": 17, "skipped": 1, "failed": 1}
    assert "1 failed, 17 passed, 1 skipped in 63.00s" in summary.line(summary.add_up(log), 63)
