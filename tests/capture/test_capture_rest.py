"""Deposits by external systems, through plone.restapi, over real HTTP."""

import base64

import pytest
import requests

from farde.demo import broken
from world import PASSWORD, small_scan

EXTERNAL = ("external1", PASSWORD)


def sent(data: bytes = b"", filename: str = "scan.png") -> dict:
    data = data or small_scan()
    return {"data": base64.b64encode(data).decode(), "encoding": "base64", "filename": filename}


def post(world, path: str, body: dict, auth=EXTERNAL) -> requests.Response:
    return requests.post(
        f"{world.portal.absolute_url()}/{path}",
        json=body,
        auth=auth,
        headers={"Accept": "application/json", "Accept-Language": "fr"},
        timeout=30,
    )


def get(world, path: str, auth=EXTERNAL) -> requests.Response:
    return requests.get(
        f"{world.portal.absolute_url()}/{path}",
        auth=auth,
        headers={"Accept": "application/json"},
        timeout=30,
    )


@pytest.fixture
def number(served_world) -> str:
    dossier = served_world.dossier()
    served_world.commit()
    return dossier.getId()


def filing(number: str, **given) -> dict:
    return {
        "file": sent(),
        "dossier": number,
        "document_type": "attestations-emploi",
        "received_on": "2026-03-02",
    } | given


def test_a_file_alone_goes_into_the_queue(served_world):
    answer = post(served_world, "@capture", {"file": sent()})
    assert answer.status_code == 202
    assert answer.json()["state"] == "received"
    told = get(served_world, f"@capture/{answer.json()['id']}").json()
    assert told["state"] == "received"


def test_a_file_with_its_profile_is_filed_at_once(served_world, number):
    answer = post(served_world, "@capture", filing(number)).json()
    assert answer["state"] == "filed"
    assert answer["document"]["@id"].startswith(
        f"{served_world.portal.absolute_url()}/dossiers/{number}/"
    )


def test_a_deposit_is_filed_later(served_world, number):
    batch = post(served_world, "@capture", {"file": sent()}).json()
    answer = post(served_world, f"capture/{batch['id']}/@file", filing(number))
    assert answer.status_code == 201
    assert post(served_world, f"capture/{batch['id']}/@file", filing(number)).status_code == 409


@pytest.mark.parametrize(
    ("file", "refusal"),
    [
        (sent(b"", "vide.pdf") | {"data": ""}, "EmptyFile"),
        (sent(broken.text_named_pdf(), "lettre.pdf"), "DisguisedFile"),
        (sent(broken.truncated_pdf(), "lettre.pdf"), "TruncatedFile"),
        (sent(broken.truncated_jpeg(), "photo.jpg"), "TruncatedFile"),
        (sent(broken.encrypted_pdf(), "secret.pdf"), "EncryptedFile"),
        ({"data": "***", "encoding": "base64", "filename": "x.pdf"}, "MalformedFile"),
        (None, "MissingFile"),
    ],
)
def test_a_bad_file_is_refused_with_field_and_remedy(served_world, number, file, refusal):
    answer = post(served_world, "@capture", filing(number, file=file))
    assert answer.status_code == 400
    told = answer.json()
    assert told["type"] == refusal
    assert told["errors"][0]["field"] == "file"
    assert told["errors"][0]["remedy"]


def test_a_bad_profile_is_refused_with_every_field(served_world, number):
    answer = post(served_world, "@capture", filing(number, document_type="rien", received_on=""))
    assert answer.status_code == 400
    assert {one["field"] for one in answer.json()["errors"]} == {"document_type", "received_on"}


def test_later_deposits_go_on_after_a_bad_one(served_world, number):
    post(served_world, "@capture", filing(number, file=sent(b"%PDF-1.4 non", "x.pdf")))
    assert post(served_world, "@capture", filing(number)).status_code == 202


def test_plone_restapis_own_content_endpoint_files_too(served_world, number):
    body = filing(number, **{"@type": "CaseDocument"})
    body["direction"], body["channel"] = "incoming", "api"
    answer = post(served_world, f"dossiers/{number}", body)
    assert answer.status_code == 201
    assert answer.json()["sha256"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"file": sent(b"texte simple", "lettre.pdf")}, "file"),
        ({"document_type": "rien"}, "document_type"),
        ({"received_on": None}, "received_on"),
    ],
)
def test_the_content_endpoint_refuses_by_field(served_world, number, given, field):
    answer = post(
        served_world, f"dossiers/{number}", filing(number, **{"@type": "CaseDocument"} | given)
    )
    assert answer.status_code == 400
    assert field in answer.text


def test_a_person_with_a_wrong_niss_is_refused(served_world):
    person = {"@type": "Person", "first_name": "An", "last_name": "Voorbeeld", "language": "nl"}
    answer = post(served_world, "persons", person | {"niss": "85073003329"})
    assert answer.status_code == 400 and "niss" in answer.text
    assert post(served_world, "persons", person | {"niss": "85.07.30-033.28"}).status_code == 201


def test_a_caseworker_may_not_use_the_capture_endpoint(served_world, number):
    auth = ("caseworker2", PASSWORD)
    assert post(served_world, "@capture", filing(number), auth).status_code == 401


def test_an_external_system_does_not_read_what_it_has_filed(served_world, number):
    answer = post(served_world, "@capture", filing(number)).json()
    path = answer["document"]["@id"].removeprefix(served_world.portal.absolute_url() + "/")
    assert get(served_world, path).status_code in (401, 404)
