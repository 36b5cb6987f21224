"""Work on what strangers send, in a process of its own, within limits.

All limits stand in ``Limits``. A nursery (``farde.core.nursery``) is started once in each process
that asks; it has imported what the work needs, and forks a child for each call. The child may be
killed by its limits or by damage in a decoder: whoever asked gets ``Overrun`` and goes on.
"""

import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

_MB = 1024 * 1024
# A process that forks must have one thread, and numpy would start one for each core.
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1"}


@dataclass(frozen=True)
class Limits:
    """What one call may take, its outside programs included, each for itself.

    ``seconds`` is by the clock, ``processor`` in seconds of processor time, ``memory`` in bytes
    of address space, ``file`` in bytes of one file written.
    """

    seconds: float
    processor: int
    memory: int = 2048 * _MB
    file: int = 1024 * _MB


class Overrun(Exception):
    """Contained work took more than its limits or crashed: ``reason`` time, memory or crash."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Nursery:
    """Calls functions in children forked from a process that has imported ``modules``."""

    def __init__(self, *modules: str) -> None:
        self.modules = modules
        self._lock = threading.Lock()
        self._process: subprocess.Popen | None = None
        self._control: socket.socket | None = None
        self._owner = 0

    def call[T](self, limits: Limits, function: Callable[..., T], *arguments: object) -> T:
        """Return what ``function``, importable by its name, makes of ``arguments``.

        It runs in the environment of whoever asks. Its exceptions are raised here; raises
        Overrun when it was stopped.
        """
        with self._born() as line:
            line.settimeout(limits.seconds)
            child = 0
            try:
                child = int.from_bytes(_exactly(line, 4))
                send(line, pickle.dumps((limits, dict(os.environ), function, arguments)))
                outcome, value = pickle.loads(receive(line))  # noqa: S301 - ours
            except TimeoutError:
                _kill(child)
                raise Overrun("time") from None
            except (OSError, EOFError):
                _kill(child)
                raise Overrun("crash") from None
        if outcome == "failed":
            raise value
        return value

    def _born(self) -> socket.socket:
        """Return the line to a fresh child."""
        ours, theirs = socket.socketpair()
        with theirs:
            for _attempt in range(2):
                try:
                    socket.send_fds(self._nursery(), [b"+"], [theirs.fileno()])
                except OSError:
                    self._control = None  # it was killed: start another
                    continue
                return ours
        ours.close()
        raise Overrun("crash")

    def _nursery(self) -> socket.socket:
        with self._lock:
            # After a fork the nursery is still the parent's, and would die with it.
            if self._control is None or self._owner != os.getpid():
                self._start()
            return self._control

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "farde.core.nursery", str(theirs.fileno()), *self.modules],
                pass_fds=[theirs.fileno()],
                env=os.environ | _ENVIRONMENT | {"PYTHONPATH": os.pathsep.join(sys.path)},
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._control, self._owner = ours, os.getpid()


def _kill(child: int) -> None:
    # It leads a group of its own, with whatever its programs have forked.
    if child:
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)


def send(line: socket.socket, data: bytes) -> None:
    """Send ``data`` with its length; raises OSError when the other side is gone."""
    line.sendall(len(data).to_bytes(8))
    line.sendall(data)


def receive(line: socket.socket) -> bytes:
    """Return what was sent; raises EOFError when the other side is gone."""
    return _exactly(line, int.from_bytes(_exactly(line, 8)))


def _exactly(line, length):
    parts = []
    while length:
        part = line.recv(min(length, _MB))
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
