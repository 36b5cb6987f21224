"""Mail that is sent to the centre: each message one deposit, whatever happens on the way."""

import socket
from datetime import UTC, datetime, timedelta

import pytest
from Acquisition import aq_base
from plone import api

import letters
from farde.capture import sources
from farde.capture.channels import mailbox as channel
from farde.capture.channels import mailbox_client, mailbox_settings, standing
from farde.capture.channels.mailbox_task import MailboxChannel, ReadMailboxes
from farde.capture.deposits import queue
from farde.core import clock

DONE, REFUSED = "Farde - déposés", "Farde - refusés"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def site(world, mailbox, monkeypatch):
    """A site that reads one mailbox; its worker commits nothing but what the test sees."""
    monkeypatch.setattr(channel, "committing", lambda step: step())
    set_to(boxes=[mailbox.address()])
    return world


def set_to(**values):
    for name, value in values.items():
        api.portal.set_registry_record(f"{mailbox_settings.PREFIX}.{name}", value)


def deposits():
    return [one for one in queue().objectValues() if one.channel == "email"]


def in_folder(mailbox, folder, user="depots"):
    return mailbox.messages(folder.replace("é", "&AOk-"), user)


def test_a_message_becomes_a_deposit_and_moves_out_of_the_way(site, mailbox):
    raw = letters.attach(letters.letter(), letters.scan(), "carte.png").as_bytes()
    mailbox.deliver(raw, at=NOON)
    channel.sweep()
    [batch] = deposits()
    [source] = sources.of(batch)
    assert (source.kind, source.title) == ("eml", letters.ODD_SUBJECT)
    assert source.file.data == mailbox_bytes(raw)
    assert batch.about.sender == "amina@example.org"
    assert batch.about.received_on == NOON.date()
    assert batch.about.station == "depots@127.0.0.1"
    assert mailbox.messages() == [] and len(in_folder(mailbox, DONE)) == 1


def test_the_day_it_was_received_is_that_of_the_server_in_the_time_of_the_centre(site, mailbox):
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    mailbox.deliver(letters.letter(Date="Mon, 01 Jan 2001 09:00:00 +0000").as_bytes(), at=late)
    channel.sweep()
    assert str(deposits()[0].about.received_on) == "2026-03-03"


def test_a_server_whose_clock_runs_ahead_does_not_lead_into_the_future(site, mailbox):
    mailbox.deliver(letters.letter().as_bytes(), at=datetime.now(UTC) + timedelta(days=3))
    channel.sweep()
    assert deposits()[0].about.received_on == clock.today()


def test_a_message_that_was_read_by_a_person_is_left_where_only_unread_ones_are_taken(
    site, mailbox
):
    mailbox.deliver(letters.letter().as_bytes())
    with mailbox.open() as client:
        client.select("INBOX")
        client.store("1", "+FLAGS", "\\Seen")
    channel.sweep()
    assert deposits() == [] and standing.of(channel.NAME).waiting == 1
    set_to(only_unseen=False)
    channel.sweep()
    assert len(deposits()) == 1


def test_a_message_met_again_after_a_stop_is_no_second_deposit(site, mailbox, monkeypatch):
    mailbox.deliver(letters.letter().as_bytes())

    def stop(*_):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(mailbox_client.Inbox, "put_into", stop)
        with pytest.raises(SystemExit):
            channel.sweep()
    assert len(deposits()) == 1 and len(mailbox.messages()) == 1
    channel.sweep()
    assert len(deposits()) == 1 and mailbox.messages() == []


def test_two_messages_of_one_message_id_are_two_deposits(site, mailbox):
    for words in ("un", "deux"):
        mailbox.deliver(letters.letter(words, **{"Message-ID": "<a@b>"}).as_bytes())
    channel.sweep()
    assert len(deposits()) == 2


def test_a_message_sent_to_two_mailboxes_is_deposited_from_each(site, mailbox):
    set_to(boxes=[mailbox.address(), mailbox.address("aide")])
    for user in ("depots", "aide"):
        mailbox.deliver(letters.letter().as_bytes(), user)
    channel.sweep()
    assert {one.about.station for one in deposits()} == {"depots@127.0.0.1", "aide@127.0.0.1"}


def test_the_same_message_sent_twice_is_two_deposits_for_a_person_to_compare(site, mailbox):
    for _ in range(2):
        mailbox.deliver(letters.letter().as_bytes())
    channel.sweep()
    first, second = deposits()
    assert first.sha256 == second.sha256


def test_a_message_that_is_too_large_is_put_aside_and_counted(site, mailbox):
    set_to(max_megabytes=1)
    mailbox.deliver(letters.attach(letters.letter(), b"x" * 900_000, "a.bin").as_bytes())
    channel.sweep()
    assert deposits() == [] and len(in_folder(mailbox, REFUSED)) == 1
    assert standing.of(channel.NAME).refused == 1


def test_what_is_no_message_is_put_aside(site, mailbox):
    mailbox.deliver(b"\r\n\r\nsans en-t\xc3\xaate\r\n")
    channel.sweep()
    assert deposits() == [] and len(in_folder(mailbox, REFUSED)) == 1


def test_one_message_that_nobody_foresaw_keeps_no_other_from_being_taken(
    site, mailbox, monkeypatch
):
    deposit = channel.deposit

    def stumbling(received):
        if b"piege" in received.raw:
            raise ZeroDivisionError
        return deposit(received)

    monkeypatch.setattr(channel, "deposit", stumbling)
    mailbox.deliver(letters.letter("piege").as_bytes())
    mailbox.deliver(letters.letter("bon").as_bytes())
    channel.sweep()
    assert len(deposits()) == 1 and len(mailbox.messages()) == 1
    assert standing.of(channel.NAME).faults == ("BoxStuck 1",)


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto-Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"Return-Path": "<>"},
        {"X-Autoreply": "yes"},
    ],
)
def test_answers_of_machines_are_deposited_and_marked(site, mailbox, headers):
    mailbox.deliver(letters.letter(**headers).as_bytes())
    channel.sweep()
    assert deposits()[0].about.marks["automatic"] == "yes"


def test_a_person_s_message_is_not_marked(site, mailbox):
    mailbox.deliver(letters.letter(**{"Auto-Submitted": "no"}).as_bytes())
    channel.sweep()
    assert "automatic" not in deposits()[0].about.marks


def test_nobody_is_answered(site, mailbox, monkeypatch):
    sent = []
    host = type(aq_base(api.portal.get_tool("MailHost")))
    monkeypatch.setattr(host, "send", lambda *args, **more: sent.append(args))
    mailbox.deliver(letters.letter(**{"Disposition-Notification-To": "a@b.be"}).as_bytes())
    channel.sweep()
    assert sent == [] and len(deposits()) == 1


def test_a_server_that_is_gone_is_told_and_the_other_mailboxes_are_read(site, mailbox):
    set_to(boxes=["imap://depots@127.0.0.1:1/INBOX", mailbox.address()])
    mailbox.deliver(letters.letter().as_bytes())
    channel.sweep()
    assert len(deposits()) == 1
    [fault] = MailboxChannel().report().faults
    assert "n° 1 ne répond pas" in fault.message.default.replace("${number}", "1")


@pytest.mark.parametrize(
    "password, fault", [("wrong", "BoxClosed 1"), ("", "BoxWithoutPassword 1")]
)
def test_a_mailbox_that_does_not_open_is_told(site, monkeypatch, password, fault):
    monkeypatch.setenv("FARDE_MAILBOX_PASSWORD", password)
    channel.sweep()
    assert standing.of(channel.NAME).faults == (fault,)


def test_a_line_that_drops_in_the_middle_is_told_and_loses_nothing(site, mailbox, monkeypatch):
    for words in ("un", "deux"):
        mailbox.deliver(letters.letter(words).as_bytes())
    fetch = mailbox_client.Inbox.fetch

    def dropping(inbox, uid):
        if deposits():
            inbox._server.client.sock.shutdown(socket.SHUT_RDWR)
        return fetch(inbox, uid)

    with monkeypatch.context() as patch:
        patch.setattr(mailbox_client.Inbox, "fetch", dropping)
        channel.sweep()
    assert len(deposits()) == 1 and standing.of(channel.NAME).faults == ("BoxSilent 1",)
    channel.sweep()
    assert len(deposits()) == 2 and standing.of(channel.NAME).faults == ()


def test_a_folder_that_cannot_be_made_is_told_and_nothing_is_deposited_twice(
    site, mailbox, monkeypatch
):
    set_to(done_folder="INBOX/\u0001")
    mailbox.deliver(letters.letter().as_bytes())
    channel.sweep()
    assert standing.of(channel.NAME).faults == ("BoxReadOnly 1",)
    channel.sweep()
    assert len(deposits()) == 1


def test_where_no_mailbox_is_read_the_worker_has_nothing_to_do(world):
    assert not ReadMailboxes().has_work()
    assert not MailboxChannel().report().on


def test_a_mailbox_that_is_no_longer_read_is_no_longer_complained_of(site, monkeypatch):
    monkeypatch.setenv("FARDE_MAILBOX_PASSWORD", "wrong")
    channel.sweep()
    set_to(boxes=[])
    assert ReadMailboxes().has_work()
    channel.sweep()
    assert not ReadMailboxes().has_work() and MailboxChannel().report().faults == ()


def test_its_task_runs_as_often_as_the_centre_says(world):
    set_to(interval_seconds=300)
    assert ReadMailboxes().every == timedelta(minutes=5)


def mailbox_bytes(raw: bytes) -> bytes:
    """What a server keeps of a message: its lines end as those of mail do."""
    return raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
