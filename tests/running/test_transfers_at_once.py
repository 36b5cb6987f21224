"""Two processes hand dossiers over at the same moment, on the database of a running instance."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("live")

INSTANCE = Path(__file__).parents[2] / "instance"
HOME, FIRST, SECOND = "caseworker1", "caseworker2", "recovery1"

#: A process of its own, as a second Zope node would be. At its first attempt it waits, before it
#: commits, until the other one has read what it is about to change: then they must collide.
SUPERVISOR = """
import json, os, sys, time
from pathlib import Path
from AccessControl.SecurityManagement import newSecurityManager
from farde.core import background

background.start(os.environ["FARDE_ZOPE_CONF"])
from farde.dossier import transfer

print("ready", flush=True)
for line in sys.stdin:
    order, attempts = json.loads(line), 0
    with background.open_site() as portal:
        def step():
            global attempts
            attempts += 1
            user = portal.acl_users.getUserById("supervisor1").__of__(portal.acl_users)
            newSecurityManager(None, user)
            done = transfer.transfer(transfer.uids_of(order["dossiers"]), order["to"])
            if attempts == 1:
                Path(order["own"]).touch()
                while not Path(order["other"]).exists():
                    time.sleep(0.01)
            return [one.number for one in done]
        done = background.committing(step)
    print(json.dumps({"done": done, "attempts": attempts}), flush=True)
"""

#: Reads what the memberships say, in a third process.
WITNESS = """
import json, os, sys
from farde.core import background

background.start(os.environ["FARDE_ZOPE_CONF"])
from farde.access import operations as access
from farde.access.circles import circle_id
from farde.dossier import transfer

with background.open_site():
    found = {}
    for number in json.loads(sys.argv[1]):
        [uid] = transfer.uids_of([number])
        members = list(access.memberships().of_circle(circle_id(uid, "caseworker")))
        found[number] = sorted(member.principal for member in members)
        for one in members:
            assert one in set(access.memberships().of_principal(one.principal))
print(json.dumps(found))
"""

#: Lets somebody be a caseworker for the time of the test.
ENROL = """
import os, sys
from farde.core import background

background.start(os.environ["FARDE_ZOPE_CONF"])
with background.open_site() as portal:
    change = getattr(portal.portal_groups, sys.argv[1])
    background.committing(lambda: change(sys.argv[2], "caseworkers"))
"""


def run(live, program: str, *arguments: str) -> str:
    command = [sys.executable, "-c", program, *arguments]
    answer = subprocess.run(
        command, cwd=INSTANCE, env=live.environment(), capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


@pytest.fixture
def numbers(live) -> Iterator[list[str]]:
    """Dossiers of caseworker1, who has them again afterwards."""
    run(live, ENROL, "addPrincipalToGroup", SECOND)
    items = live.get("@search?portal_type=Dossier&b_size=60", HOME).json()["items"]
    found = sorted(item["@id"].rsplit("/", 1)[1] for item in items)
    yield found
    away = [number for number, holder in holders(live, found).items() if holder != [HOME]]
    if away:
        live.post("@transfer", "supervisor1", {"dossiers": away, "to": HOME})
    run(live, ENROL, "removePrincipalFromGroup", SECOND)


@pytest.fixture
def at_once(live, tmp_path) -> Iterator:
    """Return a function that has two processes transfer at once; both answers are returned."""
    processes = [_supervisor(live), _supervisor(live)]
    flags = [tmp_path / "first", tmp_path / "second"]

    def transfer(*orders: dict) -> list[dict]:
        for process, order, own, other in zip(processes, orders, flags, flags[::-1], strict=True):
            line = json.dumps(order | {"own": str(own), "other": str(other)})
            process.stdin.write(f"{line}\n")
            process.stdin.flush()
        return [json.loads(process.stdout.readline()) for process in processes]

    yield transfer
    for process in processes:
        process.stdin.close()
        process.wait(timeout=60)


def _supervisor(live) -> subprocess.Popen:
    process = live.beside(SUPERVISOR)
    while process.stdout.readline() != "ready\n":
        assert process.poll() is None
    return process


def holders(live, dossiers: list[str]) -> dict[str, list[str]]:
    return json.loads(run(live, WITNESS, json.dumps(dossiers)).splitlines()[-1])


def test_two_transfers_of_different_dossiers_both_take_effect(live, numbers, at_once):
    mine, theirs = numbers[::2], numbers[1::2]
    answers = at_once({"dossiers": mine, "to": FIRST}, {"dossiers": theirs, "to": SECOND})
    assert [answer["done"] for answer in answers] == [mine, theirs]
    wanted = {one: [FIRST] if one in mine else [SECOND] for one in numbers}
    assert holders(live, numbers) == wanted


def test_what_two_supervisors_want_at_once_has_one_holder_afterwards(live, numbers, at_once):
    third = len(numbers) // 3
    mine, both, theirs = numbers[:third], numbers[third : 2 * third], numbers[2 * third :]
    answers = at_once(
        {"dossiers": mine + both, "to": FIRST}, {"dossiers": both + theirs, "to": SECOND}
    )
    assert [len(answer["done"]) for answer in answers] == [len(mine + both), len(both + theirs)]
    assert sum(answer["attempts"] for answer in answers) > 2, "they never met"
    found = holders(live, numbers)
    assert all(found[number] == [FIRST] for number in mine)
    assert all(found[number] == [SECOND] for number in theirs)
    assert {tuple(found[number]) for number in both} in ({(FIRST,)}, {(SECOND,)})
