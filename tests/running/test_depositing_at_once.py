"""The same file through two channels at once: both are kept, and one of the two is told."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from world import small_scan

pytestmark = pytest.mark.xdist_group("live")

INSTANCE = Path(__file__).parents[2] / "instance"

#: At its first attempt it waits, before it commits, until the other one has done the same.
CHANNEL = """
import json, os, sys, time
from pathlib import Path
from farde.core import background

background.start(os.environ["FARDE_ZOPE_CONF"])
from plone import api
from farde.capture import duplicates, operations

def find(uid):
    search = api.portal.get_tool("portal_catalog").unrestrictedSearchResults
    return search(UID=uid)[0]._unrestrictedGetObject()

print("ready", flush=True)
for line in sys.stdin:
    order, attempts = json.loads(line), 0
    with background.open_site():
        def step():
            global attempts
            attempts += 1
            made = operations.deposit(bytes.fromhex(order["data"]), "", "", order["channel"])
            if attempts == 1:
                Path(order["own"]).touch()
                while not Path(order["other"]).exists():
                    time.sleep(0.01)
            return made.UID()
        uid = background.committing(step)
    print(json.dumps(uid), flush=True)
    sys.stdin.readline()
    with background.open_site():
        told = [one.uid for one in duplicates.of_batch(find(uid))]
    print(json.dumps(told), flush=True)
"""


@pytest.fixture
def channels(live) -> Iterator[list[subprocess.Popen]]:
    """Two processes of their own, as two channels are."""
    started = [live.beside(CHANNEL) for _ in range(2)]
    for one in started:
        while one.stdout.readline() != "ready\n":
            assert one.poll() is None
    yield started
    for one in started:
        one.stdin.close()
        one.wait(timeout=60)


def tell(process: subprocess.Popen, line: str) -> None:
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def test_both_deposits_are_kept_and_exactly_one_is_warned(channels, tmp_path):
    data, flags = small_scan("Deux fois").hex(), [str(tmp_path / str(n)) for n in range(2)]
    for one, own, other, channel in zip(
        channels, flags, flags[::-1], ("mail", "email"), strict=True
    ):
        tell(one, json.dumps({"data": data, "channel": channel, "own": own, "other": other}))
    made = [json.loads(one.stdout.readline()) for one in channels]
    assert len(set(made)) == 2
    for one in channels:
        tell(one, "")
    told = [json.loads(one.stdout.readline()) for one in channels]
    assert sorted(map(len, told)) == [0, 1]
    assert {uid for found in told for uid in found} < set(made)
