"""The original of a document is read by those who read the document, and each reading is noted."""

import json

import pytest
from plone.namedfile.file import NamedBlobFile

from farde.document import operations as documents
from farde.document.inspection import inspect
from farde.document.profile import Profile
from reading import Reader, rows
from world import DAY, small_scan

MESSAGE = b"From: Amina Exemple <amina@example.org>\r\nSubject: Attestation\r\n\r\nVoici.\r\n"


@pytest.fixture
def document(served_world):
    scan = NamedBlobFile(data=small_scan(), contentType="image/png", filename="document.png")
    original = NamedBlobFile(data=MESSAGE, contentType="message/rfc822", filename="amina.eml")
    dossier, profile = served_world.dossier(), Profile("attestations-emploi", DAY)
    filed = documents.file_document(dossier, scan, inspect(scan.data), profile, original)
    served_world.commit()
    return filed


def test_the_caseworker_downloads_the_message_as_it_was_received(served_world, document):
    reader = Reader(served_world, "caseworker1")
    page = reader.get(document.absolute_url())
    assert "Original : message reçu (.eml)" in page.text and document.original_sha256 in page.text
    assert "Mis en pages" in page.text and "Fichier d'origine" not in page.text
    answer = reader.get(f"{document.absolute_url()}/@@download/original")
    assert answer.content == MESSAGE
    assert answer.headers["Content-Type"].startswith("message/rfc822")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    said = answer.headers["Content-Disposition"]
    assert said.startswith("attachment") and f"{document.getId()}.eml" in said
    assert [row.action for row in rows(uid=document.UID())] == ["view", "download"]


def test_an_original_is_never_shown_by_the_browser(served_world, document):
    reader = Reader(served_world, "caseworker1")
    assert reader.get(f"{document.absolute_url()}/@@display-file/original").status_code == 404


def test_a_document_that_came_as_a_scan_has_none_to_download(served_world):
    scanned = served_world.document(served_world.dossier())
    served_world.commit()
    reader = Reader(served_world, "caseworker1")
    assert "@@download/original" not in reader.get(scanned.absolute_url()).text
    assert reader.get(f"{scanned.absolute_url()}/@@download/original").status_code == 404


@pytest.mark.parametrize("name", ["caseworker2", "records1", "scan1"])
def test_nobody_else_reaches_it(served_world, document, name):
    reader = Reader(served_world, name)
    for door in ("@@download/original", "@@display-file/original", "@@images/original"):
        assert reader.get(f"{document.absolute_url()}/{door}").status_code == 404


def test_rest_tells_that_there_is_one_and_where(served_world, document):
    reader = Reader(served_world, "caseworker1")
    told = json.loads(reader.get(document.absolute_url(), Accept="application/json").text)
    assert told["original"]["download"] == f"{document.absolute_url()}/@@download/original"
    assert told["original"]["filename"] == "original.eml"
    assert told["original_sha256"] == document.original_sha256
