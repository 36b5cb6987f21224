"""Applications read signals and tickets in batches, by filters, and ask for counts cheaply."""

import pytest
import requests
from freezegun import freeze_time
from plone import api

from farde.tickets import operations
from followups import SIGNAL_TYPE, TICKET_TYPE, only
from world import PASSWORD


@pytest.fixture
def call(served_world):
    """Return a function that calls a service of the site as somebody."""

    def call_as(user: str, method: str, path: str, body=None, **headers) -> requests.Response:
        return requests.request(
            method,
            f"{served_world.portal.absolute_url()}/{path}",
            json=body,
            auth=(user, PASSWORD),
            headers={"Accept": "application/json", "Accept-Language": "fr"} | headers,
            timeout=30,
        )

    return call_as


@pytest.fixture
def dossier(served_world):
    """A dossier of caseworker1: a ticket due on the ninth of March, one without, two signals."""
    dossier = served_world.dossier()
    served_world.document(dossier, TICKET_TYPE)
    document = served_world.document(dossier, SIGNAL_TYPE)
    served_world.document(dossier, SIGNAL_TYPE)
    operations.raise_ticket(document, "caseworker", "test", due_working_days=5)
    served_world.commit()
    return dossier


def uids(answer: requests.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [item["uid"] for item in answer.json()["items"]]


def test_a_list_comes_in_batches_the_most_pressing_first(call, dossier):
    first = call("caseworker1", "GET", "@tickets?b_size=1")
    assert (len(uids(first)), first.json()["items_total"]) == (1, 2)
    assert first.json()["items"][0]["due"] == "2026-03-09"
    following = first.json()["batching"]["next"].rpartition("/")[2]
    second = call("caseworker1", "GET", following)
    assert second.json()["items"][0]["due"] is None
    assert set(uids(first) + uids(second)) == set(uids(call("caseworker1", "GET", "@tickets")))


def test_overdue_is_asked_for_and_told(call, dossier):
    with freeze_time("2026-03-09 12:00"):
        assert uids(call("caseworker1", "GET", "@tickets?overdue=1")) == []
    with freeze_time("2026-03-10 12:00"):
        [late] = call("caseworker1", "GET", "@tickets?overdue=1").json()["items"]
        assert late["overdue"] and late["due"] == "2026-03-09"
        everything = call("caseworker1", "GET", "@tickets").json()["items"]
    assert [one["overdue"] for one in everything] == [True, False]


def test_several_states_are_asked_for_at_once(call, dossier):
    [first, _second] = uids(call("caseworker1", "GET", "@tickets"))
    call("caseworker1", "POST", f"@tickets/{first}/take")
    both = call("caseworker1", "GET", "@tickets?state=created&state=in_progress")
    assert len(uids(both)) == 2
    assert uids(call("caseworker1", "GET", "@tickets?state=in_progress")) == [first]


@pytest.mark.parametrize(
    ("query", "field", "kind"),
    [
        ("state=burnt", "state", "UnknownState"),
        ("state=emitted", "state", "UnknownState"),
        ("role=concierge", "role", "UnknownRole"),
        ("queue=mine", "queue", "UnknownQueue"),
    ],
)
def test_a_filter_that_means_nothing_is_explained(call, dossier, query, field, kind):
    answer = call("caseworker1", "GET", f"@tickets?{query}")
    assert (answer.status_code, answer.json()["type"]) == (400, kind)
    assert answer.json()["errors"][0]["field"] == field


def test_the_queue_of_a_team_is_for_its_supervisors(call, served_world):
    dossier = served_world.dossier(caseworker="caseworker1")
    document = served_world.document(dossier, "correspondance-demande-audition")
    api.group.remove_user(groupname="notification", username="notification1")
    served_world.commit()
    assert uids(call("supervisor1", "GET", "@tickets?queue=team")) == [only(document).UID()]
    assert uids(call("supervisor1", "GET", "@tickets")) == []
    assert uids(call("caseworker1", "GET", "@tickets?queue=team")) == []


def test_long_overdue_tickets_are_the_supervisors_to_ask_for(call, dossier, served_world):
    with freeze_time("2026-03-12 12:00"):
        assert uids(call("supervisor1", "GET", "@tickets?queue=escalated")) == []
        api.portal.set_registry_record("farde.tickets.escalation_days", 3)
        served_world.commit()
        assert len(uids(call("supervisor1", "GET", "@tickets?queue=escalated"))) == 1
        assert uids(call("caseworker1", "GET", "@tickets?queue=escalated")) == []
    with freeze_time("2026-03-11 12:00"):
        assert uids(call("supervisor1", "GET", "@tickets?queue=escalated")) == []


def test_one_ticket_tells_where_it_came_from_and_went(call, dossier):
    [uid, _other] = uids(call("caseworker1", "GET", "@tickets"))
    body = {"role": "service:payments", "reason": "Visa à donner"}
    handed = call("caseworker1", "POST", f"@tickets/{uid}/hand-over", body).json()
    assert handed["state"] == "handed_over"
    before = call("caseworker1", "GET", f"@tickets/{uid}").json()
    after = call("payments1", "GET", f"@tickets/{handed['handed_to']}").json()
    assert (before["handed_to"], after["handed_from"]) == (after["uid"], before["uid"])
    assert (after["note"], after["role"]) == ("Visa à donner", "service:payments")
    assert call("payments1", "GET", after["@id"].rpartition("/plone/")[2]).json() == after


def test_one_that_the_caller_may_not_see_is_not_there(call, dossier):
    [uid, _other] = uids(call("caseworker1", "GET", "@tickets"))
    for path in (f"@tickets/{uid}", f"@tickets/{'0' * 32}", f"@tickets/{uid}/more"):
        assert call("caseworker2", "GET", path).status_code == 404
    assert call("caseworker1", "GET", f"@signals/{uid}").status_code == 404


def test_a_signal_becomes_a_ticket(call, dossier):
    uid = uids(call("caseworker1", "GET", "@signals"))[0]
    with freeze_time("2026-03-03 12:00"):
        body = {"role": "caseworker", "due": "2026-03-20"}
        made = call("caseworker1", "POST", f"@signals/{uid}/make-ticket", body).json()
    assert made["state"] == "read"
    ticket = call("caseworker1", "GET", f"@tickets/{made['ticket']}").json()
    assert (ticket["signal"], ticket["due"]) == (uid, "2026-03-20")
    again = call("caseworker1", "POST", f"@signals/{uid}/make-ticket", {"role": "caseworker"})
    assert (again.status_code, again.json()["type"]) == (409, "AlreadyTicket")


@pytest.mark.parametrize("due", ["31/03/2026", "soon", 7, "2026-02-30"])
def test_a_day_due_that_cannot_be_read_is_explained(call, dossier, due):
    uid = uids(call("caseworker1", "GET", "@signals"))[0]
    body = {"role": "caseworker", "due": due}
    answer = call("caseworker1", "POST", f"@signals/{uid}/make-ticket", body)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "due")


def test_several_are_answered_at_once_each_by_itself(call, dossier):
    known = uids(call("caseworker1", "GET", "@tickets"))
    body = {"uids": [*known, "0" * 32], "action": "finish", "outcome": "Payé"}
    answer = call("caseworker1", "POST", "@tickets", body).json()
    assert (answer["done"], answer["items_total"]) == (2, 3)
    assert [item.get("state") for item in answer["items"]] == ["done", "done", None]
    assert answer["items"][2]["refusal"]["type"] == "UnknownFollowUp"
    assert uids(call("caseworker1", "GET", "@tickets")) == []


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"action": "finish"}, "NothingChosen"),
        ({"action": "finish", "uids": "all"}, "NothingChosen"),
        ({"action": "finish", "uids": [1]}, "NothingChosen"),
        ({"action": "read", "uids": ["x"]}, "UnknownAction"),
        ({"action": "finish", "uids": [str(n) for n in range(201)]}, "TooMany"),
    ],
)
def test_what_cannot_be_answered_at_once_is_explained(call, dossier, body, kind):
    answer = call("caseworker1", "POST", "@tickets", body)
    assert (answer.status_code, answer.json()["type"]) == (400, kind)


def test_counts_are_asked_again_without_being_sent_again(call, dossier):
    with freeze_time("2026-03-10 12:00"):
        first = call("caseworker1", "GET", "@inbox-counts")
        told = {name: first.json()[name] for name in ("tickets", "overdue", "signals", "total")}
        assert told == {"tickets": 2, "overdue": 1, "signals": 2, "total": 4}
        tag = {"If-None-Match": first.headers["ETag"]}
        again = call("caseworker1", "GET", "@inbox-counts", **tag)
        assert (again.status_code, again.content) == (304, b"")
        uid = uids(call("caseworker1", "GET", "@signals"))[0]
        call("caseworker1", "POST", f"@signals/{uid}/read")
        changed = call("caseworker1", "GET", "@inbox-counts", **tag)
    assert (changed.status_code, changed.json()["signals"]) == (200, 1)


def test_counts_are_kept_by_nobody_else(call, dossier):
    headers = call("caseworker1", "GET", "@inbox-counts").headers
    assert headers["Cache-Control"] == "private, no-cache"
    assert "Authorization" in headers["Vary"]
