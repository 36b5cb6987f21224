"""What the access journal costs: pages with and without it, in turns, in one run.

``PYTHONPATH=tests python -m bench.journal`` prints the figures beside their goals.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median
from unittest.mock import patch

import transaction

from bench.figures import Goal, p95, say

ROUNDS = 60
_FIGURES = "figures "


def measure() -> list[Goal]:
    """Return the figures with their goals, in milliseconds; says more of them on the way.

    In a process of its own: a benchmark that calls this may have Zope open already.
    """
    done = subprocess.run(
        [sys.executable, "-m", "bench.journal", "--bare"],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    *told, figures = done.stdout.strip().splitlines()
    say(*told)
    return [Goal(*one) for one in json.loads(figures.removeprefix(_FIGURES))]


def _measured() -> list[tuple[str, float, str, float]]:
    from plone.app.testing import FunctionalTesting

    from world import FARDE_FIXTURE, World

    # Published in this thread: the HTTP server of the test layers turns its wheel without pause,
    # and takes the interpreter for milliseconds from whoever waits for the disk.
    layer = FunctionalTesting(bases=(FARDE_FIXTURE,), name="Farde:Bench")
    layers = _set_up(layer)
    try:
        world = World(layer["app"], layer["portal"])
        dossier = world.dossier()
        world.commit()
        return [*_pages(layer["app"], dossier), *_rows(dossier.UID())]
    finally:
        layer.testTearDown()
        for one in reversed(layers):
            one.tearDown()


def _pages(app, dossier) -> list[tuple[str, float, str, float]]:
    from plone.testing.zope import Browser

    from farde.access.journal import recording
    from world import PASSWORD

    browser, url = Browser(app), dossier.absolute_url()
    browser.addHeader("Authorization", f"Basic caseworker1:{PASSWORD}")
    away = patch.object(recording, "note_publication", lambda request: None)
    for _ in range(10):
        browser.open(url)
        assert "dossier-journal" in browser.contents
    kept, without = [], []
    # In turns, so that whatever else the machine does falls on both alike.
    for _ in range(ROUNDS):
        kept.append(_timed(lambda: browser.open(url)))
        with away:
            without.append(_timed(lambda: browser.open(url)))
    say(f"page of a dossier: {median(kept):.1f} ms with the journal, {median(without):.1f} without")
    return [("journal_added_to_a_page_ms", median(kept) - median(without), "<=", 5)]


def _rows(dossier_uid: str) -> list[tuple[str, float, str, float]]:
    from farde.access.journal import operations
    from farde.access.journal.chain import Entry
    from farde.access.journal.query import Query

    def entry(number: int) -> Entry:
        return Entry(action="view", who="bench", uid=f"u{number}", dossier_uid=dossier_uid)

    one = [_timed(lambda n=n: operations.record(entry(n))) for n in range(300)]
    operations.record_on_commit([entry(number) for number in range(142)])
    transfer = _timed(transaction.commit)
    again = [_timed(lambda: operations.record_once(entry(0))) for _ in range(100)]
    count = operations.search(Query(), limit=1)[0].number
    walk = _timed(operations.verify) / count
    say(f"one row: median {median(one):.2f} ms, p95 {p95(one):.2f} ms")
    say(f"142 rows of a transfer: {transfer:.1f} ms; walking the chain: {walk * 1000:.0f} µs a row")
    say(f"a picture of a document already noted: median {median(again):.2f} ms")
    return [("journal_one_row_ms", median(one), "<=", 5)]


def _timed(step: Callable[[], object]) -> float:
    began = time.perf_counter()
    step()
    return (time.perf_counter() - began) * 1000


def _set_up(layer) -> list:
    from zope.testrunner.runner import gather_layers, order_by_bases

    gathered: list = []
    gather_layers(layer, gathered)
    layers = order_by_bases(gathered)
    for one in layers:
        one.setUp()
    layer.testSetUp()
    return layers


if __name__ == "__main__":
    if "--bare" in sys.argv:
        say(_FIGURES + json.dumps(_measured()))
    else:
        say(*(goal.line() for goal in measure()))
