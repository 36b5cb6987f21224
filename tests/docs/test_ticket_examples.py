"""The examples of tickets and signals in the REST reference."""

import pytest


@pytest.fixture
def file(served_world, number):
    """Return a function that files a document of a type in the dossier."""

    def filed(type_id: str):
        with served_world.as_user("scan1"):
            document = served_world.document(served_world.portal.dossiers[number], type_id)
        served_world.commit()
        return document

    return filed


def test_a_ticket_is_listed_taken_and_finished(example, file):
    file("factures-charges-transport")
    listed = example("tickets", "caseworker1", "GET", "@tickets")
    [ticket] = listed.json()["items"]
    address = f"@tickets/{ticket['uid']}"
    example("ticket-take", "caseworker1", "POST", f"{address}/take")
    example("ticket-finish-refused", "caseworker1", "POST", f"{address}/finish", {})
    body = {"outcome": "Facture transmise"}
    example("ticket-finish", "caseworker1", "POST", f"{address}/finish", body)


def test_a_ticket_is_handed_over(example, file):
    file("factures-charges-transport")
    [ticket] = example("tickets", "caseworker1", "GET", "@tickets").json()["items"]
    address = f"@tickets/{ticket['uid']}"
    example("ticket-hand-over-refused", "caseworker1", "POST", f"{address}/hand-over", {})
    body = {"role": "service:payments", "reason": "Visa à donner"}
    handed = example("ticket-hand-over", "caseworker1", "POST", f"{address}/hand-over", body)
    example("ticket", "payments1", "GET", f"@tickets/{handed.json()['handed_to']}")


def test_several_tickets_are_answered_at_once(example, file):
    file("factures-charges-transport")
    [ticket] = example("tickets", "caseworker1", "GET", "@tickets").json()["items"]
    body = {"uids": [ticket["uid"], "0" * 31 + "9"], "action": "finish", "outcome": "Payé"}
    example("tickets-at-once", "caseworker1", "POST", "@tickets", body)
    example("tickets-refused", "caseworker1", "GET", "@tickets?state=burnt")


def test_a_signal_is_listed_and_read(example, file):
    file("attestations-emploi")
    [signal] = example("signals", "caseworker1", "GET", "@signals").json()["items"]
    address = f"@signals/{signal['uid']}"
    example("signal-read", "caseworker1", "POST", f"{address}/read")
    example("signal-hidden", "caseworker2", "POST", f"{address}/read")
    body = {"role": "caseworker", "due": "2999-03-01"}
    example("signal-make-ticket", "caseworker1", "POST", f"{address}/make-ticket", body)


def test_counts_are_asked_for_again(example, file):
    file("factures-charges-transport")
    told = example("inbox-counts", "caseworker1", "GET", "@inbox-counts")
    known = {"If-None-Match": told.headers["ETag"]}
    example("inbox-counts-unchanged", "caseworker1", "GET", "@inbox-counts", **known)
