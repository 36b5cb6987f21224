"""Exchanges with the REST services, as the reference shows them and the tests compare them.

``FARDE_RECORD=1 pytest tests/docs`` writes them anew.
"""

import json
import os
import re
from pathlib import Path

import requests

from world import PASSWORD

EXAMPLES = Path(__file__).parents[1] / "docs" / "reference" / "rest-examples"
_SITE = "http://localhost:8080"
#: What differs from run to run, and what the reference shows in its place, counted up.
_VARYING = {
    "aid": (re.compile(r"\baid-[2-9a-z]{12}\b"), "aid-{:0>12}"),
    "batch": (re.compile(r"\bb-[2-9a-z]{12}\b"), "b-{:0>12}"),
    "document": (re.compile(r"\bd-[2-9a-z]{12}\b"), "d-{:0>12}"),
    "followup": (re.compile(r"\b(?:ticket|signal)-[0-9a-f]{20}\b"), "followup-{}"),
    "incident": (re.compile(r"\bincident-[0-9a-f]{20}\b"), "incident-{:0>20}"),
    "proposal": (re.compile(r"\bp-[2-9a-z]{12}\b"), "p-{:0>12}"),
    "sha256": (re.compile(r"\b[0-9a-f]{64}\b"), "{:0>64}"),
    "uid": (re.compile(r"\b[0-9a-f]{32}\b"), "{:0>32}"),
    "number": (re.compile(r"\b20\d\d-\d{6}\b"), "2026-{:0>6}"),
    # A line of the journal; the row of the signal table is always the same.
    "row": (
        re.compile(r'"number": [0-9]+,(?!\s*"(?:other_actions|removed)")'),
        '"number": 18420{},',
    ),
    "version": (re.compile(r"\bv-\d{8}T\d{12}\b"), "v-20260302T083000{:0>6}"),
    "rows": (re.compile(r'"rows": [0-9]+'), '"rows": 184203'),
    "instant": (
        re.compile(r"\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:[+-]\d\d:\d\d|Z)?"),
        "2026-03-02T09:30:00+01:00",
    ),
}


def recorder(base: str):
    """Return a function that makes a request and compares the exchange with its recording."""

    def make(
        name: str,
        user: str,
        method: str,
        path: str,
        body: dict | None = None,
        *,
        token: str = "",
        **headers: str,
    ) -> requests.Response:
        bearer = {"Authorization": f"Bearer {token}"} if token else {}
        answer = requests.request(
            method,
            f"{base}/{path}",
            json=body,
            auth=None if token else (user, PASSWORD),
            headers={"Accept": "application/json", "Accept-Language": "fr"} | headers | bearer,
            timeout=30,
        )
        shown = {"Authorization": "Bearer farde_t-..." if token else f"Basic ({user})"} | headers
        exchange = f"{_asked(shown, method, path, body)}\n{_answered(answer)}"
        exchange = exchange.replace(base, f"{_SITE}/farde").replace(base.rpartition("/")[0], _SITE)
        _compare(name, _steadied(exchange))
        return answer

    return make


def _asked(headers: dict, method: str, path: str, body: dict | None) -> str:
    lines = [
        f"{method} /farde/{path} HTTP/1.1",
        "Accept: application/json",
        "Accept-Language: fr",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    if body is None:
        return "\n".join([*lines, ""])
    return "\n".join([*lines, "Content-Type: application/json", "", _pretty(_shortened(body)), ""])


def _answered(answer: requests.Response) -> str:
    lines = [f"HTTP/1.1 {answer.status_code} {answer.reason}"]
    for name in ("Content-Type", "ETag", "Location", "Upload-Offset", "Upload-Length"):
        if name in answer.headers:
            lines.append(f"{name}: {answer.headers[name]}")
    if answer.content:
        lines += ["", _pretty(answer.json())]
    return "\n".join([*lines, ""])


def _shortened(body: dict) -> dict:
    if "files" in body:
        return body | {"files": [_shortened({"file": one})["file"] for one in body["files"]]}
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
