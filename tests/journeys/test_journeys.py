"""The robot journeys, each in a browser of its own, against one running instance."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from papers import write_papers
from robot.api import ExecutionResult

from farde.demo.people import SyntheticPerson, synthetic_people
from live import Live
from stacks import blank, letter, separator, stack
from world import small_scan

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("live")]

HERE = Path(__file__).parent
RESULTS = HERE.parent / "results"
SUITES = (
    "main_job",
    "bad_input",
    "capture_desk",
    "need_to_know",
    "access",
    "records_manager",
    "signal_table",
    "thesaurus",
    "inbox",
    "reclassify",
    "counter",
)
#: Each test goes on where the one before stopped.
STORIES = ("main_job", "capture_desk", "access", "signal_table", "thesaurus", "reclassify")
DESK, TELEPHONE = 1400, 400  # px
LONGEST = 900  # seconds, waiting for the demonstration's own scans to be read included


@pytest.fixture(scope="module")
def documents(live) -> list[str]:
    """The addresses of the demonstration's documents in dossiers of caseworker1."""
    answer = live.get("@search?portal_type=CaseDocument&b_size=100", "caseworker1").json()
    return [item["@id"] for item in answer["items"]]


@pytest.fixture(scope="module")
def empty_dossiers(live, documents) -> list[str]:
    """The numbers of dossiers of caseworker1 that hold no document, for French speakers."""
    found = live.get("@search?portal_type=Dossier&b_size=100&sort_on=getId", "caseworker1").json()
    numbers = [item["@id"].rpartition("/")[2] for item in found["items"]]
    filled = {dossier_of(document) for document in documents}
    return [n for n in numbers if n not in filled and beneficiary(n).language == "fr"]


@pytest.mark.parametrize("width", [DESK, TELEPHONE])
@pytest.mark.parametrize("suite", SUITES)
def test_journey(suite, width, *, live, documents, empty_dossiers, tmp_path):
    number = empty_dossiers[width == TELEPHONE]
    facts = write_papers(tmp_path, beneficiary(number)) | about(number)
    if suite in {"need_to_know", "access"}:
        facts = about(dossier_of(documents[0])) | {"READ_DOCUMENT": documents[0]}
    if suite == "reclassify":
        # Two dossiers that no other journey scans into: what waits in them is this one's.
        number, second = empty_dossiers[4:6] if width == TELEPHONE else empty_dossiers[2:4]
        facts = (
            write_papers(tmp_path, beneficiary(number)) | about(number) | about(second, "SECOND_")
        )
    if suite == "counter":
        facts = dutch_citizen(live) | {"PHOTO": str(tmp_path / "photo.png")}
        (tmp_path / "photo.png").write_bytes(small_scan("Loonfiche"))
    if suite == "capture_desk":
        # Dossiers that no other journey scans into; the second stack is of other letters.
        chosen = empty_dossiers[6:10]
        facts = {f"DESK_NUMBER_{place}": one for place, one in enumerate(chosen, 1)}
        facts |= {"BATCH": stack_on_the_desk(live, 10 if width == TELEPHONE else 0)}
    facts |= {"URL": live.url, "WIDTH": width}
    problem = run(suite, facts, RESULTS / f"{suite}-{width}", live)
    if problem:
        pytest.fail(problem, pytrace=False)


def stack_on_the_desk(live, first: int) -> str:
    """Let a scanner write twelve pages into its folder, and wait until they lie on the desk."""
    watch_the_folder(live)
    one, two, three, four, five, six, seven = (letter(first + n) for n in range(1, 8))
    pages = [one, two, separator(), three, blank(), separator()]
    pages += [four, five, five, separator(), six, seven]
    station = live.home / "var" / "scans" / "accueil"
    station.mkdir(parents=True, exist_ok=True)
    (station / "pile.pdf").write_bytes(stack(*pages))
    waiting = "@capture-queue?station=accueil&state=prepared"
    return live.until(lambda: live.get(waiting, "scan1").json()["items"])[0]["id"]


def watch_the_folder(live) -> None:
    """Have the folder of the scanners watched, as who keeps the site sets it."""
    answer = requests.patch(
        f"{live.url}/@registry",
        json={
            "farde.capture.folder.paths": ["."],
            "farde.capture.folder.settle_seconds": 2,
        },
        auth=("admin", live.password),
        headers={"Accept": "application/json"},
        timeout=60,
    )
    answer.raise_for_status()


def about(number: str, prefix: str = "") -> dict[str, str]:
    """Return what the journeys say about a dossier, as robot variables."""
    person = beneficiary(number)
    return {
        f"{prefix}NUMBER": number,
        f"{prefix}NAME": f"{person.first_name} {person.last_name}",
        f"{prefix}LAST_NAME": person.last_name,
        f"{prefix}TYPED": f"{person.first_name} {person.last_name[:5]}",
    }


def dutch_citizen(live: Live) -> dict[str, str]:
    """Return what the journeys say about somebody who speaks Dutch and has a national number."""
    found = live.get("@search?portal_type=Dossier&b_size=100&sort_on=getId", "caseworker1").json()
    numbers = [item["@id"].rpartition("/")[2] for item in found["items"]]
    number = next(n for n in numbers if beneficiary(n).language == "nl" and beneficiary(n).niss)
    return about(number) | {"NISS": beneficiary(number).niss}


def beneficiary(number: str) -> SyntheticPerson:
    """Return the person of a dossier: the demonstration opens one for each, in order."""
    return synthetic_people()[int(number.partition("-")[2]) - 1]


def dossier_of(document: str) -> str:
    """Return the number of the dossier that a document's address names."""
    return document.split("/")[-2]


def run(suite: str, facts: dict, results: Path, live: Live) -> str:
    """Run one suite; return what failed in it, "" when nothing did. On a narrow screen only the
    essential journeys are made."""
    results.mkdir(parents=True, exist_ok=True)
    given = results / "facts.json"
    given.write_text(json.dumps(facts), "utf-8")
    command = [sys.executable, "-m", "robot", "--outputdir", str(results), "--console", "none"]
    command += ["--variablefile", str(given)]
    command += ["--exitonfailure"] if suite in STORIES else []
    command += ["--include", "essential"] if facts["WIDTH"] == TELEPHONE else []
    done = subprocess.run(
        [*command, str(HERE / f"{suite}.robot")],
        env=os.environ | {"ADMIN_PASSWORD": live.password},
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    if not done.returncode:
        return ""
    output = results / "output.xml"
    said = "\n".join(failures(output)) if output.exists() else ""
    return f"\n{said or done.stdout + done.stderr}\n(pictures and log: {results})"


def failures(output: Path) -> Iterator[str]:
    """Yield, for each failed test of a robot run, the keywords that led to the failure."""
    for test in ExecutionResult(str(output)).suite.all_tests:
        if test.failed:
            yield f"{test.name}: {test.message}"
            yield from _failed_steps(test, "  ")


def _failed_steps(parent, indent: str) -> Iterator[str]:
    for step in getattr(parent, "body", ()):
        if not getattr(step, "failed", False):
            continue
        if step.type == step.KEYWORD:
            yield indent + "    ".join([step.name, *map(str, step.args)])
        yield from _failed_steps(step, indent + "  ")
