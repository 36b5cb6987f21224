"""How fast pages are read, beside bare tesseract and OCRmyPDF on the same pages.

``python tests/bench/recognition.py [PAGES [ROUNDS]]``; the rounds are interleaved, so that a
neighbour's load weighs on all alike, and the medians are compared.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import img2pdf

from farde.capture.recognition import recognise

LANGUAGE = "fra+nld"
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
        folder = Path(name)
        pages = _pages(folder, count)
        whole = folder / "whole.pdf"
        whole.write_bytes(img2pdf.convert([str(page) for page in pages]))
        taken = {contender: [] for contender in contenders}
        for _round in range(rounds):
            for contender, run in contenders.items():
                taken[contender].append(_timed(run, pages, whole))
    return {contender: _pace(times, count) for contender, times in taken.items()}


def bare_tesseract(pages: list[Path], _whole: Path, folder: Path) -> None:
    """The plainest call, text only, two processes side by side."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}

    def read(page: Path) -> None:
        command = ["tesseract", page, folder / page.stem, "-l", LANGUAGE, "txt"]
        subprocess.run(command, check=True, capture_output=True, env=environment)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(read, pages))


def ocrmypdf(_pages: list[Path], whole: Path, folder: Path) -> None:
    """OCRmyPDF with its defaults, the pages in one PDF."""
    program = Path(sys.executable).with_name("ocrmypdf")
    command = [program, "-l", LANGUAGE, "-q", whole, folder / "ocrmypdf.pdf"]
    subprocess.run(command, check=True, capture_output=True)


def recipe(_pages: list[Path], whole: Path, folder: Path) -> None:
    """Ours: from the stored PDF to text, searchable copy and viewer images."""
    recognise(whole, "pdf", False, folder / "recipe", language=LANGUAGE)


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


def _pace(times, count):
    seconds, cpu = (statistics.median(column) for column in zip(*times, strict=True))
    return Pace(count * 60 / seconds, cpu / count)


def _timed(run: Callable[[list[Path], Path, Path], None], pages, whole) -> tuple[float, float]:
    with tempfile.TemporaryDirectory(prefix="farde-bench-") as name:
        start, cpu = time.perf_counter(), _cpu()
        run(pages, whole, Path(name))
        return time.perf_counter() - start, _cpu() - cpu


def _cpu():
    return sum(os.times()[:4])


def _pages(folder, count) -> list[Path]:
    from farde.demo.scans import bench_pages

    paths = []
    for number, data in enumerate(bench_pages(count=count, seed=7), start=1):
        paths.append(folder / f"page{number:03d}.png")
        paths[-1].write_bytes(data)
    return paths


if __name__ == "__main__":
    chosen = [int(word) for word in sys.argv[1:3]]
    sys.stdout.write(report(measure(*chosen)) + "\n")
