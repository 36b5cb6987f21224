"""What rules, tickets and terms cost: filing, the inbox, and forms, each beside its rival.

``make bench-routing`` runs it; ``TICKETS=`` (50000), ``TERMS=`` (1000), ``ROUNDS=`` (4 of 26
filings) and ``REPEATS=`` (80 pages) are honoured. Everything is compared in the same run.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory

from bench import filing
from bench.access import new_site
from bench.bigsite import open_site_of
from bench.figures import Goal, load, machine, p95, say
from live import ROOT, Live, start, stop

#: The tickets of the small site: the same ones wait for the caseworker, and few for others.
FEW = 500
#: Pages with a field for the type or the inventory of a document, and who opens them.
FORMS = {
    "capture": ("capture", "scan1"),
    "reclassify": ("{document}/@@reclassify", "caseworker1"),
}
_VOCABULARIES = ("farde.DocumentTypes", "farde.DocumentKinds")


def main(tickets: int, terms: int, rounds: int, repeats: int) -> None:
    """Measure and print; the goals come last, one per line."""
    say(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC; {machine()}", f"load before {load()}")
    with tempfile.TemporaryDirectory(prefix="farde-bench-") as folder, ExitStack() as running:
        small, large = (_started(Path(folder) / name, running) for name in ("small", "large"))
        say(f"building: {FEW} and {tickets} tickets")
        _script(small, "tickets", FEW)
        _script(large, "tickets", tickets)
        goals = _inboxes(small, large, tickets, repeats)
        say(f"building: {terms} terms")
        _script(large, "terms", terms)
        goals += _forms(small, large, terms, repeats)
        goals += _in_process(Path(folder) / "filing", terms, rounds)
    say(f"load after {load()}", "", *(goal.line() for goal in goals))


def _inboxes(small: Live, large: Live, tickets: int, repeats: int) -> list[Goal]:
    few, many = _pages((small, large), "@@inbox", "caseworker1", repeats)
    say(f"inbox of a caseworker, ms        {FEW:6} tickets {tickets:6} tickets   ratio")
    for name, of in (("median", statistics.median), ("p95", p95)):
        say(f"  {name:28s}{of(few) * 1e3:13.1f}{of(many) * 1e3:15.1f}{of(many) / of(few):8.2f}")
    return [Goal("inbox-many-to-few-tickets", p95(many) / p95(few), "<=", 1.2)]


def _forms(small: Live, large: Live, terms: int, repeats: int) -> list[Goal]:
    say(f"forms, median ms                  few terms   {terms} terms   ratio")
    goals = []
    for name, (path, user) in FORMS.items():
        few, many = map(statistics.median, _pages((small, large), path, user, repeats))
        say(f"  {name:28s}{few * 1e3:13.1f}{many * 1e3:15.1f}{many / few:8.2f}")
        goals.append(Goal(f"form-{name}-many-to-few-terms", many / few, "<=", 1.1))
    return goals


def _pages(sites: tuple[Live, ...], path: str, user: str, repeats: int) -> list[list[float]]:
    """Ask each site for a page in turns; the first turns fill the caches and do not count."""
    times = [[] for _site in sites]
    paths = [path.format(document=_document(live, user)) for live in sites]
    for turn in range(repeats + 10):
        for live, there, kept in zip(sites, paths, times, strict=True):
            seconds = _timed(partial(_page, live, there, user))
            if turn >= 10:
                kept.append(seconds)
    return times


def _in_process(home: Path, terms: int, rounds: int) -> list[Goal]:
    home.mkdir()
    with open_site_of(new_site(home)) as portal:
        from bench import ticketsite

        ticketsite.people(FEW)
        goals = filing.measure(ticketsite.first_dossier(), rounds)
        ticketsite.grow_thesaurus(terms)
        return goals + [_vocabulary(portal, name, terms) for name in _VOCABULARIES]


def _vocabulary(portal, name: str, terms: int) -> Goal:
    factory = getUtility(IVocabularyFactory, name=name)
    factory(portal)
    times = [_timed(lambda: factory(portal)) for _turn in range(200)]
    milliseconds = statistics.median(times) * 1e3
    say(f"{name} with {terms} terms, warm: {milliseconds:.4f} ms for {len(factory(portal))}")
    return Goal(f"vocabulary-ms-{name.partition('.')[2]}", milliseconds, "<", 1)


def _timed(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return time.perf_counter() - began


def _page(live: Live, path: str, user: str) -> str:
    answer = live.get(path, user, headers={"Accept-Language": "fr"})
    assert answer.status_code == 200, answer.text[:500]
    return answer.text


def _document(live: Live, user: str) -> str:
    """Return the address, below the site, of a document that a person sees; "" for none."""
    found = live.get("@search?portal_type=CaseDocument&b_size=1&sort_on=path", user).json()
    return found["items"][0]["@id"].removeprefix(f"{live.url}/") if found["items"] else ""


def _started(home: Path, running: ExitStack) -> Live:
    home.mkdir()
    live = start(home, demo=False)
    running.callback(stop, live)
    return live


def _script(live: Live, *words: object) -> None:
    conf = live.home / "etc" / "zope.conf"
    path = [str(ROOT / "instance"), *filter(None, [os.environ.get("PYTHONPATH")])]
    names = {
        "FARDE_VAR": str(live.home / "var"),
        "FARDE_ZOPE_CONF": str(conf),
        "PYTHONPATH": os.pathsep.join(path),
    }
    script = Path(__file__).with_name("ticketsite.py")
    command = [sys.executable, str(script), str(conf), *map(str, words)]
    done = subprocess.run(
        command, env=os.environ | names, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]


if __name__ == "__main__":
    main(
        int(os.environ.get("TICKETS") or 50_000),
        int(os.environ.get("TERMS") or 1000),
        int(os.environ.get("ROUNDS") or 4),
        int(os.environ.get("REPEATS") or 80),
    )
