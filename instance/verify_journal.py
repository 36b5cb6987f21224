"""Verify the access journal of this instance: `make verify-journal` (NOTED=file of heads)."""

import os
import sys

import configure

if __name__ == "__main__":
    instance = configure.from_environment()
    configure.render(instance)
    command = [os.environ.get("FARDE_PYTHON") or sys.executable, "-m", "farde.access.journal"]
    os.execve(command[0], [*command, "verify", *sys.argv[1:]], configure.environment(instance))  # noqa: S606
