"""The examples of the REST reference are what the product answers; a change has to be meant."""

import base64
from datetime import timedelta

from freezegun import freeze_time

from farde.access.journal import operations as journal
from farde.access.signin import operations as accounts
from farde.core import clock
from farde.demo import broken
from farde.document.parallel import counting
from reading import Reader
from world import small_scan


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


def test_a_deposit_is_sent_again_with_its_key(example):
    body = {"files": [_sent(small_scan("Recto")), _sent(small_scan("Verso"))]}
    body |= {"channel": "mail", "station": "accueil", "sender": "ONEM", "received_on": "2026-03-02"}
    key = {"Idempotency-Key": "6f1c2a0e-lot-0042"}
    example("capture-files", "external1", "POST", "@capture", body, **key)
    other = body | {"files": [_sent(small_scan("Autre"))]}
    example("capture-key-reused", "external1", "POST", "@capture", other, **key)


def test_a_large_file_is_announced_and_followed(example, tmp_path, monkeypatch):
    monkeypatch.setenv("FARDE_VAR", str(tmp_path))
    tus = {"Tus-Resumable": "1.0.0"}
    said = {
        "Upload-Length": "48000000",
        "Upload-Metadata": "filename c2Nhbi5wZGY=,channel bWFpbA==",
    }
    begun = example("upload-begin", "external1", "POST", "capture/@tus-upload", None, **tus, **said)
    path = begun.headers["Location"].partition("/capture/")[2]
    example("upload-ask", "external1", "HEAD", f"capture/{path}", None, **tus)
    example("upload-unclear", "external1", "POST", "capture/@tus-upload", None, **tus)


def test_what_went_past_the_capture_line_is_counted(example, number, monkeypatch):
    monkeypatch.setattr(counting, "MONTHS", 2)
    with freeze_time("2026-03-02 08:00"):
        body = {"@type": "CaseDocument"} | _filing(number)
        del body["dossier"]
        example("content-post", "external1", "POST", f"dossiers/{number}", body)
        example("parallel-circuit", "supervisor1", "GET", "@parallel-circuit")


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
