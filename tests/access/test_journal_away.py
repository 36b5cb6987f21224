"""When the journal cannot be kept nothing is read, unless the centre says that reading goes on."""

import pytest
import transaction
from plone import api

from farde.access.journal import operations, store
from farde.access.journal.errors import JournalUnavailable
from farde.access.journal.settings import PREFIX
from reading import Reader, page_address, recognised, rows


@pytest.fixture
def dossier(served_world):
    dossier = served_world.dossier()
    served_world.commit()
    return dossier


@pytest.fixture
def document(served_world, dossier, tmp_path):
    """A document that was filed and read while the journal was there."""
    document = served_world.document(dossier)
    recognised(document, tmp_path)
    served_world.commit()
    return document


@pytest.fixture
def away(monkeypatch, tmp_path):
    """The journal lies on a disk that is not there."""
    here = store.address()
    monkeypatch.setenv("FARDE_JOURNAL_URL", f"sqlite:///{tmp_path}/missing/journal.sqlite")
    return lambda: monkeypatch.setenv("FARDE_JOURNAL_URL", here)


@pytest.fixture
def lenient(served_world):
    api.portal.set_registry_record(f"{PREFIX}.stop_reading", False)
    served_world.commit()


def test_a_page_is_not_read_and_says_why(served_world, dossier, away):
    answer = Reader(served_world, "caseworker1").get(dossier.absolute_url())
    assert answer.status_code == 503
    assert "Consultation suspendue" in answer.text
    assert "prévenez l'administrateur" in answer.text.replace("&#x27;", "'").replace("&#39;", "'")
    assert "Exemple" not in answer.text and dossier.getId() not in answer.text


def test_an_application_is_told_in_the_envelope_of_refusals(served_world, dossier, away):
    answer = Reader(served_world, "caseworker1", "application/json").get(dossier.absolute_url())
    assert answer.status_code == 503
    assert answer.json()["type"] == "JournalUnavailable"
    assert answer.json()["errors"][0]["remedy"]
    assert "Exemple" not in answer.text


def test_a_picture_is_not_read(served_world, document, away):
    answer = Reader(served_world, "caseworker1").get(page_address(document, "large/dump_1.jpg"))
    assert answer.status_code == 503


def test_what_is_nobodys_dossier_goes_on(served_world, dossier, away):
    assert Reader(served_world, "caseworker1").get("@@inbox").status_code == 200


def test_what_is_hidden_stays_not_found(served_world, dossier, away):
    assert Reader(served_world, "caseworker2").get(dossier.absolute_url()).status_code == 404


def test_reading_goes_on_where_the_centre_says_so_and_the_gap_is_noted_later(
    served_world, dossier, away, lenient
):
    reader = Reader(served_world, "caseworker1")
    assert reader.get(dossier.absolute_url()).status_code == 200
    assert reader.get(dossier.absolute_url()).status_code == 200
    assert operations.missed() == 2
    away()
    assert reader.get(dossier.absolute_url()).status_code == 200
    assert operations.missed() == 0
    assert rows(action="gap")[-1].detail == "missed=2"
    assert [row.action for row in rows(dossier_uid=dossier.UID())] == ["view"]


def test_a_change_that_cannot_be_noted_does_not_take_place(served_world, dossier, away):
    entry = operations.Entry(action="transfer", who="supervisor1", dossier_uid=dossier.UID())
    dossier.caseworker = "caseworker2"
    operations.record_on_commit([entry])
    with pytest.raises(JournalUnavailable):
        transaction.commit()
    transaction.abort()
    assert dossier.caseworker == "caseworker1"
