"""A running instance as the benchmark uses it: files given, waited for, and looked at."""

import base64
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.contenders import Paper
from live import ROOT, Live, start, stop

_TOO_LONG = 600
#: Seconds between two looks; looking oftener takes the processor from what is measured.
_LOOK_EVERY = 0.5
_FILING = {"received_on": "2026-03-02", "direction": "incoming", "channel": "mail"}
SIGNAL_TYPE = "attestations-emploi"
#: Row 26 of the signal table: a ticket for the dossier's caseworker.
TICKET_TYPE = "factures-charges-transport"


@dataclass(frozen=True)
class Trip:
    """One way from stored files to pages a caseworker finds and sees; in seconds."""

    seconds: float
    cpu: float
    posts: list[float]


@dataclass(frozen=True)
class Filed:
    """A document that was filed, and how many seconds the answer took."""

    uid: str
    url: str
    seconds: float


@dataclass(frozen=True)
class _Leaf:
    uid: str
    number: int
    words: list[str]


class House:
    """An instance without demonstration, and a dossier of caseworker1 in it."""

    def __init__(self, live: Live, dossier: str) -> None:
        self.live = live
        self.dossier = dossier

    def one_page_files(self, paper: Paper) -> Trip:
        """Give every page as a file of its own."""
        files = [(page, [words]) for page, words in zip(paper.pages, paper.words, strict=True)]
        return self._trip(files)

    def one_pdf(self, paper: Paper) -> Trip:
        """Give all pages as one PDF."""
        return self._trip([(paper.whole, paper.words)])

    def deposit(self, file: Path, type_id: str = SIGNAL_TYPE) -> Filed:
        """File a scan as an external system does, which also raises what the rules ask for."""
        data = base64.b64encode(file.read_bytes()).decode()
        body = {
            "file": {"data": data, "encoding": "base64", "filename": file.name},
            "dossier": self.dossier,
            "document_type": type_id,
        }
        began = time.perf_counter()
        answer = self.live.post("@capture", "external1", body | _FILING)
        seconds = time.perf_counter() - began
        assert answer.status_code == 202, answer.text
        document = answer.json()["document"]
        return Filed(document["UID"], document["@id"], seconds)

    def tickets_show(self, filed: Filed) -> bool:
        """Tell whether caseworker1 is told of a document by ``@tickets``."""
        items = self.live.get("@tickets", "caseworker1").json()["items"]
        return any(item["document"]["UID"] == filed.uid for item in items)

    def inbox_shows(self, filed: Filed) -> bool:
        """Tell whether caseworker1 is told of a document by the inbox page."""
        return f'href="{filed.url}"' in self.live.get("@@inbox", "caseworker1", headers={}).text

    def unread(self) -> int:
        """Count the documents a worker has yet to read."""
        waiting = "recognition_state=waiting&recognition_state=running"
        path = f"@search?portal_type=CaseDocument&b_size=1&{waiting}"
        return self.live.get(path, "caseworker1").json()["items_total"]

    def _trip(self, files: list[tuple[Path, list[list[str]]]]) -> Trip:
        posts, leaves = [], []
        with self._worker_held():
            for file, words in files:
                filed = self.deposit(file)
                posts.append(filed.seconds)
                leaves += [_Leaf(filed.uid, *page) for page in enumerate(words, start=1)]
            began, cpu = time.perf_counter(), self._cpu()
        self._until_seen(leaves)
        return Trip(time.perf_counter() - began, self._cpu() - cpu, posts)

    @contextmanager
    def _worker_held(self) -> Iterator[None]:
        # Else the worker would have read half of the pages before the last one is stored.
        worker = self.live.until(self.live.worker)
        worker.suspend()
        try:
            yield
        finally:
            worker.resume()

    def _until_seen(self, leaves: list[_Leaf]) -> None:
        waiting, end = list(leaves), time.monotonic() + _TOO_LONG
        while waiting:
            assert time.monotonic() < end, f"{len(waiting)} pages never seen: {self.live.tail()}"
            time.sleep(_LOOK_EVERY)
            done = self._read({leaf.uid for leaf in waiting})
            waiting = [leaf for leaf in waiting if leaf.uid not in done or not self._seen(leaf)]

    def _read(self, uids: set[str]) -> set[str]:
        query = "&".join(f"UID={uid}" for uid in sorted(uids))
        path = f"@search?recognition_state=done&metadata_fields=UID&b_size=1000&{query}"
        return {item["UID"] for item in self.live.get(path, "caseworker1").json()["items"]}

    def _seen(self, leaf: _Leaf) -> bool:
        """Find a page by its words and fetch its picture, as the caseworker."""
        words = " OR ".join(leaf.words)
        found = self.live.get(f"@search?UID={leaf.uid}&SearchableText={words}", "caseworker1")
        picture = self.live.get(
            f"@@dvpdffiles/{leaf.uid[0]}/{leaf.uid[1]}/{leaf.uid}/large/dump_{leaf.number}.jpg",
            "caseworker1",
            headers={},
        )
        return found.json()["items_total"] == 1 and picture.content.startswith(b"\xff\xd8")

    def _cpu(self) -> float:
        """Return the processor seconds of web process and worker, with the programs they ran."""
        processes = psutil.Process(self.live.process.pid).children(recursive=True)
        return sum(sum(process.cpu_times()[:4]) for process in processes)


@contextmanager
def running_house(home: Path) -> Iterator[House]:
    """Start an instance in ``home``, people it, and stop it in the end."""
    live = start(home, demo=False)
    try:
        yield House(live, _prepared(home))
    finally:
        stop(live)


def seconds_until(condition: Callable[[], bool], began: float) -> float:
    """Wait for a condition, asking again at once; return the seconds since ``began``."""
    while not condition():
        assert time.perf_counter() - began < _TOO_LONG
    return time.perf_counter() - began


def _prepared(home: Path) -> str:
    script = Path(__file__).with_name("prepare.py")
    zope_conf = home / "etc" / "zope.conf"
    # zope.conf imports a component that lies beside it in instance/.
    path = [str(ROOT / "instance"), *filter(None, [os.environ.get("PYTHONPATH")])]
    names = {
        "FARDE_VAR": str(home / "var"),
        "FARDE_ZOPE_CONF": str(zope_conf),
        "PYTHONPATH": os.pathsep.join(path),
    }
    done = subprocess.run(
        [sys.executable, script, zope_conf],
        env=os.environ | names,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.split()[-1]
