"""Two processes share one SQLite database: nothing that was aborted is ever stored."""

import subprocess
import sys
from pathlib import Path

import pytest

INSTANCE = Path(__file__).resolve().parents[2] / "instance"

# A program of its own: the repair must not be loaded in the process of the other tests.
SCENARIO = """
import os, sys
import transaction, ZODB
from persistent.mapping import PersistentMapping
from relstorage.adapters.sqlite.adapter import Sqlite3Adapter
from relstorage.options import Options
from relstorage.storage import RelStorage
from ZODB.POSException import ReadConflictError

folder, *repair = sys.argv[1:]
if repair:
    import sqlite_rollback
os.mkdir(f"{folder}/blobs")

def process():
    "A database object with a cache of its own, as another process has."
    options = Options(keep_history=False, blob_dir=f"{folder}/blobs", shared_blob_dir=True)
    database = ZODB.DB(RelStorage(Sqlite3Adapter(folder, {}, options=options), options=options))
    manager = transaction.TransactionManager()
    manager.begin()
    return manager, database.open(manager)

clerk, clerks = process()
for name in "xyz":
    clerks.root()[name] = PersistentMapping(value="first")
clerk.commit()
worker, workers = process()

clerk.begin()
x = clerks.root()["x"]
x["value"]
clerks.readCurrent(x)
clerks.root()["y"]["value"] = "aborted"
workers.root()["x"]["value"] = "by the worker"
worker.commit()
try:
    clerk.commit()
except ReadConflictError:
    clerk.abort()
clerk.begin()
clerks.root()["z"]["value"] = "second"
clerk.commit()

worker.begin()
workers.cacheMinimize()
print(*(workers.root()[name]["value"] for name in "yz"))
"""


def play(folder: Path, *repair: str) -> str:
    command = [sys.executable, "-c", SCENARIO, str(folder), *repair]
    environment = {"PYTHONPATH": str(INSTANCE), "PATH": "/usr/bin:/bin"}
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_what_a_read_conflict_aborted_is_not_committed_by_the_next_transaction(tmp_path):
    assert play(tmp_path, "with the repair") == "first second"


def test_the_repair_is_still_needed(tmp_path):
    if play(tmp_path) == "first second":
        pytest.fail("RelStorage repaired it: remove instance/sqlite_rollback and this test")


def test_every_instance_loads_the_repair():
    template = (INSTANCE / "templates" / "zope.conf").read_text("utf-8")
    assert "%import sqlite_rollback" in template
