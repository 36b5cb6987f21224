"""The board of a supervisor: how much lies where in their dossiers, and the way to it."""

from datetime import date, timedelta

import pytest
from freezegun import freeze_time
from Products.CMFPlone.CatalogTool import CatalogTool

from farde.access import operations as access
from farde.core import clock, days
from farde.dossier import holders
from farde.tickets import board, operations
from farde.tickets.waiting import Counts
from followups import SIGNAL_TYPE, TICKET_TYPE, next_request, only
from inboxpage import InboxPage

SERVICE_TYPE = "attestations-ressources"


def load_of(key: str, loads: list[board.Load]) -> board.Load:
    [load] = [one for one in loads if one.key == key]
    return load


def test_each_caseworker_is_weighed(world):
    dossier = world.dossier("caseworker1")
    world.document(dossier, TICKET_TYPE)
    document = world.document(dossier, SIGNAL_TYPE, received_on=date(2026, 2, 3))
    operations.raise_ticket(document, "caseworker", "test", due_working_days=1)
    with freeze_time("2026-03-02"), world.as_user("supervisor1"):
        loads = board.of_caseworkers()
    load = load_of("caseworker1", loads)
    assert load.counts == Counts(tickets=2, signals=1, overdue=1)
    assert (load.dossiers, load.oldest) == (1, date(2026, 2, 3))
    assert load_of("caseworker2", loads).counts.total == 0


def test_dossiers_that_nobody_holds_stand_last(world):
    dossier = world.dossier("caseworker1")
    world.document(dossier, TICKET_TYPE)
    holders.assign_caseworker(dossier.UID(), "")
    with world.as_user("supervisor1"):
        assert board.of_caseworkers()[-1].key == board.NOBODY
        assert board.of_caseworkers()[-1].counts.tickets == 1


def test_an_absence_is_shown_while_it_lasts(world):
    today = clock.today()
    tomorrow = today + timedelta(days=1)
    access.note_absence("caseworker1", "caseworker2", days.start_of(today), days.end_of(tomorrow))
    with world.as_user("supervisor1"):
        assert load_of("caseworker1", board.of_caseworkers()).away.stand_in == "caseworker2"
        with freeze_time(tomorrow + timedelta(days=1)):
            assert load_of("caseworker1", board.of_caseworkers()).away is None


def test_services_are_weighed_within_the_dossiers_one_supervises(world):
    dossier = world.dossier(active_ri=True)
    world.document(dossier, SERVICE_TYPE)
    with world.as_user("supervisor1"):
        loads = board.of_services()
    assert load_of("service:payments", loads).counts.total == 1
    access.limits().deny(dossier.UID(), "supervisor1")
    next_request()
    with world.as_user("supervisor1"):
        assert board.of_services() == []


def test_the_board_costs_one_search_however_many_work(world, monkeypatch):
    for user in ("caseworker1", "caseworker2"):
        world.document(world.dossier(user), TICKET_TYPE)
    searches, search = [], CatalogTool.unrestrictedSearchResults

    def counted(catalog, *args, **query):
        searches.append(query)
        return search(catalog, *args, **query)

    monkeypatch.setattr(CatalogTool, "unrestrictedSearchResults", counted)
    with world.as_user("supervisor1"):
        assert [load.counts.tickets for load in board.of_caseworkers()] == [1, 1]
    assert len(searches) == 1


def test_whoever_supervises_nothing_sees_no_load(world):
    world.document(world.dossier(), TICKET_TYPE)
    with world.as_user("caseworker1"):
        assert board.of_caseworkers() == []
        assert board.of_services() == []


@pytest.fixture
def at_work(served_world):
    """Open the site as somebody, with one ticket of caseworker1 in it."""
    ticket = only(served_world.document(served_world.dossier("caseworker1"), TICKET_TYPE))
    served_world.commit()
    site = served_world.portal.absolute_url()
    return ticket.UID(), lambda user: InboxPage(site, user)


def test_a_number_leads_to_the_list_behind_it(at_work):
    ticket, enter = at_work
    page = enter("supervisor1")
    page.open("@@team-board")
    [row] = page.tree.xpath("//table[@id='board-caseworkers']//tr[contains(., 'Demoulin')]")
    [address] = row.xpath(".//a[contains(@href, 'kind=ticket')]/@href")
    page.open(address.partition("/plone/")[2])
    assert page.rows == [ticket]
    assert "Claire Demoulin (AS)" in page.row(ticket)


def test_an_absence_in_which_nobody_stands_in_is_told_as_such(at_work, served_world):
    today = clock.today()
    access.note_absence("caseworker1", "", days.start_of(today), days.end_of(today))
    served_world.commit()
    page = at_work[1]("supervisor1")
    page.open("@@team-board")
    [row] = page.tree.xpath("//table[@id='board-caseworkers']//tr[contains(., 'Demoulin')]")
    assert ", personne ne remplace" in row.text_content()


def test_a_supervisor_gives_a_single_ticket_to_somebody_else(at_work):
    ticket, enter = at_work
    page = enter("supervisor1")
    page.open("@@inbox?show=team&of=caseworker1")
    page.press("hand-over", ticket, role="service:recovery", reason="Équipe débordée")
    assert "Le ticket est transmis." in page.text
    assert len(enter("recovery1").rows) == 1


def test_a_supervisor_takes_back_a_ticket_that_is_no_longer_needed(at_work):
    ticket, enter = at_work
    page = enter("supervisor1")
    page.open("@@inbox?show=team&of=caseworker1")
    page.press("cancel", ticket, reason=" ")
    assert "Le motif manque." in page.row(ticket)
    page.press("cancel", ticket, reason="Facture retirée")
    assert "Le ticket est annulé." in page.text and page.rows == []
    settled = enter("caseworker1")
    assert settled.rows == []
    settled.open("@@inbox?show=done")
    assert "Annulé" in settled.row(ticket) and "Facture retirée" in settled.row(ticket)


def test_whoever_a_ticket_is_for_hands_it_over_but_does_not_take_it_back(at_work):
    ticket, enter = at_work
    assert actions(enter("caseworker1"), ticket) == {"take", "finish", "hand-over"}


def test_a_supervisor_is_offered_the_signals_that_nobody_else_answers_alone(served_world):
    dossier = served_world.dossier("caseworker1")
    signal = only(served_world.document(dossier, SIGNAL_TYPE)).UID()
    served_world.commit()
    page = InboxPage(served_world.portal.absolute_url(), "supervisor1")
    page.open("@@inbox?show=team&of=caseworker1")
    assert page.rows == [signal] and actions(page, signal) == set()
    holders.assign_caseworker(dossier.UID(), "")
    served_world.commit()
    page.open("@@inbox?show=team")
    assert actions(page, signal) == {"read", "make-ticket"}
    page.press("read", signal)
    assert "Le signal est lu." in page.text


def actions(page: InboxPage, row: str) -> set[str]:
    """Return what the buttons of a row do."""
    return set(page.tree.get_element_by_id(f"row-{row}").xpath(".//button[@name='action']/@value"))


def test_dossiers_are_spread_on_the_page_of_transfers(at_work):
    page = at_work[1]("supervisor1")
    page.open("@@team-board")
    [address] = page.tree.xpath("//main//a[contains(@href, '@@transfer')]/@href")
    page.open(address.partition("/plone/")[2])
    assert "from=caseworker1" in page.answer.url and page.answer.ok


def test_the_work_of_a_colleague_is_for_supervisors(at_work):
    page = at_work[1]("caseworker2")
    page.open("@@inbox?show=team&of=caseworker1")
    assert page.rows == []
    page.open("@@team-board")
    assert "board-caseworkers" not in page.answer.text


def test_what_nobody_answers_for_is_announced(served_world):
    dossier = served_world.dossier("caseworker1")
    ticket = only(served_world.document(dossier, TICKET_TYPE))
    holders.assign_caseworker(dossier.UID(), "")
    served_world.commit()
    page = InboxPage(served_world.portal.absolute_url(), "supervisor1")
    page.open("@@team-board")
    assert "Attendent sans que personne ne réponde : 1." in page.text
    page.open("@@inbox?show=team")
    assert page.rows == [ticket.UID()]
