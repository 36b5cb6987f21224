"""A working day at the capture desk, ten times faster than life, beside people who browse.

``PYTHONPATH=tests python -m bench.day``; ``DEPOSITS=`` (230, a day), ``SPEED=`` (10, so a day of
eight hours takes 48 minutes; with fewer deposits a part of it) and ``USERS=`` (8) are honoured.
Deposits come from programs and through the scan folder, in the mix of the demonstration's scans;
two clerks file what the queue offers, oldest first; what is measured is the time from giving the
file until the caseworker is told of it.
"""

import os
import statistics
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

import requests

from bench.figures import Goal, load, machine, p95, say
from bench.house import TICKET_TYPE
from farde.demo.people import synthetic_people
from farde.demo.scans import SyntheticScan, synthetic_scans
from live import Live, start, stop
from world import PASSWORD

#: Seconds of a working day of eight hours.
_DAY = 8 * 3600
_A_DAY = 230
_CLERKS = ("scan1", "scan2")
_READERS = ("caseworker1", "caseworker2", "supervisor1")
_THINKING = 2.0
_IDLE = 60.0
_TOO_LONG = 600
_RECEIVED = "2026-03-02"


@dataclass
class Log:
    """What the threads of one day write down; seconds since the epoch by mark of the deposit."""

    given: dict[str, float] = field(default_factory=dict)
    told: dict[str, float] = field(default_factory=dict)
    channels: dict[str, str] = field(default_factory=dict)
    waits: dict[str, list[float]] = field(default_factory=lambda: {"idle": [], "busy": []})
    errors: Counter = field(default_factory=Counter)
    phase: str = "idle"
    over: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True)
class Figures:
    """Delays in seconds; waits of people who browse, in seconds, idle and during the day."""

    delays: list[float]
    lost: int
    errors: int
    idle: list[float]
    busy: list[float]

    def goals(self) -> list[Goal]:
        """What the product asks of a day."""
        return [
            Goal("day_delay_p95_seconds", p95(self.delays), "<=", 60),
            Goal("day_web_p95_to_idle", p95(self.busy) / p95(self.idle), "<=", 1.5),
            Goal("day_errors_and_losses", self.errors + self.lost, "<=", 0),
        ]


def measure(deposits: int = _A_DAY, speed: float = 10, users: int = 8) -> Figures:
    """Run the day, or the part of it that so many deposits make."""
    scans = list(synthetic_scans(synthetic_people(40), deposits, seed=230))
    with tempfile.TemporaryDirectory(prefix="farde-day-") as name:
        live = start(Path(name))
        try:
            return _run(live, scans, _DAY / _A_DAY / speed, users)
        finally:
            stop(live)


def _run(live: Live, scans: list[SyntheticScan], pause: float, users: int) -> Figures:
    _settle(live)
    log, dossiers = Log(), _dossiers(live)
    with _threads(log, [lambda n=n: _browse(live, log, n, dossiers) for n in range(users)]):
        time.sleep(_IDLE)
        log.phase = "busy"
        with _threads(log, [lambda c=c: _clerk(live, log, c, dossiers) for c in _CLERKS]):
            _give_all(live, log, scans, pause)
            end = time.monotonic() + _TOO_LONG
            while len(log.told) < len(scans) and time.monotonic() < end:
                time.sleep(1)
            log.over.set()
    delays = [log.told[mark] - at for mark, at in log.given.items() if mark in log.told]
    lost = len(scans) - len(delays)
    say(*(f"  {what}: {count}" for what, count in log.errors.items()), *_by_channel(log))
    return Figures(delays, lost, sum(log.errors.values()), log.waits["idle"], log.waits["busy"])


def _settle(live: Live) -> None:
    """Open the scan folder, and wait until the demonstration is read."""
    password = (live.home / "var" / "admin-password").read_text("utf-8").strip()
    answer = requests.patch(
        f"{live.url}/@registry",
        json={"farde.capture.folder.paths": ["."]},
        auth=("admin", password),
        headers={"Accept": "application/json"},
        timeout=60,
    )
    assert answer.status_code == 204, answer.text
    (live.home / "var" / "scans").mkdir(exist_ok=True)
    busy = "@search?recognition_state=waiting&recognition_state=running&b_size=1"
    live.until(lambda: not live.get(busy, "supervisor1").json()["items_total"], 900, 2)


def _dossiers(live: Live) -> list[str]:
    items = live.get("@search?portal_type=Dossier&b_size=500", "caseworker1").json()["items"]
    return [item["@id"].rpartition("/")[2] for item in items]


@contextmanager
def _threads(log: Log, works: list[Callable[[], None]]) -> Iterator[None]:
    running = [threading.Thread(target=work, daemon=True) for work in works]
    for thread in running:
        thread.start()
    try:
        yield
    finally:
        log.over.set() if log.phase == "busy" else None
        for thread in running:
            thread.join(timeout=120)


def _give_all(live: Live, log: Log, scans: list[SyntheticScan], pause: float) -> None:
    began = time.monotonic()
    for number, scan in enumerate(scans):
        time.sleep(max(0.0, began + number * pause - time.monotonic()))
        give = _to_folder if scan.channel in ("mail", "interview") else _to_program
        mark = f"poste-{number}"
        log.given[mark], log.channels[mark] = time.time(), scan.channel
        try:
            give(live, scan, mark)
        except Exception as error:
            log.errors[f"giving: {type(error).__name__}"] += 1


def _to_folder(live: Live, scan: SyntheticScan, mark: str) -> None:
    """As a scanner writes to its share: a folder for each station."""
    folder = live.home / "var" / "scans" / mark
    folder.mkdir()
    (folder / f"scan{Path(scan.filename).suffix}").write_bytes(scan.data)


def _to_program(live: Live, scan: SyntheticScan, mark: str) -> None:
    answer = requests.post(
        f"{live.url}/@capture",
        files={"file": (scan.filename, scan.data, scan.content_type)},
        data={"channel": scan.channel, "station": mark},
        auth=("external1", PASSWORD),
        headers={"Accept": "application/json"},
        timeout=60,
    )
    if answer.status_code != 202:
        raise RuntimeError(answer.text)


def _clerk(live: Live, log: Log, user: str, dossiers: list[str]) -> None:
    """File what the queue offers, each part in a dossier, and see that its caseworker is told."""
    targets = cycle(dossiers)
    while not log.over.is_set():
        rows = live.get("@capture-queue?state=prepared", user).json().get("items", [])
        mine = [row for row in rows if _turn(row["id"]) == _CLERKS.index(user)]
        for row in mine:
            try:
                _file(live, user, row, next(targets))
                log.told[row["station"]] = time.time()
            except Exception as error:
                log.errors[f"filing: {type(error).__name__} {error}"[:160]] += 1
        if not mine:
            time.sleep(0.5)


def _turn(batch_id: str) -> int:
    return sum(batch_id.encode()) % len(_CLERKS)


def _file(live: Live, user: str, row: dict, number: str) -> None:
    state = live.get(f"capture/{row['id']}/@parts", user).json()
    for part in state["parts"]:
        body = {"part": part["id"], "dossier": number, "document_type": TICKET_TYPE}
        body |= {"received_on": _RECEIVED, "direction": "incoming", "channel": "mail"}
        answer = live.post(f"capture/{row['id']}/@file", user, body)
        if answer.status_code != 201:
            raise RuntimeError(answer.text)
        uid = answer.json()["document"]["UID"]
        seen = f"@tickets?dossier={number}&b_size=500"
        live.until(lambda u=uid, s=seen: _is_told(live, s, u), 60, 0.2)


def _is_told(live: Live, address: str, uid: str) -> bool:
    items = live.get(address, "caseworker1").json()["items"]
    return any(item["document"]["UID"] == uid for item in items)


def _browse(live: Live, log: Log, number: int, dossiers: list[str]) -> None:
    """Open what people open, one page after the other."""
    user = _READERS[number % len(_READERS)]
    pages = cycle(["@@inbox", *(f"dossiers/{one}" for one in dossiers[number::7]), "@@my-dossiers"])
    while not log.over.is_set():
        began, phase = time.perf_counter(), log.phase
        try:
            answer = live.get(next(pages), user, headers={})
        except requests.RequestException as error:
            log.errors[f"browsing: {type(error).__name__}"] += 1
            continue
        log.waits[phase].append(time.perf_counter() - began)
        if answer.status_code >= 500:
            log.errors[f"browsing: {answer.status_code}"] += 1
        time.sleep(_THINKING)


def _by_channel(log: Log) -> list[str]:
    lines = []
    for channel in sorted(set(log.channels.values())):
        marks = [mark for mark, one in log.channels.items() if one == channel]
        waits = [log.told[mark] - log.given[mark] for mark in marks if mark in log.told]
        if waits:
            middle, most = statistics.median(waits), p95(waits)
            count = len(waits)
            lines.append(f"  {channel:10s} {count:4d}, median {middle:.1f} s, p95 {most:.1f} s")
    return lines


def main() -> None:
    """Measure and print."""
    say(f"{machine()}; load before {load()}")
    given = {name: float(os.environ.get(name.upper()) or 0) for name in ("deposits", "speed")}
    figures = measure(
        int(given["deposits"]) or _A_DAY, given["speed"] or 10, int(os.environ.get("USERS") or 8)
    )
    say(f"load after {load()}", *(goal.line() for goal in figures.goals()))


if __name__ == "__main__":
    main()
