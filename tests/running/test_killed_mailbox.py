"""A worker is killed while it reads a mailbox: each message is one deposit, and none is lost."""

import subprocess
import sys
from pathlib import Path

import pytest

import letters
from mailserver import SECRET

pytestmark = pytest.mark.xdist_group("live")

INSTANCE = Path(__file__).parents[2] / "instance"
DONE = "Farde - d&AOk-pos&AOk-s"

#: Reads the mailbox as the worker does, and stands still at an instant until it is killed. The
#: mailbox is not in the settings of the site: its own worker stays out of this.
READER = """
import os, sys, time
from farde.core import background

background.start(os.environ["FARDE_ZOPE_CONF"])
from farde.capture.channels import mailbox, mailbox_client, mailbox_settings

box, instant = mailbox_client.parsed(sys.argv[1]), sys.argv[2]
mailbox_settings.boxes = lambda: [box]

def stand_still():
    print("there", flush=True)
    time.sleep(600)

def stopping(step, before, after):
    def stopped(*given):
        if instant == before:
            stand_still()
        made = step(*given)
        if instant == after:
            stand_still()
        return made
    return stopped

inbox = mailbox_client.Inbox
inbox.fetch = stopping(inbox.fetch, "before fetching", "after fetching")
inbox.put_into = stopping(inbox.put_into, "before moving", "after moving")
mailbox.deposit = stopping(mailbox.deposit, "before depositing", "before committing")

def deposits(portal):
    return [one.about.marks.get("way") for one in portal.capture.objectValues()].count("mailbox")

with background.open_site() as portal:
    print(deposits(portal), flush=True)
    mailbox.sweep()
    print(deposits(portal), flush=True)
"""

INSTANTS = (
    *("before fetching", "after fetching", "before depositing"),
    *("before committing", "before moving", "after moving"),
)


@pytest.fixture
def run(live, mailbox):
    """Run a script on the database of the instance."""
    environment = live.environment() | {"FARDE_MAILBOX_PASSWORD": SECRET}

    def started(script, *arguments):
        return subprocess.Popen(
            [sys.executable, "-c", script, *arguments],
            cwd=INSTANCE,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )

    return started


@pytest.mark.parametrize("instant", INSTANTS)
def test_a_kill_at_any_instant_leaves_one_deposit_of_one_message(run, mailbox, instant):
    mailbox.deliver(letters.letter(instant).as_bytes())
    with run(READER, mailbox.address(), instant) as process:
        before = int(process.stdout.readline())
        assert process.stdout.readline().strip() == "there"
        process.kill()
    with run(READER, mailbox.address(), "never") as process:
        said = process.communicate(timeout=240)[0].split()
    assert int(said[-1]) == before + 1
    assert mailbox.messages() == [] and len(mailbox.messages(DONE)) == 1
