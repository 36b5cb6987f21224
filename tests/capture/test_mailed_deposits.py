"""What was mailed is prepared as any deposit; the message itself is kept with its letter."""

import pytest
from plone import api

import letters
from farde.capture import operations, preparing, sources, work
from farde.document.profile import Profile
from world import DAY

TYPE = "attestations-emploi"


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    monkeypatch.setenv("FARDE_VAR", str(tmp_path))


def prepared(world, data: bytes, content_type: str = "message/rfc822"):
    batch = operations.deposit(data, "", content_type, "email")
    world.commit()
    preparing.PrepareDeposit()(batch.UID())
    return batch


@pytest.fixture
def mailed(served_world):
    """A message with a scan."""
    message = letters.attach(letters.letter(), letters.scan(), "carte.png", "image/png")
    return prepared(served_world, message.as_bytes())


def test_letter_and_pieces_wait_at_the_desk_as_parts_of_one_deposit(mailed):
    assert api.content.get_state(mailed) == "prepared"
    found = sources.of(mailed)
    assert [one.kind for one in found] == ["eml", "pdf", "png"]
    assert [one.made_from for one in found] == ["", "s1", "s1"]
    parts = work.of(mailed).plan.parts
    assert [[str(page.leaf) for page in part.pages] for part in parts] == [["s2-1"], ["s3-1"]]


def test_the_letter_is_filed_with_the_message_it_was_made_from(served_world, mailed):
    dossier = served_world.dossier()
    first, second = work.of(mailed).plan.parts
    raw = mailed.file.data
    with served_world.as_user("scan1"):
        [letter] = operations.file_part(mailed, first.id, [dossier], Profile(TYPE, DAY))
        [piece] = operations.file_part(mailed, second.id, [dossier], Profile(TYPE, DAY))
    assert letter.original.data == raw and letter.original.filename == "original.eml"
    assert piece.original is None and piece.file.data == letters.scan()
    assert sources.of(mailed) == ()


def test_an_office_file_is_filed_as_its_pages_with_the_file_itself(served_world):
    batch = prepared(served_world, letters.RTF, "application/msword")
    dossier = served_world.dossier()
    with served_world.as_user("scan1"):
        document = operations.file_batch(batch, dossier, Profile(TYPE, DAY))
    assert document.file.contentType == "application/pdf"
    assert document.original.data == letters.RTF
    assert document.original.filename == "original.rtf"


def test_an_office_file_that_asks_for_a_password_is_left_to_a_person(served_world):
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    batch = prepared(served_world, locked, "")
    assert api.content.get_state(batch) == "blocked"
    assert work.of(batch).reason == "EncryptedFile"
    assert batch.file.data == locked
