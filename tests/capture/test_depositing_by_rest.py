"""Programs deposit: several files at once, large ones in parts, and the same one only once."""

import base64
import hashlib

import pytest
import requests

from farde.access import protection
from farde.capture import operations, sources
from farde.capture.channels import tus
from farde.capture.deposits import queue
from world import PASSWORD, small_scan

EXTERNAL = ("external1", PASSWORD)
TUS = {"Tus-Resumable": "1.0.0", "Accept": "application/json"}


@pytest.fixture(autouse=True)
def var(tmp_path, monkeypatch):
    monkeypatch.setenv("FARDE_VAR", str(tmp_path))


def encoded(data: bytes, filename: str = "scan.png") -> dict:
    return {"data": base64.b64encode(data).decode(), "encoding": "base64", "filename": filename}


def call(world, method: str, path: str, auth=EXTERNAL, **options) -> requests.Response:
    headers = {"Accept": "application/json", "Accept-Language": "fr"} | options.pop("headers", {})
    address = path if path.startswith("http") else f"{world.portal.absolute_url()}/{path}"
    return requests.request(
        method, address, auth=auth, headers=headers, timeout=60, allow_redirects=False, **options
    )


def batches(world) -> list:
    world.portal._p_jar.sync()
    return [*queue().objectValues()]


def test_several_files_are_one_deposit(served_world):
    files = [small_scan("un"), small_scan("deux")]
    body = {"files": [encoded(one) for one in files], "station": "accueil", "sender": "ONEM"}
    answer = call(served_world, "POST", "@capture", json=body | {"received_on": "2026-03-02"})
    assert answer.status_code == 202
    [batch] = batches(served_world)
    assert [one.file.data for one in sources.of(batch)] == files
    assert (batch.about.station, batch.about.sender) == ("accueil", "ONEM")
    assert batch.about.received_on.isoformat() == "2026-03-02"


def test_uploaded_files_of_a_form_are_one_deposit(served_world):
    files = [("files", ("a.png", small_scan("un"))), ("files", ("b.png", small_scan("deux")))]
    answer = call(served_world, "POST", "@capture", files=files, data={"channel": "counter"})
    assert answer.status_code == 202, answer.text
    [batch] = batches(served_world)
    assert (batch.channel, len(sources.of(batch))) == ("counter", 2)


def test_the_same_key_makes_one_deposit_and_is_told_of_it_again(served_world):
    def sent(data, key="3f0c"):
        headers = {"Idempotency-Key": key}
        return call(served_world, "POST", "@capture", json={"file": encoded(data)}, headers=headers)

    first, again = sent(small_scan()), sent(small_scan())
    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json() == again.json() and len(batches(served_world)) == 1
    assert sent(small_scan("autre")).json()["type"] == "KeyReused"
    assert sent(small_scan(), key="k" * 201).json()["type"] == "LongKey"
    assert sent(small_scan(), key="other").json()["id"] != first.json()["id"]


def test_a_filing_that_is_sent_again_with_its_key_tells_of_the_document_it_made(served_world):
    number = served_world.dossier().getId()
    served_world.commit()
    body = {
        "file": encoded(small_scan()),
        "dossier": number,
        "document_type": "attestations-emploi",
        "received_on": "2026-03-02",
    }
    told = [
        call(served_world, "POST", "@capture", json=body, headers={"Idempotency-Key": "7b"}).json()
        for _ in range(2)
    ]
    assert told[0] == told[1] and told[0]["state"] == "filed"
    assert len(batches(served_world)) == 1


@pytest.mark.parametrize("who", ["frontdesk1", "external1"])
def test_who_may_not_know_where_it_was_filed_is_not_told_by_sending_it_again(served_world, who):
    def sent():
        headers = {"Idempotency-Key": "9c"}
        body = {"file": encoded(small_scan())}
        answer = call(served_world, "POST", "@capture", (who, PASSWORD), json=body, headers=headers)
        return answer.json()

    dossier = served_world.dossier()
    served_world.commit()
    batch_id = sent()["id"]
    served_world.portal._p_jar.sync()
    with served_world.as_user("scan1"):
        raw = {"dossier": dossier.getId(), "document_type": "attestations-emploi"}
        filing = operations.parse_filing(raw | {"received_on": "2026-03-02"})
        operations.file_in_all(operations.batch(batch_id), *filing)
    protection.deny(dossier.UID(), "external1")
    served_world.commit()
    again = sent()
    assert again["state"] == "filed"
    assert dossier.getId() not in str(again)


def test_a_key_is_its_owners_own(served_world):
    ids = set()
    for auth in (EXTERNAL, ("scan1", PASSWORD)):
        answer = call(
            *(served_world, "POST", "@capture", auth),
            json={"file": encoded(small_scan())},
            headers={"Idempotency-Key": "same"},
        )
        ids.add(answer.json()["id"])
    assert len(ids) == 2


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"channel": "Amina Exemple"}, "channel"),
        ({"received_on": "hier"}, "received_on"),
        ({"received_on": "2999-01-01"}, "received_on"),
        ({"for_dossier": "2001-000001"}, "for_dossier"),
    ],
)
def test_what_a_program_says_of_a_file_is_checked(served_world, given, field):
    answer = call(served_world, "POST", "@capture", json={"file": encoded(small_scan())} | given)
    assert answer.status_code in (400, 404)
    assert answer.json()["errors"][0]["field"] in (field, "dossier")
    assert batches(served_world) == []


def test_who_only_deposits_finds_no_dossier_out(served_world):
    body = {"file": encoded(small_scan()), "for_dossier": "2001-000001"}
    answer = call(served_world, "POST", "@capture", ("frontdesk1", PASSWORD), json=body)
    assert answer.status_code == 403
    assert answer.json()["errors"][0]["field"] == "for_dossier"


def test_who_may_file_is_told_of_the_parts(served_world):
    batch = call(served_world, "POST", "@capture", json={"file": encoded(small_scan())}).json()
    told = call(served_world, "GET", f"@capture/{batch['id']}").json()
    assert [(part["pages"], part["state"]) for part in told["parts"]] == [(1, "open")]
    assert told["discarded_pages"] == 0


def announced(world, data: bytes, auth=EXTERNAL, **said) -> requests.Response:
    pairs = {"filename": "amina-exemple.png"} | said
    metadata = ",".join(f"{n} {base64.b64encode(v.encode()).decode()}" for n, v in pairs.items())
    headers = TUS | {"Upload-Length": str(len(data)), "Upload-Metadata": metadata}
    return call(world, "POST", "capture/@tus-upload", auth, headers=headers)


def part(world, where: str, data: bytes, offset: int, auth=EXTERNAL) -> requests.Response:
    headers = TUS | {
        "Upload-Offset": str(offset),
        "Content-Type": "application/offset+octet-stream",
    }
    return call(world, "PATCH", where, auth, data=data, headers=headers)


def test_a_large_file_arrives_in_parts_and_goes_on_where_it_stopped(served_world):
    data = small_scan()
    begun = announced(served_world, data, channel="counter", station="borne")
    assert begun.status_code == 201 and begun.headers["Upload-Expires"]
    where = begun.headers["Location"]
    assert part(served_world, where, data[:100], 0).headers["Upload-Offset"] == "100"
    assert part(served_world, where, data[50:], 50).status_code == 409
    asked = call(served_world, "HEAD", where, headers=TUS)
    assert (asked.headers["Upload-Offset"], asked.headers["Upload-Length"]) == (
        *("100", str(len(data))),
    )
    assert batches(served_world) == []
    last = part(served_world, where, data[100:], 100)
    assert last.status_code == 204
    [batch] = batches(served_world)
    assert last.headers["Location"] == batch.absolute_url()
    assert batch.sha256 == hashlib.sha256(data).hexdigest()
    assert (batch.channel, batch.about.station) == ("counter", "borne")
    assert batch.Creator() == "external1"
    assert call(served_world, "HEAD", where, headers=TUS).status_code == 404
    assert not any(tus.folder().iterdir())


def test_the_last_part_is_written_once_however_often_it_is_tried(served_world, monkeypatch):
    from ZODB.POSException import ConflictError

    tries, made = [], operations.deposit_once

    def conflicts(*args):
        tries.append(args)
        if len(tries) == 1:
            raise ConflictError
        return made(*args)

    monkeypatch.setattr(operations, "deposit_once", conflicts)
    data = small_scan()
    where = announced(served_world, data).headers["Location"]
    assert part(served_world, where, data, 0).status_code == 204
    assert len(tries) == 2
    [batch] = batches(served_world)
    assert batch.sha256 == hashlib.sha256(data).hexdigest()


def test_a_file_that_is_refused_is_refused_in_parts_too(served_world):
    where = announced(served_world, b"%PDF-1.4 rien").headers["Location"]
    answer = part(served_world, where, b"%PDF-1.4 rien", 0)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == "file"


def test_an_upload_is_its_senders_own(served_world):
    where = announced(served_world, small_scan()).headers["Location"]
    other = ("scan1", PASSWORD)
    assert call(served_world, "HEAD", where, other, headers=TUS).status_code == 404
    assert part(served_world, where, b"x", 0, other).status_code == 404
    assert call(served_world, "DELETE", where, other, headers=TUS).status_code == 404
    assert call(served_world, "DELETE", where, headers=TUS).status_code == 204
    assert call(served_world, "HEAD", where, headers=TUS).status_code == 404


def test_who_may_not_deposit_begins_no_upload(served_world):
    answer = announced(served_world, small_scan(), ("caseworker2", PASSWORD))
    assert answer.status_code in (401, 404)
    assert not tus.folder().exists()


@pytest.mark.parametrize(
    ("headers", "refusal"),
    [
        ({"Tus-Resumable": "0.2"}, "UploadVersion"),
        ({"Upload-Length": "much"}, "UploadUnclear"),
        ({"Upload-Length": str(tus.LARGEST + 1)}, "UploadTooLarge"),
        ({"Upload-Length": "9", "Upload-Metadata": "filename ***"}, "UploadUnclear"),
        ({"Upload-Length": "9", "Upload-Metadata": "channel eA=="}, "UnknownChoice"),
    ],
)
def test_what_is_not_tus_is_refused_before_anything_is_sent(served_world, headers, refusal):
    answer = call(served_world, "POST", "capture/@tus-upload", headers=TUS | headers)
    assert answer.json()["type"] == refusal


def test_a_program_can_ask_what_is_spoken(served_world):
    answer = call(served_world, "OPTIONS", "capture/@tus-upload")
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert "creation" in answer.headers["Tus-Extension"]


def test_what_waits_for_its_rest_is_read_by_the_server_alone(served_world):
    announced(served_world, small_scan())
    assert tus.folder().stat().st_mode & 0o077 == 0
    assert len(list(tus.folder().iterdir())) == 2


def test_a_refused_question_about_an_upload_leaves_the_line_clean(served_world):
    served_world.commit()
    address = f"{served_world.portal.absolute_url()}/capture/@tus-upload"
    with requests.Session() as line:
        line.auth, line.headers = EXTERNAL, TUS
        assert line.head(f"{address}/{'0' * 32}", timeout=30).status_code == 404
        assert line.options(address, timeout=30).status_code == 204
