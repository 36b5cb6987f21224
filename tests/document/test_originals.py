"""A document made from a message or an office file keeps what was received, untouched."""

import hashlib

import pytest
from plone.namedfile.file import NamedBlobFile

from farde.document import also, originals
from farde.document import operations as documents
from farde.document.inspection import inspect
from farde.document.profile import Profile
from world import DAY, small_scan

MESSAGE = b"From: Amina Exemple <amina@example.org>\r\nSubject: Attestation\r\n\r\nVoici.\r\n"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def received(data=MESSAGE, content_type="message/rfc822", filename="exemple amina.eml"):
    return NamedBlobFile(data=data, contentType=content_type, filename=filename)


def file_in(dossiers, original):
    scan = NamedBlobFile(data=small_scan(), contentType="image/png", filename="document.png")
    profile = Profile("attestations-emploi", DAY)
    return documents.file_in_all(dossiers, scan, inspect(scan.data), profile, original)


@pytest.fixture
def first(world):
    return world.dossier()


@pytest.fixture
def second(world):
    return world.dossier(niss="", last_name="Deuxième")


def test_a_document_keeps_the_message_it_was_made_from(first):
    (document,) = file_in([first], received())
    assert document.original.data == MESSAGE
    assert document.original_sha256 == hashlib.sha256(MESSAGE).hexdigest()
    assert document.sha256 != document.original_sha256


def test_the_name_of_an_original_says_nothing_of_anybody(first):
    given = received()
    (document,) = file_in([first], given)
    assert document.original.filename == "original.eml"
    assert given.filename == "exemple amina.eml"


@pytest.mark.parametrize(
    "content_type, name", [(WORD, "original.docx"), ("application/x-unforeseen", "original.bin")]
)
def test_its_extension_is_that_of_its_kind(first, content_type, name):
    (document,) = file_in([first], received(b"PK", content_type, "rapport amina.docx"))
    assert document.original.filename == name


def test_documents_in_several_dossiers_share_the_bytes_of_the_original(first, second):
    one, other = file_in([first, second], received())
    assert one.original is not other.original
    assert one.original._blob is other.original._blob


def test_what_is_filed_in_one_more_dossier_brings_its_original_along(world, first, second):
    with world.as_user("scan1"):
        (filed,) = file_in([first], received())
        twin = also.file_also(filed, second.getId())
    assert twin.original.data == MESSAGE and twin.original_sha256 == filed.original_sha256


def test_what_came_as_a_scan_has_no_original(world, first):
    document = world.document(first)
    assert document.original is None and document.original_sha256 is None
    assert originals.label(document) is None
