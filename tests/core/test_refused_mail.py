"""A mail that the server refuses is tried for days, then given up, and counted for all to see."""

import re

import pytest
import requests
import transaction
from freezegun import freeze_time
from plone import api
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD

from farde.core import background, mail, outbox, undelivered
from postoffice import tell, work
from world import PASSWORD


@pytest.fixture
def refused(office, post):
    """A letter that the mail server refused on the second of March."""
    post.refuses = True
    with freeze_time("2026-03-02 09:00"):
        tell("caseworker1")
        work()
    return mail.waiting()[0]


def ask_again(office, moment: str) -> None:
    """Let the worker look for letters that could not be sent."""
    with freeze_time(moment):
        again = outbox.enqueue("farde.mail-again", api.content.get_uuid(office.portal))
        transaction.commit()
        background.run(again)


def test_a_mail_that_is_refused_for_days_is_given_up_and_counted(office, refused):
    ask_again(office, "2026-03-05 08:59")
    assert mail.waiting() == [refused]
    ask_again(office, "2026-03-05 09:01")
    assert mail.waiting() == []
    [given_up] = undelivered.latest()
    assert (given_up.day.isoformat(), given_up.count) == ("2026-03-05", 1)
    assert given_up.error.startswith("SMTP")


def test_how_long_a_mail_is_tried_is_a_setting(office, refused):
    api.portal.set_registry_record("farde.mail.give_up_days", 1)
    ask_again(office, "2026-03-03 09:01")
    assert mail.waiting() == []


def test_a_letter_of_before_is_tried_as_long_as_a_new_one(office, refused):
    mail.letters()[0].since = None
    transaction.commit()
    ask_again(office, "2026-03-20 09:00")
    assert mail.waiting() == [refused]
    ask_again(office, "2026-03-23 09:01")
    assert mail.waiting() == []


def test_who_keeps_the_site_sees_what_waits_and_what_was_given_up(office, refused):
    def page() -> str:
        answer = requests.get(
            f"{office.portal.absolute_url()}/@@mail-state",
            auth=(SITE_OWNER_NAME, SITE_OWNER_PASSWORD),
            headers={"Accept-Language": "fr"},
            timeout=30,
        )
        assert answer.status_code == 200
        assert "caseworker1" not in answer.text and "cpas.example" not in answer.text
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))

    waiting = page()
    assert "Courriels en attente : 1" in waiting and "02/03/2026 10:00" in waiting
    assert "SMTPDataError" in waiting
    ask_again(office, "2026-03-06 09:00")
    given_up = page()
    assert "Rien n’attend." in given_up and "06/03/2026" in given_up


@pytest.mark.parametrize("user", ["caseworker1", "records1", "privacy1"])
def test_the_state_of_mail_is_for_who_keeps_the_site(office, user):
    answer = requests.get(
        f"{office.portal.absolute_url()}/@@mail-state",
        auth=(user, PASSWORD),
        allow_redirects=False,
        timeout=30,
    )
    assert answer.status_code != 200


class Killed(BaseException):
    """What ends a worker between two steps."""


@pytest.mark.parametrize(("once", "copies"), [(True, 1), (False, 2)])
def test_killed_after_it_was_sent_a_letter_that_leaves_once_leaves_once(
    office, post, monkeypatch, once, copies
):
    mail.tell(["caseworker1"], "@@home", once=once)
    transaction.commit()
    [uid] = mail.waiting()
    send = mail._send

    def send_and_die(*args):
        send(*args)
        raise Killed

    monkeypatch.setattr(mail, "_send", send_and_die)
    with pytest.raises(Killed):
        mail.SendMail()(uid)
    transaction.abort()
    monkeypatch.setattr(mail, "_send", send)
    mail.SendMail()(uid)
    assert len(post.received) == copies and mail.waiting() == []


def test_a_letter_that_leaves_once_is_sent_again_after_a_refusal(office, post):
    post.refuses = True
    mail.tell(["caseworker1"], "@@home", once=True)
    transaction.commit()
    work()
    post.refuses = False
    work()
    assert len(post.received) == 1 and mail.waiting() == []
