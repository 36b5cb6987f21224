"""In a worker's own process, a third-party rule that failed silences no rule of a later task."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("live")

ROOT = Path(__file__).parents[2]
SIGNAL = "attestations-emploi"

#: Two tasks of one thread: the first is broken by a rule, the second corrects a document.
WORKER = """
import json, os, sys
from farde.core import background, outbox
from farde.core.interfaces import IBackgroundTask

background.start(os.environ["FARDE_ZOPE_CONF"])
from plone import api
from plone.app.contentrules import handlers
from plone.app.contentrules.api import assign_rule, unassign_rule
from plone.app.contentrules.rule import Rule
from plone.contentrules.engine.interfaces import IRuleStorage
from zope.component import getUtility, provideUtility
from zope.lifecycleevent import modified
from zope.lifecycleevent.interfaces import IObjectModifiedEvent
from farde.document import operations as documents
from farde.document.events import IDocumentFiled
from farde.tickets import operations as tickets
import thirdparty

uid, type_id = sys.argv[1:]
EVENTS = {"breaks-changes": IObjectModifiedEvent, "breaks-filing": IDocumentFiled}
TASKS = {
    "tests.touch": modified,
    "tests.correct": lambda one: documents.reclassify(one, {"document_type": type_id}, "Erreur"),
}

class Task:
    def __init__(self, work):
        self.work = work
    def __call__(self, subject):
        background.committing(lambda: self.work(find(subject)))
    def give_up(self, subject, error):
        pass

def find(uid):
    search = api.portal.get_tool("portal_catalog").unrestrictedSearchResults
    return search(UID=uid)[0]._unrestrictedGetObject()

def put():
    for name, event in EVENTS.items():
        rule = Rule()
        rule.title, rule.event = name, event
        rule.actions.append(thirdparty.FailingAction())
        getUtility(IRuleStorage)[name] = rule
        assign_rule(api.portal.get(), name, bubbles=True, insert_before="*")

def take_away(*names):
    for name in names:
        if name in getUtility(IRuleStorage):
            unassign_rule(api.portal.get(), name)
            del getUtility(IRuleStorage)[name]

def done(step):
    with background.open_site():
        return background.committing(step)

def kept():
    return {one.UID: (one.portal_type, one.review_state) for one in tickets.followups(find(uid))}

outbox._publish = lambda *args: None  # the other worker shall not take them
with thirdparty.installed():
    for name, work in TASKS.items():
        provideUtility(Task(work), IBackgroundTask, name)
    done(put)
    try:
        done(lambda: [outbox.enqueue(name, uid) for name in TASKS])
        background.run(f"tests.touch:{uid}")
        told = {"left behind": handlers._status.rule_filter.in_progress}
        done(lambda: take_away("breaks-changes"))
        before = done(kept)
        background.run(f"tests.correct:{uid}")
        told["raised"] = [one for key, one in done(kept).items() if key not in before]
    finally:
        done(lambda: [outbox.discard(f"{name}:{uid}") for name in TASKS])
        done(lambda: take_away(*EVENTS))
print(json.dumps(told))
"""


def test_the_task_after_one_that_a_rule_broke_raises_what_it_should(live):
    worker = live.until(live.worker)
    known = {k: v for k, v in worker.environ().items() if k.startswith(("FARDE_", "PYTHONPATH"))}
    query = "portal_type=CaseDocument&direction=incoming&sort_on=created&b_size=50"
    path = f"@search?{query}&metadata_fields=UID&metadata_fields=document_type"
    items = live.get(path, "caseworker2").json()["items"]
    uid = next(one["UID"] for one in items if one["document_type"] != SIGNAL)
    path = os.pathsep.join([str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")])
    answer = subprocess.run(
        [sys.executable, "-c", WORKER, uid, SIGNAL],
        cwd=ROOT / "instance",
        env=os.environ | known | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr[-3000:]
    told = json.loads(answer.stdout.splitlines()[-1])
    assert told["left behind"], "the first task did not break as Plone's rules break"
    assert told["raised"] == [["Signal", "emitted"]]
