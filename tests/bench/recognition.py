"""How fast the recipe alone reads pages, beside bare tesseract and OCRmyPDF on the same pages.

``PYTHONPATH=tests python -m bench.recognition [PAGES [ROUNDS]]``; the rounds are interleaved, so
that a neighbour's load weighs on all alike, and the medians are compared.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.contenders import LANGUAGE, Paper, bare_tesseract, ocrmypdf, paper
from farde.capture.recognition import recognise

#: The share of bare tesseract's pages a minute the recipe has to reach.
GOAL = 0.85


@dataclass(frozen=True)
class Pace:
    """Medians of the rounds: pages a minute by the clock, and processor seconds a page."""

    pages_per_minute: float
    cpu_per_page: float


def measure(count: int = 20, rounds: int = 3) -> dict[str, Pace]:
    """Return the pace of each contender; processor time is what a neighbour's load spares."""
    contenders = {"bare": bare_tesseract, "recipe": recipe, "ocrmypdf": ocrmypdf}
    with tempfile.TemporaryDirectory(prefix="farde-bench-") as name:
        pages = paper(Path(name), count)
        taken = {contender: [] for contender in contenders}
        for _round in range(rounds):
            for contender, run in contenders.items():
                taken[contender].append(timed(run, pages))
    return {contender: _pace(times, count) for contender, times in taken.items()}


def recipe(pages: Paper, folder: Path) -> None:
    """Ours: from the stored PDF to text, searchable copy and viewer images."""
    recognise(pages.whole, "pdf", False, folder / "recipe", language=LANGUAGE)


def report(figures: dict[str, Pace]) -> str:
    """Return the figures as lines to print, with the ratios to bare tesseract."""
    bare = figures["bare"]
    lines = [
        f"{contender:10s} {pace.pages_per_minute:6.1f} pages/min"
        f"   {pace.pages_per_minute / bare.pages_per_minute:.2f} of bare by the clock,"
        f" {bare.cpu_per_page / pace.cpu_per_page:.2f} by processor time"
        for contender, pace in figures.items()
    ]
    reached = figures["recipe"].pages_per_minute >= GOAL * bare.pages_per_minute
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return "\n".join([*lines, f"goal of {GOAL} {'reached' if reached else 'missed'}; load {load}"])


def timed(run: Callable[[Paper, Path], None], pages: Paper) -> tuple[float, float]:
    """Run a contender in a folder of its own; return seconds by the clock and of processor."""
    with tempfile.TemporaryDirectory(prefix="farde-bench-") as name:
        start, cpu = time.perf_counter(), _cpu()
        run(pages, Path(name))
        return time.perf_counter() - start, _cpu() - cpu


def _pace(times, count):
    seconds, cpu = (statistics.median(column) for column in zip(*times, strict=True))
    return Pace(count * 60 / seconds, cpu / count)


def _cpu():
    return sum(os.times()[:4])


if __name__ == "__main__":
    chosen = [int(word) for word in sys.argv[1:3]]
    sys.stdout.write(report(measure(*chosen)) + "\n")
