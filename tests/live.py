"""A whole instance as `make start` runs it: web process and worker, from the demonstration."""

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
import requests

from world import PASSWORD

ROOT = Path(__file__).parents[1]
_JSON = {"Accept": "application/json", "Accept-Language": "fr"}


@dataclass
class Live:
    """A running instance: its address, home and supervisor process."""

    url: str
    home: Path
    process: subprocess.Popen

    @property
    def password(self) -> str:
        """The administrator's, made at the first start."""
        return (self.home / "var" / "admin-password").read_text("utf-8").strip()

    def get(self, path: str, user: str, **options) -> requests.Response:
        """GET as a persona, through plone.restapi unless other headers are given."""
        options.setdefault("headers", _JSON)
        return requests.get(f"{self.url}/{path}", auth=(user, PASSWORD), timeout=60, **options)

    def post(self, path: str, user: str, body: dict) -> requests.Response:
        """POST JSON as a persona."""
        return requests.post(
            f"{self.url}/{path}", json=body, auth=(user, PASSWORD), headers=_JSON, timeout=60
        )

    def worker(self) -> psutil.Process | None:
        """Return the worker process, or None between two of them."""
        for child in psutil.Process(self.process.pid).children(recursive=True):
            if "celery" in " ".join(child.cmdline()):
                return child
        return None

    def environment(self) -> dict[str, str]:
        """Return what a process beside the instance needs, to work on its database."""
        given = self.until(self.worker).environ().items()
        return os.environ | {name: value for name, value in given if name.startswith("FARDE_")}

    def beside(self, program: str, *arguments: str, **names: str) -> subprocess.Popen:
        """Start a Python program on the instance's database, as a second node would be."""
        return subprocess.Popen(
            [sys.executable, "-c", program, *arguments],
            cwd=ROOT / "instance",
            env=self.environment() | names,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def until(self, condition, seconds: float = 240, every: float = 0.5):
        """Wait for a condition to hold; return its value, or fail with the last one."""
        end = time.monotonic() + seconds
        value = condition()
        while not value:
            assert time.monotonic() < end, f"not within {seconds} s: {self.tail()}"
            time.sleep(every)
            value = condition()
        return value

    def tail(self) -> str:
        """Return the last words of the instance, for a failing test."""
        return (self.home / "out.log").read_text("utf-8", "replace")[-3000:]


def start(home: Path, port: int | None = None, demo: bool = True) -> Live:
    """Start an instance in a folder of its own; the first start creates the site."""
    port = port or free_port()
    with (home / "out.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "instance" / "start.py")],
            cwd=ROOT,
            env=os.environ | {"FARDE_HOME": str(home), "PORT": str(port), "DEMO": str(int(demo))},
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
    live = Live(f"http://localhost:{port}/farde", home, process)
    live.until(lambda: process.poll() is not None or "prêt" in live.tail())
    assert process.poll() is None, live.tail()
    return live


def stop(live: Live) -> int:
    """Stop an instance as Ctrl-C does; return its exit code."""
    live.process.send_signal(signal.SIGINT)
    return live.process.wait(timeout=60)


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
