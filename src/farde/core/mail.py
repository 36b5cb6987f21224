"""Mail to staff: a sentence that says nothing and a link, sent by the worker after commit.

What it is about is read behind the link, by whoever may read it there. The outbox knows a letter
by a random id; the address is looked up when it is sent.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer

from farde.core import clock, ids, outbox, undelivered
from farde.core.background import committing
from farde.core.i18n import _
from farde.core.interfaces import IBackgroundTask
from farde.core.schedule import IScheduledTask
from farde.core.settings import setting

logger = logging.getLogger(__name__)

TASK = "farde.mail"
_ANNOTATION = "farde.mail"

_SUBJECT = _("mail_subject", default="Farde : un avis vous attend")
_BODY = _(
    "mail_body",
    default="Un avis vous attend dans Farde. Pour le lire, connectez-vous :",
)


class Letter(Persistent):
    """A mail that waits: for whom, and the address of the page that says what it is about.

    ``lines`` stand above the address, ``foot`` below it. One that leaves ``once`` is rather lost
    than sent twice by a worker that was killed while it sent it.
    """

    subject: Message = _SUBJECT
    lines: tuple[Message, ...] = (_BODY,)
    foot: tuple[Message, ...] = ()
    once = False
    leaving = False
    #: Since when it waits; None for one that was written before this was noted.
    since: datetime | None = None
    error = ""

    def __init__(self, user_id: str, url: str) -> None:
        self.user_id = user_id
        self.url = url
        self.since = clock.now()


def tell(
    user_ids: Iterable[str],
    page: str,
    subject: Message = _SUBJECT,
    body: Message | tuple[Message, ...] = _BODY,
    *,
    foot: tuple[Message, ...] = (),
    once: bool = False,
) -> None:
    """Send each user a link to a page of the site once this transaction has committed.

    Nothing leaves where the site or the user has no mail address. ``page``, ``subject``,
    ``body`` and ``foot`` name nobody.
    """
    url = f"{api.portal.get().absolute_url()}/{page}"
    for user_id in user_ids:
        uid = ids.opaque_id("mail")
        letter = _kept()[uid] = Letter(user_id, url)
        letter.subject, letter.foot, letter.once = subject, foot, once
        letter.lines = body if isinstance(body, tuple) else (body,)
        outbox.enqueue(TASK, uid)


def can_leave() -> bool:
    """Tell whether the site has what it takes to send mail."""
    return bool(_setting("email_from_address") and _setting("smtp_host"))


def addressed(address: str, subject: str) -> EmailMessage:
    """Return a mail of the site to an address; the caller writes it and asks ``can_leave``."""
    # Lines end as mail servers want them: without it, one that is strict sees a single long line.
    message = EmailMessage(SMTP)
    name = _setting("email_from_name") or "Farde"
    message["From"] = formataddr((name, _setting("email_from_address")))
    message["To"], message["Subject"] = address, subject
    # An answering machine that answers would tell strangers who is away.
    message["Auto-Submitted"] = "auto-generated"
    return message


def waiting() -> list[str]:
    """Return the ids of the letters that have not left yet."""
    return list(IAnnotations(api.portal.get()).get(_ANNOTATION, ()))


def letters() -> list[Letter]:
    """Return the letters that have not left yet."""
    return list(IAnnotations(api.portal.get()).get(_ANNOTATION, {}).values())


def uninstall(portal) -> None:
    """Forget the letters that wait: what they lead to is no longer there."""
    IAnnotations(portal).pop(_ANNOTATION, None)
    undelivered.uninstall(portal)


@implementer(IBackgroundTask)
class SendMail:
    """Sends one letter; its subject is the letter's id.

    Killed in between, a letter may leave twice, unless it is one that leaves once.
    """

    def __call__(self, subject: str) -> None:
        letter = _kept().get(subject)
        if letter is None:
            return
        message = _written(letter)
        if message is not None and committing(lambda: _may_leave(subject)):
            _send(subject, message)
        committing(lambda: _kept().pop(subject, None))

    def give_up(self, subject: str, error: Exception) -> None:
        # The letter stays, for a day on which the mail server answers again.
        logger.error("A mail could not be sent, and waits: %s", type(error).__name__)


@implementer(IScheduledTask)
class SendMailAgain:
    """Asks again for the letters that could not be sent, and gives up those that wait too long."""

    every = timedelta(hours=1)

    def __call__(self, subject: str) -> None:
        committing(_ask_for_all)

    def give_up(self, subject: str, error: Exception) -> None:
        logger.error("Mails could not be asked for again: %s", type(error).__name__)


def _ask_for_all() -> None:
    kept, now = _kept(), clock.now()
    oldest = now - timedelta(days=setting("give_up_days"))
    for uid, letter in list(kept.items()):
        letter.since = letter.since or now
        if letter.since > oldest:
            outbox.enqueue(TASK, uid)
            continue
        undelivered.note(now.date(), letter.error)
        del kept[uid]
        logger.error("A mail was given up: %s", letter.error)


def _may_leave(uid: str) -> bool:
    """Note that a letter is about to leave; not one that may have left, where once is enough."""
    letter = _kept().get(uid)
    if letter is None or (letter.once and letter.leaving):
        return False
    letter.leaving = True
    return True


def _send(uid: str, message: EmailMessage) -> None:
    try:
        # At once: the transaction could be tried again, and the mail with it.
        api.portal.get_tool("MailHost").send(message, immediate=True)
    except Exception as error:
        name = type(error).__name__
        committing(lambda: _stays(uid, name))
        raise


def _stays(uid: str, error: str) -> None:
    letter = _kept().get(uid)
    if letter is not None:
        letter.leaving, letter.error = False, error


def _written(letter: Letter) -> EmailMessage | None:
    """The mail as it leaves, None where there is no address to send it from or to."""
    user = api.user.get(userid=letter.user_id)
    address = user.getProperty("email", "") if user is not None else ""
    if not (address and can_leave()):
        return None
    language = user.getProperty("language", "") or api.portal.get_default_language()
    message = addressed(address, translate(letter.subject, target_language=language))
    parts = (_translated(letter.lines, language), letter.url, _translated(letter.foot, language))
    message.set_content("\n\n".join(part for part in parts if part) + "\n")
    return message


def _translated(lines: tuple[Message, ...], language: str) -> str:
    return "\n".join(translate(line, target_language=language) for line in lines)


def _setting(name: str) -> str:
    return api.portal.get_registry_record(f"plone.{name}", default=None) or ""


def _kept() -> OOBTree:
    annotations = IAnnotations(api.portal.get())
    if _ANNOTATION not in annotations:
        annotations[_ANNOTATION] = OOBTree()
    return annotations[_ANNOTATION]
