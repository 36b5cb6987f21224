"""The examples of the REST reference are what the product answers; a change has to be meant.

``FARDE_RECORD=1 pytest tests/docs`` writes them anew.
"""

import base64
import json
import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
import requests

from farde.access.journal import operations as journal
from farde.access.signin import operations as accounts
from farde.core import clock
from farde.demo import broken
from reading import Reader
from world import PASSWORD, small_scan

EXAMPLES = Path(__file__).parents[2] / "docs" / "reference" / "rest-examples"
_SITE = "http://localhost:8080"
#: What differs from run to run, and what the reference shows in its place, counted up.
_VARYING = {
    "batch": (re.compile(r"\bb-[2-9a-z]{12}\b"), "b-{:0>12}"),
    "document": (re.compile(r"\bd-[2-9a-z]{12}\b"), "d-{:0>12}"),
    "followup": (re.compile(r"\b(?:ticket|signal)-[0-9a-f]{20}\b"), "followup-{}"),
    "sha256": (re.compile(r"\b[0-9a-f]{64}\b"), "{:0>64}"),
    "uid": (re.compile(r"\b[0-9a-f]{32}\b"), "{:0>32}"),
    "number": (re.compile(r"\b20\d\d-\d{6}\b"), "2026-{:0>6}"),
    "row": (re.compile(r'"number": [0-9]+,'), '"number": 18420{},'),
    "rows": (re.compile(r'"rows": [0-9]+'), '"rows": 184203'),
    "instant": (
        re.compile(r"\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:[+-]\d\d:\d\d|Z)?"),
        "2026-03-02T09:30:00+01:00",
    ),
}


@pytest.fixture
def number(served_world) -> str:
    """A dossier of caseworker1."""
    dossier = served_world.dossier()
    served_world.commit()
    return dossier.getId()


@pytest.fixture
def example(served_world):
    """Return a function that makes a request and compares the exchange with its recording."""
    base = served_world.portal.absolute_url()

    def make(
        name: str, user: str, method: str, path: str, body: dict | None = None, *, token: str = ""
    ):
        bearer = {"Authorization": f"Bearer {token}"} if token else {}
        answer = requests.request(
            method,
            f"{base}/{path}",
            json=body,
            auth=None if token else (user, PASSWORD),
            headers={"Accept": "application/json", "Accept-Language": "fr"} | bearer,
            timeout=30,
        )
        shown = "Bearer farde_t-..." if token else f"Basic ({user})"
        exchange = f"{_asked(shown, method, path, body)}\n{_answered(answer)}"
        exchange = exchange.replace(base, f"{_SITE}/farde").replace(base.rpartition("/")[0], _SITE)
        _compare(name, _steadied(exchange))
        return answer

    return make


def test_a_file_is_deposited_and_filed_at_once(example, number):
    example("capture-and-file", "external1", "POST", "@capture", _filing(number))


def test_a_token_opens_what_its_scopes_say(example, served_world, number):
    account = accounts.open_account("Logiciel social", ["capture:write"])
    token = accounts.issue_token(account.user_id, clock.today() + timedelta(days=30))
    served_world.commit()
    example("token-capture", "", "POST", "@capture", _filing(number), token=token)
    example("token-out-of-scope", "", "GET", "@search", token=token)
    example("token-for-people", "", "GET", "@users", token=token)
    example("token-refused", "", "GET", "@tickets", token=f"{token}x")


def test_a_file_is_deposited_followed_and_filed_later(example, number):
    body = {"file": _sent(small_scan()), "channel": "counter"}
    batch = example("capture", "external1", "POST", "@capture", body).json()["id"]
    example("capture-progress", "external1", "GET", f"@capture/{batch}")
    profile = {name: value for name, value in _filing(number).items() if name != "file"}
    example("file", "external1", "POST", f"capture/{batch}/@file", profile)
    example("file-again", "external1", "POST", f"capture/{batch}/@file", profile)


def test_a_document_is_added_as_content(example, number):
    body = {"@type": "CaseDocument"} | _filing(number)
    del body["dossier"]
    example("content-post", "external1", "POST", f"dossiers/{number}", body)
    # A refusal in our words: those of Plone depend on the catalogues a machine has compiled.
    body["received_on"] = "2999-01-01"
    example("content-post-refused", "external1", "POST", f"dossiers/{number}", body)


def test_refusals_name_every_field_and_its_remedy(example, number):
    wrong = _filing(number, document_type="carte-postale", dossier="2001-000001")
    del wrong["received_on"]
    example("refused-profile", "external1", "POST", "@capture", wrong)


def test_refusals_of_a_file_say_what_to_send(example, number):
    empty = _filing(number, file=_sent(b""))
    example("refused-empty-file", "external1", "POST", "@capture", empty)
    locked = _filing(number, file=_sent(broken.encrypted_pdf(), "scan.pdf"))
    example("refused-encrypted-file", "external1", "POST", "@capture", locked)
    posing = _filing(number, file=_sent(small_scan(), "scan.pdf"))
    example("refused-mismatch", "external1", "POST", "@capture", posing)


def test_who_may_not_deposit_is_refused(example, number):
    example("refused-person", "caseworker2", "POST", "@capture", _filing(number))


def test_a_ticket_is_listed_taken_and_finished(example, served_world, number):
    with served_world.as_user("scan1"):
        served_world.document(served_world.portal.dossiers[number], "factures-charges-transport")
    served_world.commit()
    listed = example("tickets", "caseworker1", "GET", "@tickets")
    [ticket] = listed.json()["items"]
    address = f"@tickets/{ticket['uid']}"
    example("ticket-take", "caseworker1", "POST", f"{address}/take")
    example("ticket-finish-refused", "caseworker1", "POST", f"{address}/finish", {})
    body = {"outcome": "Facture transmise"}
    example("ticket-finish", "caseworker1", "POST", f"{address}/finish", body)


def test_a_signal_is_listed_and_read(example, served_world, number):
    with served_world.as_user("scan1"):
        served_world.document(served_world.portal.dossiers[number], "attestations-emploi")
    served_world.commit()
    [signal] = example("signals", "caseworker1", "GET", "@signals").json()["items"]
    example("signal-read", "caseworker1", "POST", f"@signals/{signal['uid']}/read")
    example("signal-hidden", "caseworker2", "POST", f"@signals/{signal['uid']}/read")


def test_who_read_a_dossier_is_told_to_its_people_and_to_the_privacy_officer(
    example, served_world, number
):
    for name in ("supervisor1", "caseworker2"):
        Reader(served_world, name, "application/json").get(f"dossiers/{number}")
    example("access-journal", "caseworker1", "GET", f"dossiers/{number}/@access-journal")
    journal.verify_and_anchor()
    served_world.commit()
    asked = f"@access-journal?dossier={number}&action=denied"
    example("access-journal-site", "privacy1", "GET", asked)
    wrong = f"dossiers/{number}/@access-journal?since=hier&action=effacer"
    example("access-journal-refused", "caseworker1", "GET", wrong)


def test_dossiers_are_transferred_and_planned_transfers_listed(example, number):
    now = {"dossiers": [number], "to": "caseworker2"}
    example("transfer", "supervisor1", "POST", "@transfer", now)
    later = {"from": "caseworker2", "to": "caseworker1", "on": "2999-04-01"}
    example("transfer-planned", "supervisor1", "POST", "@transfer", later)
    example("transfers", "supervisor1", "GET", "@transfer")


def test_refusals_of_a_transfer_name_every_field(example, number):
    wrong = {"dossiers": [], "to": "scan1"}
    example("transfer-refused", "supervisor1", "POST", "@transfer", wrong)
    hidden = {"dossiers": ["2001-000001"], "to": "caseworker2"}
    example("transfer-unknown", "supervisor1", "POST", "@transfer", hidden)
    past = {"dossiers": [number], "to": "caseworker2", "on": "1999-01-01"}
    example("transfer-past", "supervisor1", "POST", "@transfer", past)
    example("transfer-forbidden", "caseworker1", "POST", "@transfer", past)


def test_access_is_explained_to_who_may_ask(example, number):
    about = f"dossiers/{number}/@why-access?user="
    example("why-access", "caseworker1", "GET", f"{about}supervisor1")
    example("why-not", "privacy1", "GET", f"{about}caseworker2")
    example("why-access-site", "privacy1", "GET", "@why-access?user=caseworker1")
    example("why-access-refused", "records1", "GET", "@why-access?user=caseworker1")


def test_the_matrix_of_rights_is_told_as_it_is_loaded(example):
    example("access-matrix", "records1", "GET", "@access-matrix")


def _sent(data: bytes, filename: str = "scan.png") -> dict:
    return {"data": base64.b64encode(data).decode(), "encoding": "base64", "filename": filename}


def _filing(number: str, **given) -> dict:
    return {
        "file": _sent(small_scan()),
        "dossier": number,
        "document_type": "attestations-emploi",
        "direction": "incoming",
        "channel": "mail",
        "received_on": "2026-03-02",
    } | given


def _asked(credentials: str, method: str, path: str, body: dict | None) -> str:
    lines = [
        f"{method} /farde/{path} HTTP/1.1",
        "Accept: application/json",
        "Accept-Language: fr",
        f"Authorization: {credentials}",
    ]
    if body is None:
        return "\n".join([*lines, ""])
    return "\n".join([*lines, "Content-Type: application/json", "", _pretty(_shortened(body)), ""])


def _answered(answer: requests.Response) -> str:
    lines = [f"HTTP/1.1 {answer.status_code} {answer.reason}"]
    for name in ("Content-Type", "Location"):
        if name in answer.headers:
            lines.append(f"{name}: {answer.headers[name]}")
    if answer.content:
        lines += ["", _pretty(answer.json())]
    return "\n".join([*lines, ""])


def _shortened(body: dict) -> dict:
    if not body.get("file", {}).get("data"):
        return body
    file = body["file"] | {"data": f"{body['file']['data'][:12]}..."}
    return body | {"file": file}


def _pretty(value) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)


def _steadied(text: str) -> str:
    for kind, (pattern, shown) in _VARYING.items():
        seen = list(dict.fromkeys(pattern.findall(text)))
        if kind == "row":
            seen.reverse()  # the journal tells the newest first
        for place, value in enumerate(seen, start=1):
            text = text.replace(value, shown.format(place))
    return text


def _compare(name: str, exchange: str) -> None:
    path = EXAMPLES / f"{name}.txt"
    if os.environ.get("FARDE_RECORD"):
        path.write_text(exchange, "utf-8")
    assert path.is_file(), f"{path.name} was never recorded: FARDE_RECORD=1 pytest tests/docs"
    assert path.read_text("utf-8") == exchange, f"{path.name} changed: was it meant?"
