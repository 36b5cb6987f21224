"""The mailbox channel: each message is deposited, committed, and only then moved out of the way.

Killed at any instant it goes on where it stopped: a message that was deposited is known by a key
made of its place on the server and of its bytes. The sender is never answered: an answer could
run in circles, and tell a stranger what the centre does.
"""

import imaplib
import logging
from email import message_from_bytes
from email.message import Message
from email.utils import parseaddr

from imap_tools.errors import ImapToolsError

from farde.capture import operations as capture
from farde.capture.about import About
from farde.capture.channels import mailbox_client, mailbox_secrets, mailbox_settings, standing
from farde.capture.channels.mailbox_client import Box, Inbox, Received
from farde.capture.channels.mailbox_settings import setting
from farde.capture.channels.standing import Standing
from farde.capture.conversion import words
from farde.core import clock
from farde.core.background import committing
from farde.core.errors import Refusal

logger = logging.getLogger(__name__)

NAME = "mailbox"
#: Messages of one mailbox in one run; the others follow in the next, so that all get their turn.
AT_ONCE = 50
_MEGABYTE = 1_000_000
_AUTOMATIC = ("bulk", "junk", "list", "auto_reply", "auto-reply")


def has_work() -> bool:
    """Tell whether there is a mailbox to look at, or something noted of one that there was."""
    noted = standing.of(NAME)
    return bool(setting("boxes") or noted.faults or noted.waiting or noted.refused)


def sweep() -> None:
    """Take in what waits in every mailbox, and note how the channel fares."""
    found = [_box_swept(box, number) for number, box in enumerate(mailbox_settings.boxes(), 1)]
    told = Standing(
        tuple(fault for one in found for fault in one.faults),
        sum(one.waiting for one in found),
        sum(one.refused for one in found),
    )
    committing(lambda: standing.note(NAME, told))


def _box_swept(box: Box, number: int) -> Standing:
    try:
        secret = mailbox_secrets.password(box.account)
        if not secret:
            return Standing((f"BoxWithoutPassword {number}",))
        with mailbox_client.opened(box, secret) as inbox:
            return _swept(inbox, number)
    except mailbox_secrets.Exposed:
        return Standing((f"BoxSecretsExposed {number}",))
    except imaplib.IMAP4.abort:
        return Standing((f"BoxSilent {number}",))
    except (ImapToolsError, imaplib.IMAP4.error):
        return Standing((f"BoxClosed {number}",))
    except OSError:
        return Standing((f"BoxSilent {number}",))


def _swept(inbox: Inbox, number: int) -> Standing:
    faults = set()
    for uid, size in list(inbox.sizes(setting("only_unseen")).items())[:AT_ONCE]:
        faults.add(_taken(inbox, uid, size))
    told = tuple(f"{fault} {number}" for fault in sorted(faults - {""}))
    return Standing(told, inbox.count(), inbox.count(setting("refused_folder")))


def _taken(inbox: Inbox, uid: str, size: int) -> str:
    """Deposit one message and move it; return the name of the fault, "" for none."""
    try:
        if size > setting("max_megabytes") * _MEGABYTE:
            return _moved(inbox, uid, "refused_folder")
        received = inbox.fetch(uid)
        if received is None:
            return ""
        committing(lambda: deposit(received))
    except Refusal:
        return _moved(inbox, uid, "refused_folder")
    except (imaplib.IMAP4.error, ImapToolsError, OSError):
        raise
    except Exception as error:
        # One message that nobody foresaw must not keep all others from being taken.
        logger.error("A message could not be deposited: %s", type(error).__name__)
        return "BoxStuck"
    return _moved(inbox, uid, "done_folder")


def deposit(received: Received):
    """Deposit a message once, however often it is met; raises the refusals of a deposit."""
    message = message_from_bytes(received.raw)
    day = received.arrived.astimezone(clock.CENTRE_TIME).date()
    marks = {"way": NAME} | ({"automatic": "yes"} if is_automatic(message) else {})
    about = About(
        station=received.name.partition("/")[0],
        received_on=min(day, clock.today()),
        sender=parseaddr(words.header(message, "From"))[1],
        marks=marks,
    )
    given = capture.Given(received.raw, "", "message/rfc822", words.header(message, "Subject"))
    key = f"{NAME}|{received.name}|{received.digest}"
    return capture.deposit_once(key, [given], "email", about)


def is_automatic(message: Message) -> bool:
    """Tell whether a machine wrote a message: an answer of an absent person, a bounce, a list."""
    submitted = words.header(message, "Auto-Submitted").lower()
    return (
        submitted not in ("", "no")
        or words.header(message, "Precedence").lower() in _AUTOMATIC
        or words.header(message, "Return-Path") == "<>"
        or "X-Autoreply" in message
        or message.get_content_type() == "multipart/report"
    )


def _moved(inbox: Inbox, uid: str, folder: str) -> str:
    try:
        inbox.put_into(setting(folder), uid)
    except (ImapToolsError, imaplib.IMAP4.error) as error:
        if isinstance(error, imaplib.IMAP4.abort):
            raise
        inbox.mark_seen(uid)
        return "BoxReadOnly"
    return ""
