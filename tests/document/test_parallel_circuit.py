"""What enters a dossier past the capture line is marked and counted, or refused."""

import base64
import re
from datetime import date

import pytest
import requests
from freezegun import freeze_time
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile

from farde.document.parallel import counting
from farde.document.parallel.judging import OutsideCircuits
from world import DAY, PASSWORD, small_scan


@pytest.fixture
def refusing(world):
    api.portal.set_registry_record("farde.document.parallel_circuit", "refuse")


def added(dossier, **fields):
    """Add a document as a form of Plone does."""
    fields = {"document_type": "attestations-emploi", "received_on": DAY} | fields
    file = NamedBlobFile(small_scan(), "image/png", "scan.png")
    return createContentInContainer(
        dossier, "CaseDocument", checkConstraints=False, file=file, **fields
    )


def in_catalog(document) -> bool:
    search = api.portal.get_tool("portal_catalog").unrestrictedSearchResults
    return bool(search(UID=document.UID(), parallel=True))


def test_what_comes_by_a_deposit_is_in_no_parallel_circuit(world):
    document = world.document(world.dossier())
    assert document.parallel is False and not in_catalog(document)


def test_what_comes_in_past_the_line_is_marked(world):
    dossier = world.dossier()
    with world.as_user("caseworker1"):
        document = added(dossier)
    assert document.parallel is True and in_catalog(document)


@pytest.mark.parametrize(
    "fields", [{"direction": "internal"}, {"direction": "outgoing"}, {"confidentiality": "c3"}]
)
def test_what_the_centre_writes_itself_is_no_parallel_circuit(world, refusing, fields):
    dossier = world.dossier()
    with world.as_user("caseworker1"):
        document = added(dossier, **fields)
    assert document.parallel is False


def test_a_centre_may_refuse_them(world, refusing):
    dossier = world.dossier()
    with world.as_user("caseworker1"), pytest.raises(OutsideCircuits):
        added(dossier)
    assert world.document(dossier).parallel is False


def test_what_is_marked_stays_marked_when_it_is_corrected(world):
    from farde.document import operations

    dossier = world.dossier()
    with world.as_user("caseworker1"):
        document = added(dossier)
        operations.reclassify(document, {"direction": "internal"}, "Rapport de notre main")
    assert document.parallel is True


def test_they_are_counted_by_month_and_by_who_added_them(world):
    dossier = world.dossier()
    for day, user, times in (("2026-01-31", "caseworker1", 2), ("2026-03-01", "caseworker1", 1)):
        with freeze_time(f"{day} 22:30"), world.as_user(user):
            for _ in range(times):
                added(dossier)
    with freeze_time("2026-03-15 12:00"):
        world.document(dossier)
        months = {one.first: (one.parallel, one.incoming) for one in counting.by_month(3)}
        assert months == {
            date(2026, 3, 1): (1, 2),
            date(2026, 2, 1): (0, 0),
            date(2026, 1, 1): (2, 2),
        }
        assert counting.by_whom(3) == [("caseworker1", 3)]
        assert counting.by_whom(1) == [("caseworker1", 1)]
    with freeze_time("2026-01-05 12:00"):
        assert [one.first for one in counting.by_month(2)] == [date(2026, 1, 1), date(2025, 12, 1)]


def call(world, method: str, path: str, user: str, **options) -> requests.Response:
    return requests.request(
        method,
        f"{world.portal.absolute_url()}/{path}",
        auth=(user, PASSWORD),
        headers={"Accept": options.pop("accept", "application/json")},
        timeout=30,
        **options,
    )


def sent() -> dict:
    file = {"data": base64.b64encode(small_scan()).decode(), "encoding": "base64"}
    return {
        "@type": "CaseDocument",
        "file": file | {"filename": "scan.png"},
        "document_type": "attestations-emploi",
        "received_on": "2026-03-02",
        "direction": "incoming",
    }


def test_programs_are_told_and_refused(served_world):
    number = served_world.dossier().getId()
    served_world.commit()
    answer = call(served_world, "POST", f"dossiers/{number}", "external1", json=sent())
    assert answer.status_code == 201 and answer.json()["parallel"] is True
    api.portal.set_registry_record("farde.document.parallel_circuit", "refuse")
    served_world.commit()
    answer = call(served_world, "POST", f"dossiers/{number}", "external1", json=sent())
    assert answer.status_code == 403
    assert answer.json()["errors"][0]["remedy"]
    told = call(served_world, "GET", "@parallel-circuit", "supervisor1").json()
    assert told["months"][0]["parallel"] == 1
    assert told["by"] == [{"user": "external1", "parallel": 1}]


def test_the_page_of_counts_is_for_who_can_change_that(served_world):
    dossier = served_world.dossier()
    with served_world.as_user("caseworker1"):
        added(dossier)
    served_world.commit()
    for user in ("supervisor1", "records1"):
        page = call(served_world, "GET", "@@parallel-circuit", user, accept="text/html")
        assert page.status_code == 200 and dossier.getId() not in page.text
    for user in ("caseworker1", "scan1", "frontdesk1"):
        page = call(served_world, "GET", "@@parallel-circuit", user, accept="text/html")
        assert 'id="parallel-months"' not in page.text


def test_the_dossier_and_the_document_show_it(served_world):
    dossier = served_world.dossier()
    with served_world.as_user("caseworker1"):
        document = added(dossier)
    served_world.commit()
    for content in (dossier, document):
        path = "/".join(content.getPhysicalPath()[2:])
        page = call(served_world, "GET", path, "caseworker1", accept="text/html").text
        assert "ors circuit" in page, path


def test_the_records_manager_decides_what_the_centre_does_with_them(served_world):
    def page(name, user, method="GET", **form):
        return call(served_world, method, f"@@{name}", user, accept="text/html", data=form)

    asked = page("document-settings", "records1").text
    token = re.search(r'name="_authenticator"[^>]*?value="([^"]+)"', asked)[1]
    given = {
        "form.widgets.parallel_circuit:list": "refuse",
        "form.widgets.incident_hours": "72",
        "form.widgets.fixing_hours": "24",
        "form.buttons.save": "1",
        "_authenticator": token,
    }
    page("document-settings", "supervisor1", "POST", **given)
    assert "Le centre les refuse" not in page("parallel-circuit", "supervisor1").text
    page("document-settings", "records1", "POST", **given)
    told = page("parallel-circuit", "records1").text
    assert "Le centre les refuse" in told and "@@document-settings" in told
    assert "@@document-settings" not in page("parallel-circuit", "supervisor1").text
