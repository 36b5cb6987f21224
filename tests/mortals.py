"""Processes that die before a commit of theirs, as one that is killed at that instant.

Zope is loaded once, and each process is forked from there: none waits for it again.
"""

import json
from pathlib import Path

from live import Live

_INSTANCE = Path(__file__).parents[1] / "instance"
_PARENT = """
import json, os, resource, signal, sys
import OFS.Application
import transaction
from Zope2.App import patches, startup
from Zope2.Startup.run import configure_wsgi

conf = os.environ["FARDE_ZOPE_CONF"]
configure_wsgi(conf)
patches.apply_patches()
OFS.Application.import_products()
startup.load_zcml()

from farde.capture import deposits, operations, work
from farde.capture.errors import AlreadyFiled
from farde.core import background
from farde.document.profile import parse_profile
from farde.dossier import operations as dossiers

def deposit(order):
    given = [operations.Given(open(order["file"], "rb").read(), "lot.pdf")]
    batch, new = operations.deposit_once(order["key"], given)
    return {"id": batch.getId(), "new": new}

def file_part(order):
    batch = deposits.queue()[order["batch"]]
    profile = parse_profile({"document_type": order["type"], "received_on": "2026-03-02"})
    dossier = dossiers.by_number(order["dossier"])
    try:
        made = operations.file_part(batch, order["part"], [dossier], profile)
    except AlreadyFiled:
        return {"filed": list(work.of(batch).filed.get(order["part"], ()))}
    return {"filed": [one.UID() for one in made]}

def live_up_to(dies):
    committed, commit = 0, transaction.commit
    def mortal():
        nonlocal committed
        committed += 1
        if committed == dies:
            os.kill(os.getpid(), signal.SIGKILL)
        commit()
    transaction.commit = mortal

def obey(order):
    background.start(conf)
    live_up_to(order.get("dies"))
    if order.get("full"):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["full"], order["full"]))
    if order["do"] == "work":
        return background.run(order["key"])
    with background.open_site():
        step = {"deposit": deposit, "file": file_part}[order["do"]]
        return background.committing(lambda: step(order))

print("ready", flush=True)
for line in sys.stdin:
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        code = 1
        try:
            os.write(tell, json.dumps(obey(json.loads(line))).encode())
            code = 0
        finally:
            os._exit(code)
    os.close(tell)
    with open(told) as answer:
        said = answer.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(json.dumps({"code": code, "said": json.loads(said) if said else None}), flush=True)
"""


class Mortals:
    """Runs each order in a process of its own, beside a running instance."""

    def __init__(self, live: Live) -> None:
        self.parent = live.beside(_PARENT)

    def code(self, **order: object) -> int:
        """Run an order; return how its process ended: 0, 1 after an error, or minus the signal."""
        return self._run(order)["code"]

    def said(self, **order: object):
        """Run an order to its end; return what it says."""
        ended = self._run(order)
        assert ended["code"] == 0
        return ended["said"]

    def end(self) -> None:
        self.parent.stdin.close()
        self.parent.wait(timeout=60)

    def _run(self, order: dict) -> dict:
        self.parent.stdin.write(f"{json.dumps(order)}\n")
        self.parent.stdin.flush()
        line = self.parent.stdout.readline()
        while line and not line.startswith("{"):
            line = self.parent.stdout.readline()
        return json.loads(line)
