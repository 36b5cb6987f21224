"""What people do with signals and tickets, and whom they are for."""

from datetime import date

import pytest
from plone import api

from farde.dossier import operations as dossiers
from farde.tickets import errors, operations

SIGNAL_TYPE = "attestations-emploi"
TICKET_TYPE = "factures-charges-medicales"


def followup(document):
    """Return the one signal or ticket that was raised for a document."""
    [brain] = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type=["Signal", "Ticket"], document_uid=document.UID()
    )
    return brain._unrestrictedGetObject()


def state(content) -> str:
    return api.content.get_state(content)


def waiting(world, user: str) -> set[str]:
    """Return the documents that wait in somebody's inbox."""
    with world.as_user(user):
        return {row.document_uid for row in operations.inbox()}


def test_a_caseworker_sees_what_waits_in_the_own_dossiers_only(world):
    document = world.document(world.dossier(caseworker="caseworker1"), SIGNAL_TYPE)
    assert waiting(world, "caseworker1") == {document.UID()}
    assert waiting(world, "caseworker2") == set()
    with world.as_user("caseworker2"):
        assert not world.visible(portal_type=["Signal", "Ticket"])


def test_what_waits_follows_a_transfer_and_touches_no_ticket(world):
    dossier = world.dossier(caseworker="caseworker1")
    document = world.document(dossier, TICKET_TYPE)
    before = followup(document)._p_serial
    dossiers.name_caseworker(dossier, "caseworker2")
    assert waiting(world, "caseworker2") == {document.UID()}
    assert waiting(world, "caseworker1") == set()
    assert followup(document)._p_serial == before


def test_without_a_caseworker_it_waits_for_the_supervisors(world):
    document = world.document(world.dossier(caseworker=""), TICKET_TYPE)
    assert waiting(world, "supervisor1") == {document.UID()}


def test_a_supervisor_sees_the_teams_tickets_without_having_them_in_the_inbox(world):
    document = world.document(world.dossier(caseworker="caseworker1"), TICKET_TYPE)
    assert waiting(world, "supervisor1") == set()
    with world.as_user("supervisor1"):
        assert followup(document).UID() in world.visible(portal_type="Ticket")


def test_the_referent_of_the_dossier_gets_the_referents_tickets(world):
    named = world.document(
        world.dossier(referent="referent1"), "factures-charges-socio-culturelles"
    )
    unnamed = world.document(world.dossier(), "factures-charges-socio-culturelles")
    assert waiting(world, "referent1") == {named.UID(), unnamed.UID()}
    with world.as_user("referent1"):
        operations.finish(followup(named), "Transmis au club")


def test_reading_a_signal_takes_it_off_the_list(world):
    document = world.document(world.dossier(), SIGNAL_TYPE)
    with world.as_user("caseworker1"):
        operations.read_signal(followup(document))
        assert operations.inbox() == []
        with pytest.raises(errors.AlreadySettled):
            operations.read_signal(followup(document))


def test_a_ticket_is_taken_then_finished_with_its_outcome(world):
    ticket = followup(world.document(world.dossier(), TICKET_TYPE))
    with world.as_user("caseworker1"):
        operations.take(ticket)
        [row] = operations.inbox()
        assert (row.state, row.taken_by) == ("in_progress", "caseworker1")
        operations.finish(ticket, " Remboursé ")
        assert operations.inbox() == []
    assert (state(ticket), ticket.outcome) == ("done", "Remboursé")


def test_a_ticket_taken_by_a_colleague_is_not_taken_twice(world):
    ticket = followup(world.document(world.dossier(), TICKET_TYPE))
    with world.as_user("caseworker1"):
        operations.take(ticket)
        with pytest.raises(errors.AlreadyTaken):
            operations.take(ticket)


@pytest.mark.parametrize("outcome", ["", "   "])
def test_a_ticket_is_not_finished_without_an_outcome(world, outcome):
    ticket = followup(world.document(world.dossier(), TICKET_TYPE))
    with world.as_user("caseworker1"), pytest.raises(errors.MissingOutcome):
        operations.finish(ticket, outcome)
    assert (state(ticket), ticket.outcome, ticket.taken_by) == ("created", None, None)


def test_nor_through_the_workflow_itself(world):
    ticket = followup(world.document(world.dossier(), TICKET_TYPE))
    with world.as_user("caseworker1"):
        operations.take(ticket)
        with pytest.raises(errors.MissingOutcome):
            api.content.transition(ticket, "finish")


def test_only_the_addressee_and_the_supervisor_work_on_a_ticket(world):
    dossier = world.dossier(caseworker="caseworker1")
    ticket = followup(world.document(dossier, "correspondance-demande-audition"))
    with world.as_user("caseworker1"), pytest.raises(errors.NotAddressee):
        operations.take(ticket)
    with world.as_user("supervisor1"):
        operations.take(ticket)


def test_only_the_addressee_marks_a_signal_as_read(world):
    signal = followup(world.document(world.dossier(), SIGNAL_TYPE))
    with world.as_user("supervisor1"), pytest.raises(errors.NotAddressee):
        operations.read_signal(signal)


def test_whoever_files_sees_neither_signal_nor_ticket(world):
    dossier = world.dossier()
    with world.as_user("scan1"):
        world.document(dossier, SIGNAL_TYPE)
        world.document(dossier, TICKET_TYPE)
        assert not world.visible(portal_type=["Signal", "Ticket"])


def test_what_nobody_touched_can_be_taken_back(world):
    dossier = world.dossier()
    untouched = world.document(dossier, TICKET_TYPE)
    taken = world.document(dossier, "factures-charges-divers")
    with world.as_user("caseworker1"):
        operations.take(followup(taken))
    with world.as_user("scan1"):
        assert operations.cancel_for(untouched) == 1
        assert operations.cancel_for(taken) == 0
    assert state(followup(untouched)) == "cancelled"
    assert state(followup(taken)) == "in_progress"


def test_no_delay_is_invented(world):
    ticket = followup(world.document(world.dossier(), TICKET_TYPE))
    assert ticket.due is None


def test_a_delay_counts_working_days_from_reception(world):
    document = world.document(world.dossier(), SIGNAL_TYPE)
    ticket = operations.raise_ticket(document, "caseworker", "test", due_working_days=5)
    assert ticket.due == date(2026, 3, 9)


def test_titles_and_addresses_name_nobody(world):
    dossier = world.dossier(first_name="Zebulon", last_name="Unique")
    signal = followup(world.document(dossier, SIGNAL_TYPE))
    assert signal.title == "Nouveau document : ATTESTATIONS EMPLOI"
    assert "Unique" not in signal.absolute_url() + signal.title


def test_the_inbox_names_the_beneficiary_to_those_who_see_the_dossier(world):
    document = world.document(world.dossier(first_name="Zoé", last_name="Exemple"), TICKET_TYPE)
    with world.as_user("caseworker1"):
        [row] = operations.inbox()
    assert row.beneficiary == "Zoé Exemple"
    assert row.document_url == document.absolute_url()
    assert row.received_on == document.received_on
    assert row.type_label == "FACTURES_CHARGES_MEDICALES"


def test_the_counts_tell_tickets_from_signals(world):
    dossier = world.dossier()
    for type_id in (SIGNAL_TYPE, SIGNAL_TYPE, TICKET_TYPE):
        world.document(dossier, type_id)
    with world.as_user("caseworker1"):
        assert operations.counts() == operations.Counts(tickets=1, signals=2)
    with world.as_user("caseworker2"):
        assert operations.counts().total == 0


def test_the_list_shows_the_document_as_it_is_described_now(world):
    from zope.lifecycleevent import modified

    document = world.document(world.dossier(), TICKET_TYPE)
    document.received_on = date(2026, 2, 2)
    modified(document)
    with world.as_user("caseworker1"):
        [row] = operations.inbox()
    assert row.received_on == date(2026, 2, 2)


def test_what_presses_comes_first(world):
    dossier = world.dossier()
    calm = world.document(dossier, TICKET_TYPE)
    document = world.document(dossier, SIGNAL_TYPE)
    pressing = operations.raise_ticket(document, "caseworker", "test", due_working_days=3)
    with world.as_user("caseworker1"):
        rows = operations.inbox(kinds=["Ticket"])
    assert [row.uid for row in rows] == [pressing.UID(), followup(calm).UID()]
