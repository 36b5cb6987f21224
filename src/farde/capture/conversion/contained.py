"""A process of its own for what strangers sent: bounded, cut off from the network, told nothing.

It is given no environment but what programs need: the keys and addresses of the site stay out.
"""

import os
import resource
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import psutil

from farde.capture.conversion import limits
from farde.capture.conversion.errors import ConversionFailed

#: Exit code of a child that says on its output why it failed.
REFUSED = 3


def run_child(module: str, *arguments: object, folder: Path, seconds: float) -> None:
    """Run a module of ours in a process of its own; raises ConversionFailed."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    code, said = run(command, folder, seconds)
    if code == REFUSED:
        raise ConversionFailed(said.strip())
    if code:
        # Killed by the system when memory was short, or stumbled over what nobody foresaw.
        raise ConversionFailed("memory" if code < 0 else "broken")


def run(command: list[str], folder: Path, seconds: float) -> tuple[int, str]:
    """Run a program; return its exit code and output. It ends with all it started in time.

    Raises ConversionFailed: ``timeout`` or ``absent``.
    """
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=_environment(folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        raise ConversionFailed("absent") from None
    try:
        said, _nothing = process.communicate(timeout=seconds)
        return process.returncode, said.decode(errors="replace")
    except subprocess.TimeoutExpired:
        raise ConversionFailed("timeout") from None
    finally:
        _end(process)


def confine() -> None:
    """Bound this process and all it starts, and take the network from them where one can."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY, limits.MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.FILE_SIZE, limits.FILE_SIZE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)
    # Where the system forbids it, what is left is that none of our steps asks for anything.
    with suppress(OSError):
        _leave_the_network()


def _leave_the_network() -> None:
    if os.geteuid() == 0:
        os.unshare(os.CLONE_NEWNET)
        return
    user, group = os.geteuid(), os.getegid()
    os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def _environment(folder: Path) -> dict[str, str]:
    home = folder / "home"
    home.mkdir(parents=True, exist_ok=True)
    return {
        "HOME": str(home),
        "TMPDIR": str(home),
        "LANG": "C.UTF-8",
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "PYTHONSAFEPATH": "1",
    }


def _end(process: subprocess.Popen) -> None:
    with suppress(psutil.NoSuchProcess):
        started = psutil.Process(process.pid).children(recursive=True)
        for one in [*started, psutil.Process(process.pid)]:
            with suppress(psutil.NoSuchProcess):
                one.kill()
    process.wait()
    process.stdout.close()
