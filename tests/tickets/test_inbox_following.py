"""The open inbox follows what happens elsewhere, and its script is answered in JSON."""

import pytest

from followups import SIGNAL_TYPE, TICKET_TYPE
from inboxpage import InboxPage


@pytest.fixture
def page(served_world) -> InboxPage:
    """The inbox of caseworker1, with a ticket and a signal in it."""
    dossier = served_world.dossier(first_name="Zoé", last_name="Exemple")
    served_world.document(dossier, TICKET_TYPE)
    served_world.document(dossier, SIGNAL_TYPE)
    served_world.commit()
    return InboxPage(served_world.portal.absolute_url(), "caseworker1")


def told(page: InboxPage, path: str = "@@inbox-count", **headers: str) -> dict:
    answer = page.session.get(f"{page.site}/{path}", headers=headers, timeout=30)
    assert answer.status_code == 200
    return answer.json()


def test_counts_and_rows_are_told_without_a_name(page):
    answer = page.session.get(f"{page.site}/@@inbox-count", timeout=30)
    assert answer.json() == {
        "counts": {"tickets": 1, "signals": 1, "overdue": 0, "total": 2},
        "rows": [[page.rows[0], "created"], [page.rows[1], "emitted"]],
        "more": False,
    }
    assert "Zoé" not in answer.text


def test_nothing_is_sent_again_while_nothing_changes(page, served_world):
    address = f"{page.site}/@@inbox-count"
    tag = page.session.get(address, timeout=30).headers["ETag"]
    again = page.session.get(address, headers={"If-None-Match": tag}, timeout=30)
    assert (again.status_code, again.content) == (304, b"")
    page.press("take", page.rows[0])
    assert page.session.get(address, headers={"If-None-Match": tag}, timeout=30).status_code == 200


def test_the_same_part_is_followed_as_is_shown(page):
    assert [state for _uid, state in told(page, "@@inbox-count?kind=signal")["rows"]] == ["emitted"]


def test_rows_that_move_up_to_the_page_before_are_not_taken_for_gone(page):
    assert [uid for uid, _state in told(page, "@@inbox-count?page=2")["rows"]] == page.rows


def test_the_script_is_told_what_was_done_and_refused(page):
    ticket, signal = page.rows
    page.session.headers["Accept"] = "application/json"
    page.press("done", picked=(ticket, signal))
    answer = page.answer.json()
    assert answer["done"] == [signal]
    [refused] = answer["refused"]
    assert (refused["uid"], refused["field"]) == (ticket, "outcome")
    assert "Le résultat manque." in refused["text"]
    assert answer["said"] == "Lignes traitées : 1. Pas encore : 1, la raison est sous chacune."
    assert answer["counts"]["total"] == 1


def test_the_script_is_told_which_field_of_a_row_is_missing(page):
    page.session.headers["Accept"] = "application/json"
    page.press("hand-over", page.rows[0], role="service:payments", reason=" ")
    [refused] = page.answer.json()["refused"]
    assert (refused["field"], "Le motif manque." in refused["text"]) == ("reason", True)


def test_an_action_that_does_not_exist_is_refused_to_the_script(page):
    page.session.headers["Accept"] = "application/json"
    fields = dict(page.tree.get_element_by_id("inbox-bulk").form_values())
    fields |= {"uids": page.rows[0], "action": "burn"}
    answer = page.session.post(f"{page.site}/@@inbox", fields, timeout=30).json()
    assert answer["done"] == [] and len(answer["refused"]) == 1
