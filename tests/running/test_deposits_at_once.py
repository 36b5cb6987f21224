"""Two processes deposit at the same time: all is kept, and each key makes one deposit."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from world import small_scan

pytestmark = pytest.mark.xdist_group("live")

INSTANCE = Path(__file__).parents[2] / "instance"
DEPOSITS = 20

#: Deposits as it is told: under a key of its own each time, or all under keys that it shares.
DEPOSITOR = """
import json, os, sys
from farde.core import background

background.start(os.environ["FARDE_ZOPE_CONF"])
from farde.capture import operations
from farde.capture.operations import Given

print("ready", flush=True)
for line in sys.stdin:
    order, attempts, ids, new = json.loads(line), 0, [], 0
    data = bytes.fromhex(order["data"])
    for number in range(order["deposits"]):
        def step():
            global attempts
            attempts += 1
            key = f"{order['key']}-{number}"
            batch, is_new = operations.deposit_once(key, [Given(data, "scan.png")])
            return batch.getId(), is_new
        with background.open_site():
            batch_id, is_new = background.committing(step)
        ids.append(batch_id)
        new += is_new
    print(json.dumps({"attempts": attempts, "ids": ids, "new": new}), flush=True)
"""


def begin(live) -> subprocess.Popen:
    """Start a process of its own, as a second node would be."""
    return live.beside(DEPOSITOR)


@pytest.fixture(scope="module")
def depositors(live) -> Iterator[list[subprocess.Popen]]:
    """Two processes that deposit as they are told."""
    started = [begin(live), begin(live)]
    for one in started:
        while one.stdout.readline() != "ready\n":
            assert one.poll() is None
    yield started
    for one in started:
        one.stdin.close()
        one.wait(timeout=60)


def at_once(depositors, *keys: str) -> list[dict]:
    """Have each deposit under its key; return what they tell."""
    for one, key in zip(depositors, keys, strict=True):
        order = {"key": key, "deposits": DEPOSITS, "data": small_scan(key).hex()}
        one.stdin.write(f"{json.dumps(order)}\n")
        one.stdin.flush()
    return [json.loads(one.stdout.readline()) for one in depositors]


def test_two_processes_that_deposit_at_once_keep_everything(depositors):
    told = at_once(depositors, "left", "right")
    ids = [batch_id for one in told for batch_id in one["ids"]]
    assert len(set(ids)) == 2 * DEPOSITS
    assert [one["new"] for one in told] == [DEPOSITS, DEPOSITS]
    # What they share is spread, or takes both. They meet in the set of what is just received, which
    # the worker empties meanwhile; were it the queue itself, one of both would always lose.
    assert sum(one["attempts"] for one in told) < 2 * DEPOSITS * 2


def test_two_processes_that_deposit_the_same_make_one_deposit_of_each(depositors):
    told = at_once(depositors, "same", "same")
    assert told[0]["ids"] == told[1]["ids"]
    assert sum(one["new"] for one in told) == DEPOSITS
