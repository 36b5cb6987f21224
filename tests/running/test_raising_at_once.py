"""Two processes on one database, and one that is killed: each rule still speaks exactly once."""

import json
import random
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("live")

INSTANCE = Path(__file__).parents[2] / "instance"
KILLED = 4
SIGNAL, TICKET = "attestations-emploi", "factures-charges-medicales"

_OPENED = """
import json, os, sys, time
from pathlib import Path
from farde.core import background

background.start(os.environ["FARDE_ZOPE_CONF"])
from plone import api
from farde.core.errors import Refusal
from farde.document import classification
from farde.document import operations as documents
from farde.tickets import operations as tickets

def find(uid):
    search = api.portal.get_tool("portal_catalog").unrestrictedSearchResults
    return search(UID=uid)[0]._unrestrictedGetObject()

def reclassify(document, type_id):
    try:
        documents.reclassify(document, {"document_type": type_id}, "Erreur de scan")
    except Refusal:
        pass  # the other process was quicker: nothing is left to correct
"""

#: At its first attempt it waits, before it commits, until the other one has done the same.
WORKER = f"""{_OPENED}
print("ready", flush=True)
for line in sys.stdin:
    order, attempts = json.loads(line), 0
    with background.open_site():
        def step():
            global attempts
            attempts += 1
            document = find(order["document"])
            if order["key"]:
                tickets.raise_ticket(document, "caseworker", order["key"])
            else:
                reclassify(document, order["type"])
            if attempts == 1:
                Path(order["own"]).touch()
                while not Path(order["other"]).exists():
                    time.sleep(0.01)
        background.committing(step)
    print(json.dumps(attempts), flush=True)
"""

#: Once told to begin, it reclassifies back and forth until it is killed.
RESTLESS = f"""{_OPENED}
print("ready", flush=True)
if not sys.stdin.readline():
    sys.exit()
while True:
    for type_id in sys.argv[2:]:
        with background.open_site():
            background.committing(lambda: reclassify(find(sys.argv[1]), type_id))
"""

#: Reads what the others have committed: each question is a transaction of its own.
WITNESS = f"""{_OPENED}
print("ready", flush=True)
for line in sys.stdin:
    uid = line.strip()
    with background.open_site():
        document = find(uid)
        dossier = documents.dossier_of(document)
        kept = [one for one in dossier.objectValues() if getattr(one, "document", "") == uid]
        found = {{
            "type": document.document_type,
            "generation": classification.generation(document),
            "corrections": len(classification.corrections(document)),
            "listed": sorted((b.portal_type, b.review_state) for b in tickets.followups(document)),
            "kept": sorted((one.portal_type, api.content.get_state(one)) for one in kept),
            "sources": sorted(one.source for one in kept),
        }}
    print(json.dumps(found), flush=True)
"""


def begin(live, program: str, *arguments: str) -> subprocess.Popen:
    """Start a process of its own, as a second node would be; it says when it is ready."""
    return live.beside(program, *arguments)


def ready(*processes: subprocess.Popen) -> None:
    """Wait until all of these processes are at work."""
    for one in processes:
        while one.stdout.readline() != "ready\n":
            assert one.poll() is None


def end(process: subprocess.Popen) -> None:
    """End a process that reads its orders, and wait for it."""
    process.stdin.close()
    process.wait(timeout=60)


def tell(process: subprocess.Popen, line: str) -> None:
    """Give a process an order."""
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


@pytest.fixture(scope="module")
def processes(live) -> Iterator[list[subprocess.Popen]]:
    """Two workers and a witness; starting a process costs more than all that it is asked."""
    started = [begin(live, WORKER), begin(live, WORKER), begin(live, WITNESS)]
    ready(*started)
    yield started
    for one in started:
        end(one)


@pytest.fixture
def witness(processes) -> Callable[[str], dict]:
    """Return a function that tells what a third process finds of a document."""

    def ask(uid: str) -> dict:
        tell(processes[2], uid)
        return json.loads(processes[2].stdout.readline())

    return ask


@pytest.fixture
def documents(live) -> list[str]:
    """Incoming documents of caseworker1 that are no medical invoices."""
    query = "portal_type=CaseDocument&direction=incoming&sort_on=created&b_size=50"
    path = f"@search?{query}&metadata_fields=UID&metadata_fields=document_type"
    items = live.get(path, "caseworker1").json()["items"]
    found = [one["UID"] for one in items if one["document_type"] != TICKET]
    assert len(found) >= 3
    return found


@pytest.fixture
def at_once(processes, tmp_path) -> Callable[..., list[int]]:
    """Return a function that has two processes do the same at once, and tells their attempts."""

    def do(**order: str) -> list[int]:
        flags = [str(tmp_path / str(n)) for n in range(2)]
        for one, own, other in zip(processes[:2], flags, flags[::-1], strict=True):
            tell(one, json.dumps(order | {"own": own, "other": other}))
        return [json.loads(one.stdout.readline()) for one in processes[:2]]

    return do


def test_two_processes_that_raise_the_same_raise_it_once(documents, at_once, witness):
    before = witness(documents[0])
    attempts = at_once(document=documents[0], key="at-once", type="")
    assert sorted(attempts) == [1, 2], "they never met"
    after = witness(documents[0])
    assert after["sources"] == sorted([*before["sources"], "at-once"])
    assert after["listed"] == after["kept"]


def test_two_processes_that_reclassify_the_same_do_it_once(documents, at_once, witness):
    before = witness(documents[1])
    attempts = at_once(document=documents[1], key="", type=TICKET)
    assert sorted(attempts) == [1, 2], "they never met"
    after = witness(documents[1])
    assert after["generation"] == before["generation"] + 1
    assert after["corrections"] == before["corrections"] + 1
    assert len(after["kept"]) == len(before["kept"]) + 1
    assert after["listed"] == after["kept"]


def test_a_process_killed_at_any_instant_leaves_all_or_nothing(live, documents, witness):
    uid, began = documents[2], witness(documents[2])
    touched = [one for one in began["kept"] if one[1] not in ("emitted", "created")]
    all_restless = [begin(live, RESTLESS, uid, TICKET, SIGNAL) for _ in range(KILLED)]
    ready(*all_restless)
    for restless in all_restless:
        tell(restless, "begin")
        time.sleep(random.uniform(0.3, 2))
        restless.kill()
        restless.wait(timeout=60)
        after = witness(uid)
        assert after["listed"] == after["kept"]
        assert after["corrections"] == after["generation"] - began["generation"]
        opened = [one for one in after["kept"] if one[1] in ("emitted", "created")]
        wanted = ["Ticket", "created"] if after["type"] == TICKET else ["Signal", "emitted"]
        assert opened == ([wanted] if after["generation"] else opened)
        assert len(after["kept"]) == after["generation"] + len(began["kept"])
        assert len(set(after["sources"])) == len(after["sources"])
        assert [one for one in touched if one not in after["kept"]] == []
    assert after["generation"] > began["generation"], "it never came to work"
