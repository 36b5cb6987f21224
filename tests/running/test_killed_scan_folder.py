"""Workers that take in scans are killed at any instant: each scan is deposited once, none lost."""

import hashlib
import json
import random
import subprocess
import time
from pathlib import Path

import pytest

from world import small_scan

pytestmark = pytest.mark.xdist_group("live")

INSTANCE = Path(__file__).parents[2] / "instance"
KILLED, SCANS = 4, 6

_OPENED = """
import json, os, sys, time
from farde.core import background

background.start(os.environ["FARDE_ZOPE_CONF"])
from plone import api
from farde.capture.channels import folder

def set_records(**records):
    for name, value in records.items():
        api.portal.set_registry_record(f"farde.capture.folder.{name}", value)

with background.open_site():
    background.committing(lambda: set_records(paths=["."], settle_seconds=2))
print("ready", flush=True)
"""
#: Comes by as often as it can, until it is killed.
SWEEPER = f"""{_OPENED}
sys.stdin.readline()
while True:
    with background.open_site():
        folder.sweep()
    time.sleep(0.2)
"""
#: Tells the digests of what was deposited, and turns the channel off again.
WITNESS = f"""{_OPENED}
sys.stdin.readline()
with background.open_site():
    search = api.portal.get_tool("portal_catalog").unrestrictedSearchResults
    batches = [brain._unrestrictedGetObject() for brain in search(portal_type="CaptureBatch")]
    print(json.dumps([one.sha256 for one in batches]), flush=True)
    background.committing(lambda: set_records(paths=[], settle_seconds=10))
"""


def begin(live, program: str, share: Path) -> subprocess.Popen:
    """Start a process of its own, as a second node would be; it waits for a line."""
    return live.beside(program, FARDE_SCAN_ROOTS=str(share))


def go(process: subprocess.Popen) -> None:
    """Let a process begin."""
    process.stdin.write("begin\n")
    process.stdin.flush()


def put(share: Path, number: int) -> list[str]:
    """Have a scanner write some scans under the names it always uses; return their digests."""
    station = share / "poste-1"
    station.mkdir(exist_ok=True)
    digests = []
    for place in range(SCANS):
        data = small_scan(f"scan {number}.{place}")
        (station / f"scan-{number}-{place}.png").write_bytes(data)
        digests.append(hashlib.sha256(data).hexdigest())
    return digests


def waiting(share: Path) -> list[Path]:
    """Return the scans that lie in the station still."""
    return [one for one in (share / "poste-1").iterdir() if one.is_file()]


def test_each_scan_is_deposited_once_however_often_the_worker_is_killed(live, tmp_path):
    sweepers = [begin(live, SWEEPER, tmp_path) for _ in range(KILLED + 1)]
    witness = begin(live, WITNESS, tmp_path)
    for one in (*sweepers, witness):
        while one.stdout.readline() != "ready\n":
            assert one.poll() is None
    digests = []
    for number, sweeper in enumerate(sweepers[:KILLED]):
        digests += put(tmp_path, number)
        go(sweeper)
        time.sleep(random.uniform(2, 6))
        sweeper.kill()
        sweeper.wait(timeout=60)
    go(sweepers[-1])
    live.until(lambda: not waiting(tmp_path), seconds=180)
    sweepers[-1].kill()
    sweepers[-1].wait(timeout=60)
    go(witness)
    deposited = json.loads(witness.stdout.readline())
    witness.wait(timeout=60)
    assert [deposited.count(digest) for digest in digests] == [1] * len(digests)
    assert len(list((tmp_path / "poste-1" / "done").iterdir())) == len(digests)
