"""The capture line by the clock: reading, accuracy, separators, and a simulated day.

``make bench-capture`` runs it; ``PAGES=`` (20), ``ROUNDS=`` (3), ``LONG=`` (500), ``ORDINARY=``
(1,000), ``DEPOSITS=`` (230) and ``USERS=`` (8) are honoured. The contenders take turns, so that a
neighbour's load weighs on all alike; what counts are ratios within one run.
"""

import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime

from bench import day, recognition, separators, walk
from bench.contenders import paper
from bench.figures import Goal, load, machine, say
from bench.house import running_house

#: What is measured where nothing else is asked.
USUAL = {"pages": 20, "rounds": 3, "long": 500, "ordinary": 1_000, "deposits": 230, "users": 8}
_OF_BARE, _OF_OCRMYPDF = 0.85, 1.6
#: What a page of many may cost more than a page alone before it grows with the document.
_FLAT = 1.25


def end_to_end(count: int, rounds: int) -> Iterator[Goal]:
    """Yield the pace from deposit to found and viewable, in a running instance."""
    laps: dict[str, list[walk.Lap]] = {name: [] for name in walk.NAMES}
    with tempfile.TemporaryDirectory(prefix="farde-bench-") as name:
        pages = paper(walk.folder(name, "paper"), count)
        with running_house(walk.folder(name, "home")) as house:
            house.one_page_files(paper(walk.folder(name, "warm"), 2))
            for _round in range(rounds):
                walk.one_round(house, pages, laps)
    for kind in ("files", "pdf"):
        bare = walk.share(laps, kind, lambda lap: lap.seconds)
        theirs = bare / walk.share(laps, "ocrmypdf", lambda lap: lap.seconds)
        yield Goal(f"deposit_to_found_{kind}_to_bare", bare, ">=", _OF_BARE)
        yield Goal(f"deposit_to_found_{kind}_to_ocrmypdf", theirs, ">=", _OF_OCRMYPDF)


def recipe(count: int, rounds: int, longest: int) -> Iterator[Goal]:
    """Yield the pace of the recipe alone, what it reads right, and what long documents cost."""
    found = recognition.figures(count, rounds, longest)
    for (look, length), paces in found.paces.items():
        ours, bare = paces["recipe"].pages_per_minute, paces["bare"].pages_per_minute
        theirs, name = paces["ocrmypdf"].pages_per_minute, f"recipe_{look}_{length}_pages"
        yield Goal(f"{name}_to_bare", ours / bare, ">=", _OF_BARE)
        yield Goal(f"{name}_to_ocrmypdf", ours / theirs, ">=", _OF_OCRMYPDF)
    for look, one in found.accuracies.items():
        say(f"  {look}: characters right, ours {one.ours:.4f}, OCRmyPDF {one.ocrmypdf:.4f}")
        yield Goal(f"accuracy_{look}_to_ocrmypdf", one.ours / one.ocrmypdf, ">=", 1.0)
    flat = found.flat
    yield Goal("long_document_seconds_a_page", flat.seconds_each / flat.seconds_one, "<=", _FLAT)
    yield Goal("long_document_peak_memory", flat.memory_many / flat.memory_one, "<=", _FLAT)


def main() -> None:
    """Measure and print: the goals come last, one line each."""
    asked = {name: int(os.environ.get(name.upper()) or usual) for name, usual in USUAL.items()}
    say(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC; {machine(walk.tesseract())}; load {load()}")
    goals = [
        *recipe(asked["pages"], asked["rounds"], asked["long"]),
        *end_to_end(asked["pages"], asked["rounds"]),
        *separators.measure(asked["ordinary"]),
        *day.measure(asked["deposits"], users=asked["users"]).goals(),
    ]
    say(f"load after {load()}", "", *(goal.line() for goal in goals))


if __name__ == "__main__":
    main()
