"""A mail leaves after commit, to who it is for, and says nothing but where to look."""

import pytest
import transaction
from plone import api

from farde.core import background, mail, outbox, schedule
from postoffice import configure, tell, work


def test_each_one_gets_a_sentence_and_a_link(office, post):
    tell("caseworker1", "privacy1")
    assert post.received == []
    work()
    assert sorted(to for to, _ in post.received) == [
        ["caseworker1@cpas.example"],
        ["privacy1@cpas.example"],
    ]
    message = post.received[0][1]
    assert message["Subject"] == "Farde : un avis vous attend"
    assert message["From"] == "Farde <farde@cpas.example>"
    assert message.get_content().strip().splitlines() == [
        "Un avis vous attend dans Farde. Pour le lire, connectez-vous :",
        "",
        f"{office.portal.absolute_url()}/@@home",
    ]
    assert mail.waiting() == []


def test_a_mail_speaks_the_language_of_its_reader(office, post):
    api.user.get(userid="caseworker1").setMemberProperties({"language": "nl"})
    tell("caseworker1")
    work()
    assert "er wacht een bericht" in post.received[0][1]["Subject"]


def test_what_is_rolled_back_sends_nothing(office, post):
    mail.tell(["caseworker1"], "@@home")
    transaction.abort()
    assert mail.waiting() == []
    work()
    assert post.received == []


def test_a_server_that_refuses_is_asked_again_until_it_takes_the_mail(office, post):
    tell("caseworker1")
    [uid] = mail.waiting()
    post.refuses = True
    for _ in range(background.MAX_ATTEMPTS):
        background.run(f"{mail.TASK}:{uid}")
    assert mail.waiting() == [uid] and outbox.get(f"{mail.TASK}:{uid}") is None
    post.refuses = False
    again = outbox.enqueue("farde.mail-again", api.content.get_uuid(office.portal))
    transaction.commit()
    background.run(again)
    background.run(f"{mail.TASK}:{uid}")
    assert len(post.received) == 1 and mail.waiting() == []


def test_the_worker_is_asked_to_try_again(world):
    assert "farde.mail-again" in schedule.ask_for_what_is_due()


def test_a_server_that_is_away_is_no_mail_lost(office, post):
    configure("smtp_port", 1)
    tell("caseworker1")
    work()
    assert len(mail.waiting()) == 1


@pytest.mark.parametrize("missing", ["sender", "server", "address", "person"])
def test_without_an_address_nothing_leaves_and_nothing_waits(office, post, missing):
    if missing == "sender":
        configure("email_from_address", None)
    if missing == "server":
        configure("smtp_host", "")
    if missing == "address":
        api.user.get(userid="caseworker2").setMemberProperties({"email": ""})
    tell({"address": "caseworker2", "person": "gone1"}.get(missing, "caseworker1"))
    work()
    assert post.received == [] and mail.waiting() == []


def test_the_task_knows_a_letter_by_a_random_id(office):
    tell("caseworker1")
    [uid] = mail.waiting()
    assert uid.startswith("mail-") and "caseworker1" not in uid


def test_no_word_of_the_address_is_logged(office, post, caplog):
    post.refuses = True
    tell("caseworker1")
    for _ in range(background.MAX_ATTEMPTS):
        work()
    assert "could not be sent" in caplog.text
    assert "caseworker1" not in caplog.text and "cpas.example" not in caplog.text
