"""Start Farde: configuration, site, then the web process and the worker, until Ctrl-C.

Read from the environment: PORT (8080), HOST (127.0.0.1), DEMO=0 (no demonstration content),
FARDE_HOME (another place for etc/ and var/), FARDE_VAR (another place for var/ alone),
FARDE_PYTHON (the interpreter of the processes).
"""
# ruff: noqa: T201  what is printed here is for the person at the terminal

import contextlib
import ctypes
import fcntl
import hashlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import IO

import configure

HERE = Path(__file__).resolve().parent
PYTHON = os.environ.get("FARDE_PYTHON") or sys.executable  # buildout's is a script
WORKER_APP = "farde.core.tasks"
GRACE = {"web": 10.0, "worker": 30.0}
PR_SET_PDEATHSIG = 1
BUSY = """\
Le port {port} est déjà pris par un autre programme. Prenez-en un autre : PORT={other} make start
Port {port} is already in use by another program. Choose another one: PORT={other} make start"""
RUNNING = """\
Farde tourne déjà sur ces données ({var}). Arrêtez-le d'abord (Ctrl-C dans son terminal).
Farde is already running on this data ({var}). Stop it first (Ctrl-C in its terminal)."""
READY = """
  Farde est prêt : {url}
  Farde is ready : {url}
  Administrateur : admin, mot de passe dans {password_file}
  Ctrl-C arrête tout.
"""
FIRST = """
  Compte administrateur créé : admin / {password}
  (gardé dans {password_file}, lisible par vous seul)
"""


class Refused(Exception):
    """The start cannot go on; the message says why and what to do."""


def check_port(host: str, port: int) -> None:
    """Refuse plainly when another program listens on the address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno != 98:  # EADDRINUSE
                raise Refused(f"{host}:{port} : {error.strerror}") from error
            raise Refused(BUSY.format(port=port, other=port + 1)) from error


def hold(var: Path) -> IO[str]:
    """Lock the data folder for this start: two workers on one broker would do work twice."""
    lock = (var / "start.lock").open("w", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Refused(RUNNING.format(var=var)) from error
    return lock


def site_stamp(demo: bool) -> str:
    """What the site was made from: changes when a profile gets a new version."""
    digest = hashlib.sha256((HERE / "create_site.py").read_bytes())
    for metadata in sorted((HERE.parent / "profiles").glob("*/metadata.xml")):
        digest.update(metadata.read_bytes())
    return f"{digest.hexdigest()} demo={int(demo)}\n"


def ensure_site(instance: configure.Instance, env: dict[str, str], demo: bool) -> None:
    """Create the site at the first start; upgrade it before serving when a profile has changed."""
    stamp_file = instance.var / "site-stamp"
    database = instance.var / "sqlite" / "main.sqlite3"
    wanted = site_stamp(demo)
    known = stamp_file.read_text("utf-8") if stamp_file.exists() and database.exists() else ""
    if known == wanted or (not demo and known == site_stamp(demo=True)):
        return
    password_file = instance.var / "admin-password"
    first = not password_file.exists()
    command = [PYTHON, str(HERE / "create_site.py"), str(instance.zope_conf)]
    done = subprocess.run(
        [*command, *(["--demo"] if demo else [])], env=env, preexec_fn=_before_exec, check=False
    )
    if done.returncode:
        raise Refused(
            f"Le site n'a pas pu être créé ou mis à jour. / Making or upgrading the site failed."
            f" ({done.returncode}, {instance.var / 'log' / 'create-site.log'})"
        )
    stamp_file.write_text(wanted, "utf-8")
    if first:
        password = password_file.read_text("utf-8").strip()
        print(FIRST.format(password=password, password_file=password_file), flush=True)


def commands(instance: configure.Instance) -> dict[str, list[str]]:
    """The command line of each process."""
    web = [PYTHON, "-m", "Zope2.Startup.serve", str(instance.wsgi_ini)]
    worker = [
        PYTHON,
        str(HERE / "celery_worker.py"),
        "-q",
        "-A",
        WORKER_APP,
        "worker",
        "-P",
        "threads",
    ]
    worker += ["-c", str(len(os.sched_getaffinity(0))), "-l", "WARNING", "-B"]
    worker += ["-s", str(instance.var / "beat-schedule"), "-n", "farde@%h"]
    return {"web": web, "worker": worker}


def _before_exec() -> None:
    """Obey signals even under `nohup`; end with the supervisor, however it ends (Linux)."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Process:
    """One supervised process in a group of its own, its output prefixed with its name."""

    def __init__(self, name: str, command: list[str], env: dict[str, str], log: Path):
        self.name = name
        self.started = time.monotonic()
        self.popen = subprocess.Popen(
            command,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_before_exec,  # noqa: PLW1509  set before any thread can hold a lock
        )
        self._log = log
        threading.Thread(target=self._echo, daemon=True).start()

    def _echo(self) -> None:
        prefix = f"{self.name:<6} | ".encode()
        with self._log.open("ab") as log:
            for line in self.popen.stdout:
                log.write(line)
                log.flush()
                sys.stdout.buffer.write(prefix + line)
                sys.stdout.buffer.flush()

    def poll(self) -> int | None:
        """The exit code, or None while it runs."""
        return self.popen.poll()

    def signal(self, number: int) -> None:
        """Send a signal to the process and to the programs it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.popen.pid, number)


class Supervisor:
    """Keeps the web process and the worker running, and stops them in order."""

    def __init__(self, start: dict[str, Callable[[], Process]]):
        self._start = start
        self._processes: dict[str, Process] = {}
        self._failures = 0
        self.asked = 0

    def ask_to_stop(self, *_signal: object) -> None:
        """The first signal stops gracefully, a second one at once."""
        self.asked += 1

    def run(self) -> int:
        """Run until a signal (code 0) or until the web process ends (its code)."""
        for name, start in self._start.items():
            self._processes[name] = start()
        code = 0
        while not self.asked:
            ended = self._processes["web"].poll()
            if ended is not None:
                print(
                    f"Le processus web s'est arrêté ({ended}). / The web process ended.", flush=True
                )
                code = ended if ended > 0 else 1
                break
            self._revive_worker()
            time.sleep(0.2)
        self._stop_all()
        return code

    def _revive_worker(self) -> None:
        worker = self._processes.get("worker")
        if worker is None or worker.poll() is None:
            return
        worker.signal(signal.SIGKILL)  # its scheduler and the programs it ran outlive it
        lived = time.monotonic() - worker.started
        self._failures = 1 if lived > 60 else self._failures + 1
        pause = min(2**self._failures, 60)
        print(
            f"Le worker s'est arrêté ({worker.poll()}) ; il repart dans {pause} s. / Restarting.",
            flush=True,
        )
        self._sleep(pause)
        if not self.asked:
            self._processes["worker"] = self._start["worker"]()

    def _sleep(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self.asked and time.monotonic() < until and self._processes["web"].poll() is None:
            time.sleep(0.2)

    def _stop_all(self) -> None:
        print("Arrêt... / Stopping...", flush=True)
        gentle = {"web": signal.SIGINT, "worker": signal.SIGTERM}
        for name, process in self._processes.items():
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.popen.pid, gentle[name])
        began, asked = time.monotonic(), self.asked
        while any(process.poll() is None for process in self._processes.values()):
            waited = time.monotonic() - began
            for name, process in self._processes.items():
                if process.poll() is None and (self.asked > max(asked, 1) or waited > GRACE[name]):
                    process.signal(signal.SIGKILL)
            time.sleep(0.1)
        for process in self._processes.values():
            process.signal(signal.SIGKILL)  # programs a killed process left behind


def announce_when_ready(instance: configure.Instance) -> None:
    """Wait until the site answers, then say so; runs in a thread of its own."""
    host = "127.0.0.1" if instance.host == "0.0.0.0" else instance.host  # noqa: S104
    while not _answers(f"http://{host}:{instance.port}/farde"):
        time.sleep(0.5)
    password_file = instance.var / "admin-password"
    print(READY.format(url=instance.url, password_file=password_file), flush=True)


def _answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=120).close()  # noqa: S310
    except urllib.error.HTTPError as error:
        return error.code < 500  # a site that asks for a login is up too
    except OSError:
        return False
    return True


def processes(
    instance: configure.Instance, env: dict[str, str]
) -> dict[str, Callable[[], Process]]:
    """How to start each process."""
    return {
        name: (lambda n=name, c=line: Process(n, c, env, instance.var / "log" / f"{n}-output.log"))
        for name, line in commands(instance).items()
    }


def main() -> int:
    """Start and supervise; the exit code is that of the web process."""
    os.umask(0o077)
    instance = configure.from_environment()
    demo = os.environ.get("DEMO", "1") != "0"
    try:
        check_port(instance.host, instance.port)
        configure.render(instance)
        lock = hold(instance.var)
        env = configure.environment(instance)
        ensure_site(instance, env, demo)
        supervisor = Supervisor(processes(instance, env))
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, supervisor.ask_to_stop)
    with lock:
        threading.Thread(target=announce_when_ready, args=[instance], daemon=True).start()
        return supervisor.run()


if __name__ == "__main__":
    sys.exit(main())
