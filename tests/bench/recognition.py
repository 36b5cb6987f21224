"""How fast and how well the recipe alone reads pages, beside bare tesseract and OCRmyPDF.

``PYTHONPATH=tests python -m bench.recognition [PAGES [ROUNDS]]``; the rounds are interleaved, so
that a neighbour's load weighs on all alike, and the medians are compared. ``figures`` returns
the numbers for both kinds of scans and both lengths of files.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.contenders import LANGUAGE, WORKERS, Paper, bare_tesseract, ocrmypdf, paper
from bench.recognition_quality import Accuracy, Flatness, accuracy, flatness
from farde.capture.recognition import recognise

#: The share of bare tesseract's pages a minute the recipe has to reach.
GOAL = 0.85
LOOKS = ("bitonal", "grey")
LENGTHS = (1, 20)


@dataclass(frozen=True)
class Pace:
    """Medians of the rounds: pages a minute by the clock, and processor seconds a page."""

    pages_per_minute: float
    cpu_per_page: float


@dataclass(frozen=True)
class Figures:
    """``paces`` by look, pages a file and contender; ``accuracies`` by look and contender."""

    paces: dict[tuple[str, int], dict[str, Pace]]
    accuracies: dict[str, Accuracy]
    flat: Flatness


def figures(count: int = 20, rounds: int = 3, longest: int = 500) -> Figures:
    """Measure all; ``longest`` is the number of pages held against one page."""
    return Figures(
        paces={
            (look, length): measure(count, rounds, look, length)
            for look in LOOKS
            for length in LENGTHS
        },
        accuracies={look: accuracy(count, look) for look in LOOKS},
        flat=flatness(longest),
    )


def measure(
    count: int = 20, rounds: int = 3, look: str = "grey", length: int = 20
) -> dict[str, Pace]:
    """Return the pace of each contender on ``count`` pages in files of ``length`` pages.

    Processor time is what a neighbour's load spares. A first file, not counted, starts the
    process that forks the others, once in the life of a worker.
    """
    contenders = {"bare": bare_tesseract, "recipe": recipe, "ocrmypdf": ocrmypdf}
    with tempfile.TemporaryDirectory(prefix="farde-bench-") as name:
        pages = paper(Path(name), count, look, length)
        (Path(name) / "warm").mkdir()
        timed(recipe, paper(Path(name) / "warm", 1))
        taken = {contender: [] for contender in contenders}
        for _round in range(rounds):
            for contender, run in contenders.items():
                taken[contender].append(timed(run, pages))
    return {contender: _pace(times, count) for contender, times in taken.items()}


def recipe(pages: Paper, folder: Path) -> None:
    """Ours: from the stored PDFs to text, searchable copies and viewer images.

    Files go side by side, as the workers of an instance take them.
    """

    def read(source: Path) -> None:
        recognise(source, "pdf", False, folder / source.stem, language=LANGUAGE)

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(read, pages.files))


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
    """Run a contender in a folder of its own; return seconds by the clock and of processor.

    Processor time is that of all programs, those in contained processes as well.
    """
    with tempfile.TemporaryDirectory(prefix="farde-bench-") as name:
        start, cpu = time.perf_counter(), _cpu()
        run(pages, Path(name))
        return time.perf_counter() - start, _cpu() - cpu


def _pace(times, count):
    seconds, cpu = (statistics.median(column) for column in zip(*times, strict=True))
    return Pace(count * 60 / seconds, cpu / count)


def _cpu():
    # The contained processes are the children of their nursery, which has waited for them.
    ours = psutil.Process()
    return sum(sum(one.cpu_times()[:4]) for one in [ours, *ours.children(recursive=True)])


if __name__ == "__main__":
    chosen = [int(word) for word in sys.argv[1:3]]
    sys.stdout.write(report(measure(*chosen)) + "\n")
