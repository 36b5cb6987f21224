"""The page and the service that reclassify: who may, what is read back, what is done."""

from datetime import timedelta

import pytest
import requests
from freezegun import freeze_time
from plone.testing.zope import Browser

from farde.core import clock
from farde.document import classification
from farde.thesaurus import governance
from farde.thesaurus import operations as thesaurus
from farde.thesaurus.changes import Change
from farde.tickets import operations as tickets
from world import PASSWORD

SIGNAL_TYPE, TICKET_TYPE = "attestations-emploi", "factures-charges-medicales"
WHY = "Mauvais type choisi au scan"


@pytest.fixture
def filed(served_world):
    """A document that the capture team has just filed."""
    with served_world.as_user("scan1"):
        document = served_world.document(served_world.dossier(), SIGNAL_TYPE, sender="Actiris")
    served_world.commit()
    return document


def browse(world, user: str, address: str) -> Browser:
    browser = Browser(world.app)
    browser.raiseHttpErrors = False
    browser.addHeader("Authorization", f"Basic {user}:{PASSWORD}")
    browser.addHeader("Accept-Language", "fr")
    browser.open(address)
    return browser


def post(document, user: str, body: dict) -> requests.Response:
    headers = {"Accept": "application/json", "Accept-Language": "fr"}
    address = f"{document.absolute_url()}/@reclassify"
    return requests.post(address, json=body, auth=(user, PASSWORD), headers=headers, timeout=30)


def page_of(world, document, user: str = "caseworker1") -> Browser:
    return browse(world, user, f"{document.absolute_url()}/@@reclassify")


def told(page: Browser) -> str:
    return " ".join(page.contents.replace("&#x27;", "'").split())


def kind_of(type_id: str) -> str:
    return thesaurus.kinds(type_id)[0].id


def check(page: Browser, **given: str) -> None:
    form = page.getForm(id="reclassify-form")
    for name, value in given.items():
        control = form.getControl(name=name)
        control.value = [value] if isinstance(control.value, list) else value
    form.getControl("Vérifier").click()


def test_a_caseworker_corrects_reads_back_and_confirms(served_world, filed):
    page = page_of(served_world, filed)
    check(page, document_type=TICKET_TYPE, reason=WHY)
    assert "Est-ce bien cela" in told(page)
    assert "Annulé, personne n'y a touché" in told(page) and "Signal → AS titulaire" in told(page)
    assert "Créé" in told(page) and "Ticket → AS titulaire" in told(page)
    assert classification.generation(filed) == 0
    page.getForm(id="reclassify-check").getControl("Reclasser").click()
    assert "le document est reclassé" in told(page)
    served_world.app._p_jar.sync()
    assert filed.document_type == TICKET_TYPE
    assert [(c.by, c.reason) for c in classification.corrections(filed)] == [("caseworker1", WHY)]


def test_the_page_of_the_document_tells_what_was_corrected(served_world, filed):
    assert post(filed, "caseworker1", {"document_type": TICKET_TYPE, "reason": WHY}).ok
    page = browse(served_world, "caseworker1", filed.absolute_url())
    assert WHY in told(page) and "Claire Demoulin" in told(page)
    assert "ATTESTATIONS EMPLOI" in told(page)


def test_what_was_given_is_still_there_when_the_reason_is_missing(served_world, filed):
    page = page_of(served_world, filed)
    check(page, document_type=TICKET_TYPE, sender="Mutualité")
    assert "Le motif manque." in told(page)
    form = page.getForm(id="reclassify-form")
    assert form.getControl(name="document_type").value == [TICKET_TYPE]
    assert form.getControl(name="sender").value == "Mutualité"


def test_an_inventory_entry_of_the_former_type_goes_with_it(served_world):
    dossier = served_world.dossier()
    document = served_world.document(
        dossier, "attestations-etat-civil", document_kind=kind_of("attestations-etat-civil")
    )
    served_world.commit()
    page = page_of(served_world, document)
    check(page, document_type=TICKET_TYPE, document_kind="", reason=WHY)
    assert "Est-ce bien cela" in told(page) and "Inventaire" in told(page)


def test_the_page_offers_the_inventory_of_the_chosen_type_alone(served_world, filed):
    form = page_of(served_world, filed).getForm(id="reclassify-form")
    offered = {one.id for one in thesaurus.kinds(SIGNAL_TYPE)}
    assert {*form.getControl(name="document_kind").options} == {"", *offered}


def test_a_retired_term_stays_on_a_document_that_has_it(served_world):
    kind = kind_of("attestations-etat-civil")
    document = served_world.document(
        served_world.dossier(), "attestations-etat-civil", document_kind=kind
    )
    with served_world.as_user("records1"):
        waiting = governance.propose([Change("retire", "DocumentKind", kind)], "Plus utilisé.")
    with served_world.as_user("records2"):
        governance.accept(waiting.id)
    served_world.commit()
    page = page_of(served_world, document)
    assert page.getForm(id="reclassify-form").getControl(name="document_kind").value == [kind]
    check(page, channel="counter", reason=WHY)
    assert "Est-ce bien cela" in told(page)


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(served_world, filed):
    page = page_of(served_world, filed)
    check(page, document_type=TICKET_TYPE, reason=WHY)
    body = {"document_type": "attestations-residence", "reason": WHY}
    assert post(filed, "supervisor1", body).ok
    page.getForm(id="reclassify-check").getControl("Reclasser").click()
    assert "vient d'être reclassé" in told(page)
    served_world.app._p_jar.sync()
    assert filed.document_type == "attestations-residence"


def test_the_capture_team_mends_its_filing_within_the_hours_of_the_setting(served_world, filed):
    page = page_of(served_world, filed, "scan1")
    check(page, document_type=TICKET_TYPE, reason=WHY)
    page.getForm(id="reclassify-check").getControl("Reclasser").click()
    assert page.url.endswith("/@@capture")
    served_world.app._p_jar.sync()
    assert filed.document_type == TICKET_TYPE


def test_the_capture_team_is_not_told_who_sent_it(served_world, filed):
    page = page_of(served_world, filed, "scan1")
    check(page, document_type=TICKET_TYPE, reason=WHY)
    assert "Actiris" not in page.contents
    page.getForm(id="reclassify-check").getControl("Reclasser").click()
    told = post(filed, "scan1", {"sender": "Mutualité", "reason": WHY}).json()
    assert told["before"] == {}
    served_world.app._p_jar.sync()
    assert [c.before.get("sender") for c in classification.corrections(filed)] == [None, "Actiris"]


def test_afterwards_the_document_is_gone_for_the_capture_team(served_world, filed):
    with freeze_time(clock.now() + timedelta(hours=25)):
        page = page_of(served_world, filed, "scan1")
    assert page.headers["status"].startswith("404")


@pytest.mark.parametrize(
    ("user", "status"),
    [("caseworker2", 404), ("frontdesk1", 404), ("records1", 404), ("external1", 404)],
)
def test_who_has_nothing_to_do_with_the_document_finds_none(served_world, filed, user, status):
    assert post(filed, user, {"document_type": TICKET_TYPE, "reason": WHY}).status_code == status


def test_a_service_that_reads_a_document_does_not_reclassify_it(served_world):
    document = served_world.document(
        served_world.dossier(active_ri=True), "attestations-ressources"
    )
    served_world.commit()
    answer = post(document, "payments1", {"document_type": TICKET_TYPE, "reason": WHY})
    assert answer.status_code == 403
    assert answer.json()["type"] == "NotYoursToReclassify"


def test_a_program_is_told_what_would_follow_and_what_did(served_world, filed):
    body = {"document_type": TICKET_TYPE, "reason": WHY}
    foretold = post(filed, "caseworker1", body | {"dry_run": True}).json()
    done = post(filed, "caseworker1", body).json()
    assert (
        foretold["consequences"]
        == done["consequences"]
        == [
            {"what": "cancelled", "kind": "Signal", "recipient": "AS titulaire"},
            {"what": "raised", "kind": "Ticket", "recipient": "AS titulaire"},
        ]
    )
    assert (foretold["generation"], done["generation"]) == (0, 1)
    served_world.app._p_jar.sync()
    states = [brain.review_state for brain in tickets.followups(filed)]
    assert sorted(states) == ["cancelled", "created"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"document_type": "nowhere"}, "document_type"),
        ({"document_type": SIGNAL_TYPE}, "document_type"),
        ({"received_on": "2999-01-01"}, "received_on"),
        ({"document_kind": "naissance"}, "document_kind"),
        ({"direction": "sideways"}, "direction"),
    ],
)
def test_bad_input_names_its_field(filed, given, field):
    body = {"document_type": TICKET_TYPE, "reason": WHY} | given
    answer = post(filed, "caseworker1", body)
    assert answer.status_code == 400
    assert field in {one["field"] for one in answer.json()["errors"]}


@pytest.mark.parametrize("method", ["patch", "put", "delete"])
def test_the_doors_of_plone_are_closed_to_corrections(filed, method):
    answer = getattr(requests, method)(
        filed.absolute_url(),
        json={"document_type": TICKET_TYPE},
        auth=("caseworker1", PASSWORD),
        headers={"Accept": "application/json"},
        timeout=30,
    )
    assert answer.status_code in (401, 403, 404, 405)


@pytest.mark.parametrize("door", ["edit", "@@historyview", "content_status_history"])
def test_no_stock_form_changes_a_document(served_world, filed, door):
    page = browse(served_world, "caseworker1", f"{filed.absolute_url()}/{door}")
    assert 'name="form.widgets.document_type"' not in page.contents
