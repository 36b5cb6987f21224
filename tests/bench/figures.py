"""Figures of a benchmark: goals as one line each, and the machine they were taken on."""

import operator
import os
import platform
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

_SIGNS = {">=": operator.ge, "<=": operator.le, "<": operator.lt}


@dataclass(frozen=True)
class Goal:
    """A figure and what the product asks of it."""

    name: str
    value: float
    sign: str
    limit: float

    def line(self) -> str:
        """Return the goal as one line for programs to read."""
        verdict = "ok" if _SIGNS[self.sign](self.value, self.limit) else "short"
        return f"ratio {self.name} {self.value:.4g} goal {self.sign}{self.limit:g} {verdict}"


def p95(values: list[float]) -> float:
    """Return the value that nineteen of twenty do not exceed."""
    return sorted(values)[max(0, -(-len(values) * 95 // 100) - 1)]


def machine(programs: Iterable[str] = ()) -> str:
    """Return the machine and the versions that weigh on the figures."""
    cores = f"{len(os.sched_getaffinity(0))} cores {processor()}"
    python = f"Python {platform.python_version()}"
    return ", ".join(
        [cores, python, f"Products.CMFPlone {version('Products.CMFPlone')}", *programs]
    )


def processor() -> str:
    """Return the processor's name, or its architecture where the kernel does not tell."""
    for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def load() -> str:
    """Return the machine's load of the last 1, 5 and 15 minutes."""
    return ", ".join(f"{value:.1f}" for value in os.getloadavg())


def say(*lines: str) -> None:
    """Print at once, since the run takes minutes."""
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
