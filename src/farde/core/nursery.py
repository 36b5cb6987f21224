"""The process that forks children for contained work; run as ``python -m``.

It serves one other process, and dies with it; its children die with it.
"""

import ctypes
import errno
import gc
import importlib
import os
import pickle
import resource
import signal
import socket
import sys
from contextlib import suppress

from farde.core import containment

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None)


def serve(control: socket.socket) -> None:
    """Fork a child for each line received, until the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    while True:
        word, lines, _flags, _address = socket.recv_fds(control, 1, 1)
        if not word:
            return
        _bury()
        if os.fork() == 0:
            control.close()
            _live(socket.socket(fileno=lines[0]))
        os.close(lines[0])


def _bury():
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def die_with_parent() -> None:
    """Ask the kernel to kill this process when the one that started it is gone."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _live(line):
    try:
        os.setpgid(0, 0)
        die_with_parent()
        line.sendall(os.getpid().to_bytes(4))
        message = containment.receive(line)
        limits, environment, function, arguments = pickle.loads(message)  # noqa: S301 - ours
        os.environ.clear()
        os.environ.update(environment)
        _limit(limits)
        containment.send(line, _outcome(function, arguments))
    finally:
        # Whatever the work has started ends with it, and nothing of the nursery is tidied up.
        with suppress(OSError):
            line.close()
        os.killpg(0, signal.SIGKILL)


def _limit(limits):
    for what, most in (
        (resource.RLIMIT_CPU, limits.processor),
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, limits.file),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _outcome(function, arguments):
    try:
        return pickle.dumps(("done", function(*arguments)))
    except Exception as error:
        if isinstance(error, MemoryError) or getattr(error, "errno", 0) == errno.ENOMEM:
            error = containment.Overrun("memory")
        return pickle.dumps(("failed", error))


if __name__ == "__main__":
    ours = socket.socket(fileno=int(sys.argv[1]))
    for name in sys.argv[2:]:
        importlib.import_module(name)
    serve(ours)
