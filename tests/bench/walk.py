"""The walking house by the clock, beside bare tesseract and OCRmyPDF on the same pages.

``make bench-walk`` runs it; ``PAGES=`` (20) and ``ROUNDS=`` (3) are honoured. The contenders take
turns within each round, so that a neighbour's load weighs on all alike; medians are compared.
"""

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.contenders import Paper, bare_tesseract, ocrmypdf, paper
from bench.figures import Goal, load, machine, p95, say
from bench.house import TICKET_TYPE, House, running_house, seconds_until
from bench.recognition import timed

#: Posts made while the worker is busy.
POSTS = 20
NAMES = {
    "bare": "bare tesseract, two processes",
    "ocrmypdf": "OCRmyPDF, its defaults, one PDF",
    "files": "Farde, end to end, one-page files",
    "pdf": "Farde, end to end, one PDF",
}


@dataclass(frozen=True)
class Lap:
    """One contender in one round, in seconds by the clock and of processor."""

    seconds: float
    cpu: float


@dataclass(frozen=True)
class Waits:
    """Seconds a sender waits for the answer, and a caseworker from there to the ticket."""

    posts: list[float]
    tickets: list[float]
    inbox: list[float]


def main(count: int, rounds: int) -> None:
    """Measure and print."""
    say(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC; {machine(tesseract())}")
    say(f"load before {load()}")
    laps: dict[str, list[Lap]] = {name: [] for name in NAMES}
    with tempfile.TemporaryDirectory(prefix="farde-bench-") as name:
        pages = paper(folder(name, "paper"), count)
        with running_house(folder(name, "home")) as house:
            house.one_page_files(paper(folder(name, "warm"), 2))  # wakes web process and worker
            posts = [lap for _ in range(rounds) for lap in one_round(house, pages, laps)]
            waits = wait_for_tickets(house, pages)
    say(f"load after {load()}; {count} pages, {rounds} rounds, medians")
    say(*paces(laps, count), "", *waiting(waits, posts), "")
    say(*(goal.line() for goal in goals(laps, waits)))


def one_round(house: House, pages: Paper, laps: dict[str, list[Lap]]) -> list[tuple[str, float]]:
    """Let each contender read the pages once; return how long the files took to be accepted."""
    for name, run in (("bare", bare_tesseract), ("ocrmypdf", ocrmypdf)):
        laps[name].append(Lap(*timed(run, pages)))
        say(f"  {name:9s}{laps[name][-1].seconds:6.1f} s")
    posts = []
    for name, trip in (("files", house.one_page_files(pages)), ("pdf", house.one_pdf(pages))):
        laps[name].append(Lap(trip.seconds, trip.cpu))
        posts += [(name, seconds) for seconds in trip.posts]
        say(f"  {name:9s}{trip.seconds:6.1f} s")
    return posts


def wait_for_tickets(house: House, pages: Paper) -> Waits:
    """File documents that ask for a ticket while the worker has all pages to read."""
    for page in pages.pages:
        house.deposit(page)
    waits = Waits([], [], [])
    for number in range(POSTS):
        filed = house.deposit(pages.pages[number % len(pages.pages)], TICKET_TYPE)
        began = time.perf_counter()
        waits.posts.append(filed.seconds)
        waits.tickets.append(seconds_until(lambda f=filed: house.tickets_show(f), began))
        began = time.perf_counter()
        waits.inbox.append(seconds_until(lambda f=filed: house.inbox_shows(f), began))
    say(f"  tickets: {house.unread()} documents still unread after the last one")
    return waits


def paces(laps: dict[str, list[Lap]], count: int) -> Iterable[str]:
    """Return pages a minute of each contender, with its ratios to bare tesseract."""
    yield f"{'':36s}pages/min  of bare   cpu s/page  of bare by cpu"
    for name, title in NAMES.items():
        seconds = statistics.median(lap.seconds for lap in laps[name])
        cpu = statistics.median(lap.cpu for lap in laps[name]) / count
        by_clock = share(laps, name, lambda lap: lap.seconds)
        by_cpu = share(laps, name, lambda lap: lap.cpu)
        yield f"{title:36s}{count * 60 / seconds:9.1f}{by_clock:9.2f}{cpu:13.2f}{by_cpu:16.2f}"


def waiting(waits: Waits, posts: list[tuple[str, float]]) -> Iterable[str]:
    """Return the waiting times, median and 95th percentile."""
    idle = {name: [seconds for kind, seconds in posts if kind == name] for name in ("files", "pdf")}
    rows = {
        "POST answered, one page, worker at rest": idle["files"],
        "POST answered, the whole PDF, worker at rest": idle["pdf"],
        "POST answered, one page, worker busy": waits.posts,
        "ticket in @tickets after the answer": waits.tickets,
        "ticket on the inbox page, once asked for": waits.inbox,
    }
    for title, values in rows.items():
        yield f"{title:46s}median {statistics.median(values):.2f} s   p95 {p95(values):.2f} s"


def goals(laps: dict[str, list[Lap]], waits: Waits) -> Iterable[Goal]:
    """Return what the product promises of its pace; the waits by their 95th percentile."""
    for name in ("files", "pdf"):
        yield Goal(f"end-to-end-{name}", share(laps, name, lambda lap: lap.seconds), ">=", 0.6)
    yield Goal("post-answered-seconds", p95(waits.posts), "<", 1)
    yield Goal("ticket-visible-seconds", p95(waits.tickets), "<", 1)
    yield Goal("inbox-page-seconds", p95(waits.inbox), "<", 1)


def share(laps: dict[str, list[Lap]], name: str, measure: Callable[[Lap], float]) -> float:
    """Return the pace of a contender as a share of bare tesseract's in the same round."""
    pairs = zip(laps["bare"], laps[name], strict=True)
    return statistics.median(measure(bare) / measure(lap) for bare, lap in pairs)


def tesseract() -> list[str]:
    """Return the versions of the programs that read pages."""
    first = subprocess.run(["tesseract", "--version"], capture_output=True, text=True, check=True)
    return [f"ocrmypdf {version('ocrmypdf')}", first.stdout.split("\n")[0]]


def folder(parent: str, name: str) -> Path:
    """Make a folder in a folder."""
    path = Path(parent) / name
    path.mkdir()
    return path


if __name__ == "__main__":
    main(int(os.environ.get("PAGES") or 20), int(os.environ.get("ROUNDS") or 3))
