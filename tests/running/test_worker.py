"""From a stored scan to a readable, searchable document, in real processes."""

import base64
import re

import pytest

from farde.demo import broken
from farde.demo.people import synthetic_people
from farde.demo.scans import synthetic_scans

pytestmark = pytest.mark.xdist_group("live")

_FILING = {
    "document_type": "attestations-emploi",
    "received_on": "2026-03-02",
    "direction": "incoming",
    "channel": "mail",
}


@pytest.fixture(scope="module")
def number(live) -> str:
    """A dossier of caseworker1."""
    items = live.get("@search?portal_type=Dossier", "caseworker1").json()
    return items["items"][0]["@id"].rsplit("/", 1)[1]


def deposit(live, number: str, data: bytes, filename: str, **given) -> str:
    body = {
        "file": {
            "data": base64.b64encode(data).decode(),
            "encoding": "base64",
            "filename": filename,
        },
        "dossier": number,
    }
    answer = live.post("@capture", "external1", body | _FILING | given)
    assert answer.status_code == 202, answer.text
    return answer.json()["id"]


def recognised(live, batch: str) -> str:
    """Return the final state of a deposit's reading, "" before."""
    state = live.get(f"@capture/{batch}", "external1").json()["recognition"]["state"]
    return state if state in ("done", "unreadable") else ""


def scan_of(pages: int):
    people = synthetic_people(10)
    return next(scan for scan in synthetic_scans(people, 40) if scan.pages == pages)


def test_a_scan_becomes_readable_and_is_found_by_its_words(live, number):
    scan = scan_of(1)
    batch = deposit(live, number, scan.data, scan.filename)
    assert live.until(lambda: recognised(live, batch)) == "done"
    word = max(re.findall(r"[a-zéèêà]+", scan.truth[0].lower()), key=len)
    found = live.get(
        f"@search?SearchableText={word}&portal_type=CaseDocument", "caseworker1"
    ).json()
    assert any(f"/dossiers/{number}/" in item["@id"] for item in found["items"])
    hidden = live.get(f"@search?SearchableText={word}&path=/farde/dossiers/{number}", "caseworker2")
    assert hidden.json()["items_total"] == 0


def test_a_killed_worker_resumes_and_loses_nothing(live, number):
    scan = scan_of(3)
    batches = [deposit(live, number, scan.data, scan.filename) for _ in range(3)]
    victim = live.until(live.worker)
    live.until(lambda: any((live.home / "var" / "work").glob("*/*")), every=0.05)
    victim.kill()
    for batch in batches:
        assert live.until(lambda batch=batch: recognised(live, batch)) == "done"


def test_a_page_without_words_is_kept_and_shown_to_the_capture_team(live, number):
    batch = deposit(live, number, broken.blank_page(), "blanc.tif")
    assert live.until(lambda: recognised(live, batch)) == "unreadable"
    page = live.get("@@capture-follow", "scan1", headers={}).text
    assert "Relancer la lecture" in page


def test_later_files_go_on_after_one_that_cannot_be_read(live, number):
    first = deposit(live, number, broken.blank_page(), "blanc.tif")
    second = deposit(live, number, broken.born_digital_pdf("Composition de ménage"), "a.pdf")
    assert live.until(lambda: recognised(live, second)) == "done"
    assert live.until(lambda: recognised(live, first)) == "unreadable"
