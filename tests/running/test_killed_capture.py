"""Whatever is killed or missing while a deposit is prepared and filed, all its pages are there."""

import shutil
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from time import sleep

import pytest
import requests
from PIL import Image

from farde.demo.formats import as_pdf
from mortals import Mortals
from stacks import separator
from world import PASSWORD, small_scan

pytestmark = pytest.mark.xdist_group("live")

TYPE = "attestations-emploi"


@pytest.fixture(scope="module")
def mortals(live) -> Iterator[Mortals]:
    started = Mortals(live)
    yield started
    started.end()


@contextmanager
def idle(live) -> Iterator[None]:
    """Keep the instance's own worker out of it, stopped where it holds nobody else up."""
    worker = live.until(live.worker)
    worker.suspend()
    while writes(worker.pid):
        worker.resume()
        sleep(0.05)
        worker.suspend()
    try:
        yield
    finally:
        worker.resume()


def writes(pid: int) -> bool:
    """Tell whether a process has the database to itself, for a commit."""
    locks = [line.split() for line in Path("/proc/locks").read_text().splitlines()]
    return any(str(pid) in lock and "WRITE" in lock for lock in locks)


def pages(*words: str) -> list[Image.Image]:
    return [Image.open(BytesIO(small_scan(one))) for one in words]


@pytest.fixture
def stack(tmp_path) -> Path:
    """Two documents of two and one pages, with a separator between them."""
    first, second = pages("Attestation", "Annexe"), pages("Facture")
    path = tmp_path / "lot.pdf"
    path.write_bytes(as_pdf([*first, separator(dpi=150), *second], 150))
    return path


def give(live, file: Path, **said: str) -> requests.Response:
    return requests.post(
        f"{live.url}/@capture",
        files={"file": (file.name, file.read_bytes(), "application/pdf")},
        data=said,
        auth=("external1", PASSWORD),
        headers={"Accept": "application/json"},
        timeout=120,
    )


def uid_of(live, batch: str) -> str:
    path = f"@search?portal_type=CaptureBatch&getId={batch}&metadata_fields=UID"
    return live.get(path, "scan1").json()["items"][0]["UID"]


def parts(live, batch: str) -> dict:
    return live.get(f"capture/{batch}/@parts", "scan1").json()


def dossier(live) -> str:
    items = live.get("@search?portal_type=Dossier", "caseworker1").json()["items"]
    return items[0]["@id"].rsplit("/", 1)[1]


def test_a_worker_killed_at_every_step_prepares_the_deposit_all_the_same(live, mortals, stack):
    with idle(live):
        batch = give(live, stack).json()["id"]
        key = f"farde.prepare:{uid_of(live, batch)}"
        # The second commit of each process is its first step forward. Each goes one to three of
        # them further, for a step may commit so often.
        deaths = [mortals.code(do="work", key=key, dies=2)]
        while deaths[-1] == -signal.SIGKILL:
            assert len(deaths) < 20
            deaths.append(mortals.code(do="work", key=key, dies=3 + len(deaths) % 3))
        assert deaths.pop() == 0
        assert len(deaths) > 5, "it was hardly ever killed"
    told = parts(live, batch)
    assert told["state"] == "prepared"
    assert told["counts"] == {"in": 4, "out": 3, "discarded": 1}
    assert [len(part["pages"]) for part in told["parts"]] == [2, 1]


def test_a_channel_killed_while_it_deposits_leaves_one_deposit_or_none(mortals, stack):
    order = {"do": "deposit", "key": f"killed {stack}", "file": str(stack)}
    assert mortals.code(dies=1, **order) == -signal.SIGKILL
    first = mortals.said(**order)
    again = mortals.said(**order)
    assert first["new"] and again == first | {"new": False}


def test_a_clerk_whose_server_is_killed_files_the_part_once(live, mortals, stack):
    batch = give(live, stack).json()["id"]
    told = live.until(lambda: parts(live, batch)["state"] == "prepared" and parts(live, batch))
    part = told["parts"][0]["id"]
    order = {"do": "file", "batch": batch, "part": part, "type": TYPE, "dossier": dossier(live)}
    assert mortals.code(dies=1, **order) == -signal.SIGKILL
    assert parts(live, batch)["counts"]["in"] == 4
    filed = mortals.said(**order)["filed"]
    assert len(filed) == 1 and mortals.said(**order)["filed"] == filed


def test_a_full_disk_stops_the_work_and_loses_nothing(live, mortals, stack):
    with idle(live):
        batch = give(live, stack).json()["id"]
        key = f"farde.prepare:{uid_of(live, batch)}"
        for room in (10_000, 1_000_000):  # for the database itself, and for a page's scratch
            mortals.code(do="work", key=key, full=room)
            assert parts(live, batch)["state"] == "received"
        mortals.said(do="work", key=key)
    assert parts(live, batch)["counts"] == {"in": 4, "out": 3, "discarded": 1}


def test_without_its_broker_a_deposit_is_taken_and_prepared_when_it_is_back(live, stack):
    broker = live.home / "var" / "broker"
    away = broker.with_name("broker-away")
    with idle(live):
        shutil.move(broker, away)
        broker.touch()  # nobody can make the folder again
        try:
            answer = give(live, stack)
        finally:
            broker.unlink()
            shutil.move(away, broker)
    assert answer.status_code == 202, answer.text
    live.until(lambda: parts(live, answer.json()["id"])["state"] == "prepared")


def test_the_same_file_given_twice_at_once_is_two_deposits(live, stack):
    with ThreadPoolExecutor(2) as pool:
        answers = list(
            pool.map(lambda channel: give(live, stack, channel=channel), ("mail", "api"))
        )
    found = {answer.json()["id"] for answer in answers}
    assert len(found) == 2
    for batch in found:
        live.until(lambda b=batch: parts(live, b)["state"] == "prepared")
