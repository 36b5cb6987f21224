"""A deposit is kept before anything else is asked; bad input is refused with a remedy."""

import hashlib

import pytest
from plone import api

from farde.access import protection
from farde.capture import deposits, operations
from farde.capture.errors import AlreadyFiled, MissingFile, UnknownBatch
from farde.core import outbox
from farde.core.errors import Refusals
from farde.document import text
from world import DAY, small_scan

FILING = {"document_type": "attestations-emploi", "received_on": "2026-03-02"}


def faults(raw) -> dict[str, str]:
    with pytest.raises(Refusals) as refused:
        operations.parse_filing(raw)
    return {one.field: type(one).__name__ for one in refused.value.each()}


def test_a_deposit_keeps_and_hashes_the_untouched_bytes(world):
    data = small_scan()
    with world.as_user("scan1"):
        batch = operations.deposit(data, "courrier.png")
    assert batch.file.data == data
    assert batch.sha256 == hashlib.sha256(data).hexdigest()


def test_a_file_name_that_tells_a_name_is_not_kept(world):
    with world.as_user("scan1"):
        batch = operations.deposit(small_scan(), "amina-exemple.png")
    assert batch.file.filename == "document.png"
    assert "amina" not in batch.absolute_url()


def test_filing_moves_the_file_into_the_dossier_and_leaves_a_trace(world):
    dossier = world.dossier()
    with world.as_user("scan1"):
        batch = operations.deposit(small_scan())
        [document] = operations.file_in_all(
            batch, *operations.parse_filing(FILING | {"dossier": dossier.getId()})
        )
    assert document.__parent__ == dossier
    assert document.sha256 == batch.sha256
    assert document.received_on == DAY
    assert batch.file is None and batch.document_uid == document.UID()


def test_a_deposit_is_filed_once(world):
    dossier = world.dossier()
    batch = operations.deposit(small_scan())
    filing = operations.parse_filing(FILING | {"dossier": dossier.getId()})
    operations.file_in_all(batch, *filing)
    with pytest.raises(AlreadyFiled):
        operations.file_in_all(batch, *filing)


def test_every_filed_document_waits_to_be_read(world):
    document = world.document(world.dossier())
    assert text.recognition(document).state == "waiting"
    assert outbox.get(f"farde.recognise:{document.UID()}") is not None


def test_every_field_at_fault_is_named_at_once(world):
    assert faults({"document_type": "inconnu"}) == {
        "dossier": "MissingDossier",
        "document_type": "UnknownType",
        "received_on": "MissingReceipt",
    }


@pytest.mark.parametrize(
    ("given", "field", "refusal"),
    [
        ({"document_type": ""}, "document_type", "MissingType"),
        ({"document_kind": "inconnu"}, "document_kind", "UnknownKind"),
        ({"document_kind": "acte-de-mariage"}, "document_kind", "KindOfOtherType"),
        ({"received_on": ""}, "received_on", "MissingReceipt"),
        ({"received_on": "2999-01-01"}, "received_on", "FutureReceipt"),
        ({"received_on": "hier"}, "received_on", "InvalidDay"),
        ({"direction": "sideways"}, "direction", "UnknownChoice"),
        ({"channel": "pigeon"}, "channel", "UnknownChoice"),
    ],
)
def test_a_wrong_profile_is_refused_by_its_field(world, given, field, refusal):
    raw = FILING | {"dossier": world.dossier().getId()} | given
    assert faults(raw) == {field: refusal}


def test_no_file_at_all_is_refused(world):
    with pytest.raises(MissingFile):
        operations.deposit(b"")


def test_the_capture_team_finds_a_dossier_by_name_number_or_niss(world):
    from farde.dossier import operations as dossiers

    dossier = world.dossier()
    for query in ("exemple", "Amina Ex", dossier.getId(), "85.07.30-033.28", "85073003328"):
        assert [hit.number for hit in dossiers.find(query)] == [dossier.getId()], query
    assert dossiers.find("85073003329") == []


def test_what_could_not_be_read_is_shown_and_can_be_read_again(world):
    document = world.document(world.dossier())
    text.recognition(document).state = "unreadable"
    document.reindexObject(idxs=["recognition_state"])
    assert [one.document_uid for one in deposits.unreadable()] == [document.UID()]
    operations.repeat_recognition(document.UID())
    assert deposits.unreadable() == []
    with pytest.raises(UnknownBatch):
        operations.repeat_recognition(document.UID())


def test_a_deposit_of_somebody_else_is_unknown_to_an_external_system(world):
    with world.as_user("scan1"):
        batch = operations.deposit(small_scan())
    with world.as_user("external1"), pytest.raises(UnknownBatch):
        operations.batch(batch.getId())
    with world.as_user("external1"):
        own = operations.deposit(small_scan())
        assert operations.batch(own.getId()).getId() == own.getId()
        assert [one.id for one in deposits.latest()] == [own.getId()]


def test_deposits_do_not_tell_of_a_dossier_that_is_protected_later(world):
    dossier = world.dossier()
    with world.as_user("scan1"):
        batch = operations.deposit(small_scan())
        filing = operations.parse_filing(FILING | {"dossier": dossier.getId()})
        [document] = operations.file_in_all(batch, *filing)
        [filing] = deposits.receipt(batch.getId()).filings
        assert filing.number == dossier.getId()
    text.recognition(document).state = "unreadable"
    document.reindexObject(idxs=["recognition_state"])
    protection.protect(dossier.UID(), ["caseworker1"])
    with world.as_user("scan1"):
        told = deposits.receipt(batch.getId())
        assert told.state == "filed"
        assert (told.filings, told.document_uid, told.document_type) == ((), "", "")
        assert deposits.unreadable() == []
        with pytest.raises(UnknownBatch):
            operations.repeat_recognition(document.UID())


def test_the_thesaurus_of_the_centre_is_verbatim(world):
    catalog = api.portal.get_tool("portal_catalog")
    assert len(catalog.unrestrictedSearchResults(portal_type="DocumentType")) == 26
    assert len(catalog.unrestrictedSearchResults(portal_type="DocumentKind")) == 15


def test_the_front_desk_follows_its_own_deposits_and_nobody_elses(world):
    with world.as_user("scan1"):
        operations.deposit(small_scan())
    with world.as_user("frontdesk1"):
        own = operations.deposit(small_scan())
        assert [one.id for one in deposits.latest()] == [own.getId()]
