"""The client's 26 rows: which document raises what for whom, through the real filing verb."""

import csv
from pathlib import Path

import pytest
from plone import api

TABLE = Path(__file__).parents[2] / "profiles" / "cpas" / "signals.csv"
ROWS = {int(row["row"]): row for row in csv.DictReader(TABLE.open(encoding="utf-8"))}

CASEWORKER_TICKETS = {2, 14, 22, 23, 24, 26}
NOTIFICATION_TICKETS = {15, 19}
REFERENT_TICKETS = {25}
PAYMENTS_OR_CASEWORKER = {10}
TICKETS = CASEWORKER_TICKETS | NOTIFICATION_TICKETS | REFERENT_TICKETS | PAYMENTS_OR_CASEWORKER
SIGNALS = set(range(1, 27)) - TICKETS


def raised(document) -> list[tuple[str, str]]:
    """Return kind and role of all that was raised for a document."""
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type=["Signal", "Ticket"], document_uid=document.UID()
    )
    return sorted((brain.portal_type, brain.assignee_role) for brain in brains)


def expected(number: int, active_ri: bool) -> tuple[str, str]:
    if number in SIGNALS:
        return ("Signal", "caseworker")
    if number in NOTIFICATION_TICKETS:
        return ("Ticket", "service:notification")
    if number in REFERENT_TICKETS:
        return ("Ticket", "referent")
    if number in PAYMENTS_OR_CASEWORKER and active_ri:
        return ("Ticket", "service:payments")
    return ("Ticket", "caseworker")


def test_the_table_has_sixteen_signals_and_ten_tickets():
    assert set(ROWS) == SIGNALS | TICKETS
    assert (len(SIGNALS), len(TICKETS)) == (16, 10)


@pytest.mark.parametrize("active_ri", [False, True], ids=["without-ri", "with-ri"])
@pytest.mark.parametrize("number", sorted(ROWS))
def test_a_row_raises_what_the_table_says(world, number, active_ri):
    dossier = world.dossier(active_ri=active_ri)
    with world.as_user("scan1"):
        document = world.document(dossier, ROWS[number]["type_id"])
    assert raised(document) == [expected(number, active_ri)]


@pytest.mark.parametrize("direction", ["internal", "outgoing"])
def test_only_incoming_documents_raise_anything(world, direction):
    dossier = world.dossier(active_ri=True)
    for row in ROWS.values():
        document = world.document(dossier, row["type_id"], direction=direction)
        assert raised(document) == []


def test_all_rows_together_raise_sixteen_signals_and_ten_tickets(world):
    dossier = world.dossier()
    found = [raised(world.document(dossier, row["type_id"])) for row in ROWS.values()]
    kinds = [kind for [(kind, _role)] in found]
    assert (kinds.count("Signal"), kinds.count("Ticket")) == (16, 10)
