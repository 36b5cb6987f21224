"""One deposit for several persons: filed in each dossier or in none, and no dossier tells."""

import base64

import pytest
import requests
from plone import api

from farde.capture import operations
from farde.capture.recognition_task import RecogniseDocument
from farde.core.errors import Refusal
from farde.document import operations as documents
from farde.document import pages, text
from farde.document.errors import NoteWithoutAuthor
from farde.document.profile import Profile
from farde.tickets import operations as tickets
from reading import recognised
from world import DAY, PASSWORD, small_scan

TYPE = "attestations-etat-civil"


@pytest.fixture
def couple(world) -> list:
    return [world.dossier(), world.dossier(caseworker="caseworker2", niss="")]


def filed(dossiers, **fields) -> list:
    profile = Profile(TYPE, DAY, **fields)
    return operations.file_in_all(operations.deposit(small_scan()), dossiers, profile)


def test_each_dossier_has_its_document_and_is_told_of_it(couple):
    both = filed(couple)
    assert [documents.dossier_of(one) for one in both] == couple
    for one in both:
        raised = [(brain.portal_type, brain.assignee_role) for brain in tickets.followups(one)]
        assert raised == [("Signal", "caseworker")]


def test_the_bytes_are_stored_once(couple):
    first, second = filed(couple)
    assert first.file._blob is second.file._blob
    assert first.file.data == second.file.data and first.sha256 == second.sha256


def test_each_is_read_by_its_own_caseworker_alone(world, couple):
    first, second = filed(couple)
    for user, mine in (("caseworker1", first), ("caseworker2", second)):
        with world.as_user(user):
            assert world.visible(portal_type="CaseDocument") == [mine.UID()]


def test_reclassifying_one_leaves_the_other(couple):
    first, second = filed(couple)
    documents.reclassify(first, {"document_type": "factures-charges-medicales"}, "Erreur")
    assert second.document_type == TYPE
    assert [brain.review_state for brain in tickets.followups(second)] == ["emitted"]


def test_it_is_filed_in_all_or_in_none(world, couple):
    couple.append(world.dossier(caseworker="", niss=""))
    with pytest.raises(NoteWithoutAuthor):
        filed(couple, confidentiality="c3")
    assert [list(dossier.objectIds()) for dossier in couple] == [[], [], []]


def test_a_number_that_does_not_exist_files_nowhere(couple):
    numbers = [couple[0].getId(), "2026-999999"]
    given = {"document_type": TYPE, "received_on": "2026-03-02", "dossiers": numbers}
    with pytest.raises(Refusal) as refused:
        operations.parse_filing(given)
    assert [one.field for one in refused.value.each()] == ["dossiers.1"]


def test_a_dossier_named_twice_is_one(couple):
    number = couple[0].getId()
    given = {"document_type": TYPE, "received_on": "2026-03-02"}
    found, _ = operations.parse_filing(given | {"dossier": number, "dossiers": [number]})
    assert found == [couple[0]]


@pytest.fixture
def committed_twins(served_world) -> list:
    both = filed([served_world.dossier(), served_world.dossier(niss="")])
    served_world.commit()
    return sorted(both, key=api.content.get_uuid)


def test_what_was_read_of_one_is_taken_over_by_the_other(served_world, committed_twins, tmp_path):
    first, second = committed_twins
    recognised(first, tmp_path)
    served_world.commit()
    RecogniseDocument()(second.UID())
    assert text.recognition(second).state == "done"
    assert text.recognition(second).texts == text.recognition(first).texts
    name = "large/dump_1.jpg"
    assert pages.page_file(second, name) is pages.page_file(first, name)


def test_the_same_bytes_are_not_read_twice_at_once(committed_twins, monkeypatch):
    later = committed_twins[1]
    monkeypatch.setattr("farde.capture.recognition_task.recognise", lambda *a, **k: 1 / 0)
    RecogniseDocument()(later.UID())
    assert text.recognition(later).state == "waiting"


def test_what_is_filed_already_goes_into_another_dossier_too(world, couple):
    document = world.document(couple[0], TYPE)
    twin = documents.file_also(document, couple[1], Profile(TYPE, DAY))
    assert twin.file._blob is document.file._blob
    assert len(tickets.followups(twin)) == len(tickets.followups(document)) == 1


def post(world, path: str, body: dict, user: str = "external1") -> requests.Response:
    return requests.post(
        f"{world.portal.absolute_url()}/{path}",
        json=body,
        auth=(user, PASSWORD),
        headers={"Accept": "application/json"},
        timeout=30,
    )


def test_a_program_files_in_several_and_is_told_of_each(served_world):
    dossiers = [served_world.dossier(), served_world.dossier(niss="")]
    served_world.commit()
    data = base64.b64encode(small_scan()).decode()
    body = {
        "file": {"data": data, "encoding": "base64", "filename": "scan.png"},
        "dossiers": [one.getId() for one in dossiers],
        "document_type": TYPE,
        "received_on": "2026-03-02",
    }
    answer = post(served_world, "@capture", body).json()
    where = [one["document"]["@id"].split("/")[-2] for one in answer["documents"]]
    assert where == [one.getId() for one in dossiers]
    assert all(one["raised"] for one in answer["documents"])
