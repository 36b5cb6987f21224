"""What waits is told by mail: counts and links, once, to whom it is for, when they wish it."""

from datetime import datetime

import pytest
import transaction
from freezegun import freeze_time
from plone import api

from farde.access import operations as access
from farde.access import protection
from farde.core import background, mail, outbox, schedule
from farde.core.clock import CENTRE_TIME
from farde.tickets import digests, mails, operations
from followups import SIGNAL_TYPE, TICKET_TYPE, only
from postoffice import work

#: A Monday, and a Tuesday; 07:30 in Brussels.
MONDAY, TUESDAY = "2026-03-09 06:30", "2026-03-10 06:30"
TASK = "farde.tell-what-waits"


@pytest.fixture
def dossier(office):
    """A dossier of caseworker1 with a signal, and a ticket due on the ninth of March."""
    with freeze_time("2026-03-02 09:00"):
        dossier = office.dossier(first_name="Zebulon", last_name="Unique")
        document = office.document(dossier, SIGNAL_TYPE)
        operations.raise_ticket(document, "caseworker", "test", due_working_days=5)
        office.commit()
    return dossier


def at(office, moment: str) -> None:
    """Let the worker tell what waits at a moment, and send the letters."""
    with freeze_time(moment):
        key = outbox.enqueue(TASK, api.content.get_uuid(office.portal))
        transaction.commit()
        background.run(key)
        work()


def received(post, user: str) -> list:
    return [message for to, message in post.received if to == [f"{user}@cpas.example"]]


def text(message) -> list[str]:
    return message.get_content().strip().splitlines()


def wish(user: str, *, digest: bool, overdue: bool) -> None:
    mails.wish(user, mails.Wishes(digest, overdue))
    transaction.commit()


def test_the_summary_tells_counts_and_links_and_nothing_else(office, post, dossier):
    at(office, MONDAY)
    [message] = received(post, "caseworker1")
    site = office.portal.absolute_url()
    assert message["Subject"] == "Farde : ce qui vous attend aujourd'hui"
    assert text(message) == [
        "Ce qui vous attend dans Farde :",
        "- tickets à traiter : 1",
        "- en retard : 0",
        "- signaux à lire : 1",
        "",
        f"{site}/@@inbox",
        "",
        f"Choisir vos courriels : {site}/@@my-mails",
    ]
    for private in ("Zebulon", "Unique", dossier.getId(), dossier.UID()):
        assert private not in message.as_string()


def test_it_leaves_once_a_day_however_often_the_worker_looks(office, post, dossier):
    for moment in (MONDAY, "2026-03-09 06:40", "2026-03-09 15:00"):
        at(office, moment)
    assert len(received(post, "caseworker1")) == 1
    at(office, TUESDAY)
    assert len(received(post, "caseworker1")) == 2


@pytest.mark.parametrize(
    "moment",
    ["2026-03-09 06:29", "2026-03-08 09:00", "2026-04-06 09:00"],
    ids=["before the hour", "on a Sunday", "on Easter Monday"],
)
def test_nothing_leaves_outside_the_hours_of_mails(office, post, dossier, moment):
    at(office, moment)
    assert post.received == []


def test_whoever_has_nothing_waiting_is_left_in_peace(office, post, dossier):
    at(office, MONDAY)
    assert received(post, "caseworker2") == []


def test_a_summary_that_was_not_worth_a_mail_in_the_morning_does_not_come_at_noon(
    office, post, dossier
):
    at(office, MONDAY)
    document = office.document(office.dossier(caseworker="caseworker2"), TICKET_TYPE)
    office.commit()
    at(office, "2026-03-09 11:00")
    assert received(post, "caseworker2") == [] and document is not None


def test_it_counts_as_its_reader_would_see_it(office, post):
    dossier = office.dossier(active_ri=True)
    office.document(dossier, "attestations-ressources")
    protection.deny(dossier.UID(), "payments1")
    office.commit()
    at(office, MONDAY)
    assert received(post, "payments1") == []


def test_who_wishes_no_summary_gets_none(office, post, dossier):
    wish("caseworker1", digest=False, overdue=False)
    at(office, MONDAY)
    assert post.received == []


def test_the_centre_decides_for_who_never_chose(office, post, dossier):
    api.portal.set_registry_record("farde.tickets.digest_by_default", False)
    at(office, MONDAY)
    assert received(post, "caseworker1") == []
    wish("caseworker1", digest=True, overdue=False)
    at(office, MONDAY)
    assert len(received(post, "caseworker1")) == 1


def test_a_ticket_is_told_to_be_overdue_once(office, post, dossier):
    wish("caseworker1", digest=False, overdue=True)
    at(office, MONDAY)
    assert post.received == []
    for moment in (TUESDAY, "2026-03-10 09:00", "2026-03-11 09:00"):
        at(office, moment)
    [message] = received(post, "caseworker1")
    assert text(message)[:2] == ["Des tickets ont dépassé leur échéance :", "- en retard : 1"]


def test_what_the_summary_said_to_be_overdue_is_not_told_again(office, post, dossier):
    at(office, TUESDAY)
    at(office, "2026-03-10 09:00")
    [message] = received(post, "caseworker1")
    assert "- en retard : 1" in text(message)


def test_a_ticket_that_is_done_meanwhile_is_told_to_nobody(office, post, dossier):
    wish("caseworker1", digest=False, overdue=True)
    ticket = only(document_of(dossier), review_state="created")
    with office.as_user("caseworker1"):
        operations.finish(ticket, "Payé")
    office.commit()
    at(office, TUESDAY)
    assert post.received == []


def document_of(dossier):
    return next(one for one in dossier.objectValues() if one.portal_type == "CaseDocument")


def test_the_supervisor_is_told_once_where_the_centre_gave_a_delay(office, post, dossier):
    wish("supervisor1", digest=False, overdue=True)
    at(office, "2026-03-12 09:00")
    assert received(post, "supervisor1") == []
    api.portal.set_registry_record("farde.tickets.escalation_days", 3)
    office.commit()
    at(office, "2026-03-12 09:00")
    at(office, "2026-03-13 09:00")
    [message] = received(post, "supervisor1")
    assert "- en retard dans votre équipe : 1" in text(message)


def test_who_is_away_gets_nothing_and_the_stand_in_all(office, post, dossier):
    since, until = (datetime(2026, 3, day, tzinfo=CENTRE_TIME) for day in (9, 14))
    access.note_absence("caseworker1", "caseworker2", since, until)
    office.commit()
    at(office, MONDAY)
    assert received(post, "caseworker1") == []
    assert "- tickets à traiter : 1" in text(received(post, "caseworker2")[0])


def test_it_speaks_the_language_of_its_reader(office, post, dossier):
    api.user.get(userid="caseworker1").setMemberProperties({"language": "nl"})
    office.commit()
    at(office, MONDAY)
    [message] = received(post, "caseworker1")
    assert "- te behandelen tickets: 1" in text(message)


class Killed(BaseException):
    """What ends a worker between two steps."""


@pytest.mark.parametrize("after", [1, 2, 3])
def test_a_worker_that_is_killed_goes_on_where_it_stood(office, post, dossier, monkeypatch, after):
    office.document(office.dossier(caseworker="caseworker2"), TICKET_TYPE)
    office.commit()
    steps = iter(range(after))

    def told(user_id: str) -> None:
        if next(steps, None) is None:
            raise Killed
        tell(user_id)

    tell = digests.tell
    monkeypatch.setattr(digests, "tell", told)
    with freeze_time(MONDAY), pytest.raises(Killed):
        digests.TellWhatWaits()(api.content.get_uuid(office.portal))
    transaction.abort()
    monkeypatch.setattr(digests, "tell", tell)
    at(office, MONDAY)
    assert [len(received(post, user)) for user in ("caseworker1", "caseworker2")] == [1, 1]


def test_no_ticket_is_woken_to_count_it(office, dossier):
    office.portal._p_jar.cacheMinimize()
    with office.as_user("caseworker1"):
        found = digests.what_waits()
    assert (found.tickets, found.signals) == (1, 1)
    followups = [one for one in dossier.objectValues() if one.portal_type in ("Ticket", "Signal")]
    office.portal._p_jar.cacheMinimize()
    with office.as_user("caseworker1"):
        digests.what_waits()
    assert {one._p_state for one in followups} == {-1}


def test_the_worker_is_asked_to_look_again_and_again(world):
    assert TASK in schedule.ask_for_what_is_due()


def test_without_a_mail_server_nothing_is_noted(served_world):
    assert not mail.can_leave()
    with freeze_time(MONDAY):
        digests.TellWhatWaits()("")
    assert mails.of("caseworker1").digest_day is None
