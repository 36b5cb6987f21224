"""Every door by which dossier content is read writes one row, whoever built the door."""

import re
from datetime import timedelta

import pytest
import transaction
from freezegun import freeze_time
from ZODB.POSException import ConflictError

from farde.access.journal import operations
from farde.core import clock
from reading import Reader, page_address, recognised, rows

APPLICATION = "application/json"


@pytest.fixture
def dossier(served_world):
    dossier = served_world.dossier()
    served_world.commit()
    return dossier


@pytest.fixture
def document(served_world, dossier, tmp_path):
    with served_world.as_user("scan1"):
        document = served_world.document(dossier)
    recognised(document, tmp_path)
    served_world.commit()
    return document


def said(row):
    return row.action, row.kind, row.channel


#: Address below the document, what is noted, as a page.
DOORS = {
    "": "view",
    "/view": "view",
    "/@@download/file": "download",
    "/@@display-file/file": "download",
    "/@@searchable": "download",
    "/dv-search.json?q=reglement": "lookup",
    "/@@images/file": "preview",
}


@pytest.mark.parametrize("door", DOORS)
def test_a_door_of_a_document_writes_one_row(served_world, document, door):
    answer = Reader(served_world, "caseworker1").get(document.absolute_url() + door)
    assert answer.status_code in (200, 404)
    [row] = rows(uid=document.UID())
    assert said(row) == (DOORS[door], "document", "page")
    assert (row.who, row.dossier_uid) == ("caseworker1", document.__parent__.UID())
    assert row.cause == "holder"


def test_the_page_of_a_dossier_and_that_of_its_person_write_one_row_each(served_world, dossier):
    reader = Reader(served_world, "caseworker1")
    assert reader.get(dossier.absolute_url()).status_code == 200
    person = served_world.portal.persons[dossier.beneficiary]
    assert reader.get(person.absolute_url()).status_code == 200
    found = rows(dossier_uid=dossier.UID())
    assert [said(row) for row in found] == [("view", "dossier", "page"), ("view", "person", "page")]
    assert {row.person_id for row in found} == {dossier.beneficiary}


@pytest.mark.parametrize("part", ["large/dump_1.jpg", "small/dump_2.jpg", "text/dump_1.txt"])
def test_a_picture_or_text_of_a_page_writes_one_row(served_world, document, part):
    answer = Reader(served_world, "caseworker1").get(page_address(document, part))
    assert answer.status_code == 200
    assert [said(row) for row in rows(uid=document.UID())] == [("preview", "document", "page")]


def test_turning_through_a_document_is_one_row_and_again_later_another(served_world, document):
    reader = Reader(served_world, "caseworker1")
    parts = ["large/dump_1.jpg", "large/dump_2.jpg", "small/dump_1.jpg", "text/dump_2.txt"]
    for part in parts:
        reader.get(page_address(document, part))
    assert len(rows(uid=document.UID())) == 1
    Reader(served_world, "supervisor1").get(page_address(document, parts[0]))
    assert len(rows(uid=document.UID())) == 2
    later = clock.now() + operations.ONCE_WITHIN + timedelta(seconds=1)
    with freeze_time(later):
        reader.get(page_address(document, parts[0]))
    assert [row.who for row in rows(uid=document.UID())] == [
        "caseworker1",
        "supervisor1",
        "caseworker1",
    ]


def test_an_application_that_asks_for_json_writes_a_row(served_world, document):
    reader = Reader(served_world, "caseworker1", APPLICATION)
    assert reader.get(document.absolute_url()).json()["@type"] == "CaseDocument"
    assert [said(row) for row in rows(uid=document.UID())] == [("rest", "document", "rest")]


@pytest.mark.parametrize(
    "address",
    [
        "@search?portal_type=CaseDocument&fullobjects=1&UID={uid}",
        "dossiers/{number}?fullobjects=1",
        "dossiers/{number}/@search?fullobjects=1",
    ],
)
def test_content_handed_out_in_full_in_a_list_writes_a_row_each(served_world, document, address):
    number = document.__parent__.getId()
    reader = Reader(served_world, "caseworker1", APPLICATION)
    answer = reader.get(address.format(uid=document.UID(), number=number))
    assert document.sha256 in answer.text
    assert [said(row) for row in rows(uid=document.UID())] == [("rest", "document", "rest")]


def test_a_list_without_full_objects_reads_no_document(served_world, document):
    Reader(served_world, "caseworker1", APPLICATION).get("@search?portal_type=CaseDocument")
    assert rows(uid=document.UID()) == []


def test_the_namespace_of_rest_is_no_way_round(served_world, document):
    path = document.absolute_url().removeprefix(served_world.portal.absolute_url())
    answer = Reader(served_world, "caseworker1").get(f"++api++{path}")
    assert answer.status_code == 200
    assert [said(row) for row in rows(uid=document.UID())] == [("rest", "document", "rest")]


@pytest.mark.parametrize("service", ["@types", "@workflow", "@breadcrumbs", "@actions"])
def test_a_service_of_plone_on_a_document_writes_a_row(served_world, document, service):
    reader = Reader(served_world, "caseworker1", APPLICATION)
    reader.get(f"{document.absolute_url()}/{service}")
    assert [said(row) for row in rows(uid=document.UID())] == [("rest", "document", "rest")]


def test_the_progress_of_recognition_is_no_reading(served_world, document):
    Reader(served_world, "caseworker1").get(f"{document.absolute_url()}/@@recognition")
    assert rows(uid=document.UID()) == []


def test_pictures_and_styles_of_the_product_are_no_reading(served_world, dossier):
    answer = Reader(served_world, "caseworker1").get(
        f"{dossier.absolute_url()}/++resource++plone-logo.svg"
    )
    assert answer.status_code == 200
    assert rows(dossier_uid=dossier.UID()) == []


def test_opening_from_the_page_of_results_is_told_apart(served_world, document):
    reader = Reader(served_world, "caseworker1")
    came_from = f"{served_world.portal.absolute_url()}/@@search?SearchableText=Exemple"
    reader.get(document.absolute_url(), Referer=came_from)
    [row] = rows(uid=document.UID())
    assert row.action == "search-opening"
    assert "Exemple" not in str(row)


@pytest.mark.parametrize(
    ("user", "accept", "address"),
    [
        ("caseworker1", "text/html", "@@search?SearchableText=Exemple"),
        ("caseworker1", "text/html", "@@dossiers?q=Exemple"),
        ("scan1", "text/html", "@@capture-dossiers?q=Exemple"),
        ("caseworker1", "text/html", "@@my-dossiers?q=Exemple"),
        ("caseworker1", APPLICATION, "@search?SearchableText=Exemple"),
        ("caseworker1", APPLICATION, "dossiers/@search?SearchableText=Exemple"),
    ],
)
def test_a_look_up_is_noted_without_its_words(served_world, dossier, user, accept, address):
    before, reader = len(rows(action="lookup")), Reader(served_world, user, accept)
    answer = reader.get(address)
    if answer.status_code == 303:
        # The search is read at an address without words.
        answer = reader.get(answer.headers["Location"])
    assert answer.status_code == 200
    [row] = rows(action="lookup")[before:]
    assert (row.who, row.kind) == (user, "search")
    assert "exemple" not in str(row).lower()


def test_lists_without_words_are_no_look_up(served_world, dossier):
    before = len(rows(action="lookup"))
    for address in ("@@search", "@@dossiers", "@@inbox"):
        assert Reader(served_world, "caseworker1").get(address).status_code == 200
    assert len(rows(action="lookup")) == before


HIDDEN = ["", "/view", "/@@download/file", "/@@searchable", "/dv-search.json?q=x", "/@@recognition"]


@pytest.mark.parametrize("accept", ["text/html", APPLICATION])
@pytest.mark.parametrize("door", HIDDEN)
def test_an_attempt_at_what_is_hidden_is_noted_as_denied(served_world, document, door, accept):
    answer = Reader(served_world, "caseworker2", accept).get(document.absolute_url() + door)
    assert answer.status_code == 404
    [row] = rows(uid=document.UID())
    assert (row.who, row.action, row.cause) == ("caseworker2", "denied", "")


def test_an_attempt_at_a_page_by_its_uid_is_noted_as_denied(served_world, document):
    answer = Reader(served_world, "caseworker2").get(page_address(document, "large/dump_1.jpg"))
    assert answer.status_code == 404
    assert [row.action for row in rows(uid=document.UID())] == ["denied"]


def test_an_attempt_below_a_hidden_dossier_is_noted_though_nothing_is_there(served_world, dossier):
    Reader(served_world, "caseworker2").get(f"{dossier.absolute_url()}/d-xxxxxxxxxxxx")
    assert [row.action for row in rows(dossier_uid=dossier.UID())] == ["denied"]


def test_a_wrong_address_in_a_dossier_one_reads_is_no_denied_attempt(served_world, dossier):
    answer = Reader(served_world, "caseworker1").get(f"{dossier.absolute_url()}/d-xxxxxxxxxxxx")
    assert answer.status_code == 404
    assert rows(dossier_uid=dossier.UID()) == []


def test_a_stranger_who_knocks_and_knocks_is_one_row(served_world, dossier):
    for _ in range(3):
        Reader(served_world).get(dossier.absolute_url())
    assert [(row.who, row.action) for row in rows(dossier_uid=dossier.UID())] == [("", "denied")]


def test_a_request_that_is_tried_again_after_a_conflict_is_one_row(
    served_world, dossier, monkeypatch
):
    from farde.consultation.dossierpage import DossierView

    attempts, staff = [], DossierView.staff.func

    def once_in_conflict(view):
        attempts.append(1)
        if len(attempts) == 1:
            raise ConflictError
        return staff(view)

    monkeypatch.setattr(DossierView, "staff", property(once_in_conflict))
    answer = Reader(served_world, "caseworker1").get(dossier.absolute_url())
    assert answer.status_code == 200 and len(attempts) > 1
    assert len(rows(dossier_uid=dossier.UID())) == 1


def test_no_row_holds_a_name_a_number_or_a_word_of_anybody(served_world, document):
    reader = Reader(served_world, "caseworker1")
    dossier = document.__parent__
    person = served_world.portal.persons[dossier.beneficiary]
    for url in (document, dossier, person):
        reader.get(url.absolute_url(), Referer="http://x/@@search?SearchableText=85.07.30-033.28")
    Reader(served_world, "caseworker2").get(document.absolute_url())
    found = rows(dossier_uid=dossier.UID())
    assert len(found) == 4
    for row in found:
        assert not re.search("amina|exemple|850730|attestation", str(row).lower())


def test_what_a_rolled_back_transaction_would_have_granted_is_not_noted(served_world, dossier):
    entry = operations.Entry(action="print", who="supervisor1", dossier_uid=dossier.UID())
    operations.record_on_commit([entry])
    transaction.abort()
    assert rows(dossier_uid=dossier.UID()) == []
    operations.record_on_commit([entry])
    savepoint = transaction.savepoint()
    operations.record_on_commit([entry])
    savepoint.rollback()
    transaction.commit()
    assert [row.action for row in rows(dossier_uid=dossier.UID())] == ["print"]


def test_a_transfer_of_142_dossiers_is_142_rows_in_one_go(served_world, dossier):
    entries = [
        operations.Entry(action="transfer", who="supervisor1", uid=f"u{n}", person_id="p-transfer")
        for n in range(142)
    ]
    operations.record_on_commit(entries)
    transaction.commit()
    numbers = [row.number for row in rows(person_id="p-transfer")]
    assert numbers == list(range(numbers[0], numbers[0] + 142))
