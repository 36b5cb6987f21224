"""Signals and tickets through plone.restapi, over real HTTP."""

import pytest
import requests

from world import PASSWORD


@pytest.fixture
def call(served_world):
    """Return a function that calls a service of the site as somebody."""

    def call_as(user: str, method: str, path: str, body=None) -> requests.Response:
        return requests.request(
            method,
            f"{served_world.portal.absolute_url()}/{path}",
            json=body,
            auth=(user, PASSWORD),
            headers={"Accept": "application/json", "Accept-Language": "fr"},
            timeout=30,
        )

    return call_as


@pytest.fixture
def dossier(served_world):
    dossier = served_world.dossier()
    served_world.document(dossier, "attestations-emploi")
    served_world.document(dossier, "factures-charges-medicales")
    served_world.commit()
    return dossier


def only(answer: requests.Response) -> dict:
    [item] = answer.json()["items"]
    return item


def test_the_caller_gets_the_own_tickets(call, dossier):
    ticket = only(call("caseworker1", "GET", "@tickets"))
    assert ticket["reason"] == "À traiter : FACTURES_CHARGES_MEDICALES"
    assert (ticket["state"], ticket["role"], ticket["due"]) == ("created", "caseworker", None)
    assert ticket["dossier"]["number"] == dossier.getId()
    assert ticket["document"]["received_on"] == "2026-03-02"
    assert call("caseworker2", "GET", "@tickets").json()["items"] == []


def test_lists_name_no_person(call, dossier):
    assert "Exemple" not in call("caseworker1", "GET", "@tickets").text


def test_lists_are_filtered(call, dossier):
    assert only(call("caseworker1", "GET", f"@signals?dossier={dossier.getId()}"))
    assert only(call("caseworker1", "GET", f"@signals?dossier={dossier.UID()}"))
    for query in ("dossier=2001-000001", "role=supervisor", "state=read"):
        assert call("caseworker1", "GET", f"@signals?{query}").json()["items"] == []


def test_a_ticket_is_finished_with_its_outcome(call, dossier):
    uid = only(call("caseworker1", "GET", "@tickets"))["uid"]
    refused = call("caseworker1", "POST", f"@tickets/{uid}/finish", {})
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["field"] == "outcome"
    taken = call("caseworker1", "POST", f"@tickets/{uid}/take")
    assert (taken.status_code, taken.json()["state"]) == (200, "in_progress")
    done = call("caseworker1", "POST", f"@tickets/{uid}/finish", {"outcome": "Payé"})
    assert (done.status_code, done.json()["state"]) == (200, "done")
    again = call("caseworker1", "POST", f"@tickets/{uid}/finish", {"outcome": "Payé"})
    assert again.status_code == 409
    assert only(call("caseworker1", "GET", "@tickets?state=done"))["outcome"] == "Payé"


def test_a_signal_is_read(call, dossier):
    uid = only(call("caseworker1", "GET", "@signals"))["uid"]
    assert call("caseworker1", "POST", f"@signals/{uid}/read").json()["state"] == "read"
    assert call("caseworker1", "GET", "@signals").json()["items"] == []


def test_what_one_may_not_see_is_not_there(call, dossier):
    uid = only(call("caseworker1", "GET", "@tickets"))["uid"]
    for name in (uid, "0" * 32):
        answer = call("caseworker2", "POST", f"@tickets/{name}/finish", {"outcome": "x"})
        assert answer.status_code == 404
        assert answer.json()["type"] == "UnknownFollowUp"


def test_an_unknown_action_is_explained(call, dossier):
    uid = only(call("caseworker1", "GET", "@tickets"))["uid"]
    for path in (f"@tickets/{uid}/read", f"@tickets/{uid}", "@tickets"):
        assert call("caseworker1", "POST", path).status_code == 400


def test_who_only_scans_has_no_tickets_to_ask_for(call, dossier):
    assert call("scan1", "GET", "@tickets").status_code in (401, 403, 404)


@pytest.mark.parametrize(
    ("action", "given", "told"),
    [
        ("hand-over", {"role": "service:payments"}, (400, "reason")),
        ("hand-over", {"role": "caseworker", "reason": "Pour toi"}, (400, "role")),
        ("hand-over", {"role": "nobody", "reason": "Pour vous"}, (400, "role")),
        ("cancel", {"reason": "Erreur"}, (403, None)),
    ],
)
def test_what_the_workflow_refuses_is_told_like_the_rest(call, dossier, action, given, told):
    uid = only(call("caseworker1", "GET", "@tickets"))["uid"]
    answer = call("caseworker1", "POST", f"@tickets/{uid}/{action}", given)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == told
    several = {"uids": [uid], "action": action, **given}
    [item] = call("caseworker1", "POST", "@tickets", several).json()["items"]
    assert item["refusal"]["errors"][0]["field"] == told[1]
