"""Mails about what waits: a summary a day, and a word when a ticket is overdue; counts and links.

What a person is told is counted as they would see it, signed in as they are. It is noted in the
same commit as the letter is written: killed at any instant, the work goes on where it stood, and
nobody is told twice.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from plone import api
from zope.i18nmessageid import Message
from zope.interface import implementer

from farde.access import operations as access
from farde.access.audience import users_with
from farde.core import clock, mail
from farde.core.background import committing
from farde.core.i18n import _
from farde.core.schedule import IScheduledTask
from farde.tickets import inbox, mails, waiting
from farde.tickets.deadlines import is_working_day
from farde.tickets.escalation import escalated
from farde.tickets.settings import mail_time

logger = logging.getLogger(__name__)

_DIGEST = _("mail_digest_subject", default="Farde : ce qui vous attend aujourd'hui")
_OVERDUE = _("mail_overdue_subject", default="Farde : une échéance est passée")


@implementer(IScheduledTask)
class TellWhatWaits:
    """Tells each person, on working days from the hour that the settings give."""

    every = timedelta(minutes=10)

    def __call__(self, subject: str) -> None:
        if mail.can_leave() and it_is_time():
            for user_id in readers():
                committing(partial(tell, user_id))

    def give_up(self, subject: str, error: Exception) -> None:
        logger.error("What waits could not be told: %s", type(error).__name__)


@dataclass(frozen=True)
class Waiting:
    """What waits for one person; ``overdue`` and ``escalated`` are UIDs of tickets."""

    tickets: int
    signals: int
    unanswered: int
    overdue: frozenset[str]
    escalated: frozenset[str]

    @property
    def late(self) -> frozenset[str]:
        """All the overdue tickets that the person should know of."""
        return self.overdue | self.escalated

    @property
    def nothing(self) -> bool:
        """Tell whether there is nothing to tell."""
        return not (self.tickets or self.signals or self.unanswered or self.escalated)


def it_is_time() -> bool:
    """Tell whether mails leave now."""
    now = clock.now()
    return now.time() >= mail_time() and is_working_day(now.date())


def readers() -> list[str]:
    """Return the users who have an inbox, in a steady order."""
    granted = api.portal.get().rolesOfPermission("farde: View inbox")
    roles = [role["name"] for role in granted if role["selected"]]
    return sorted({user for role in roles for user in users_with(role)})


def tell(user_id: str) -> None:
    """Write one person what there is to tell, if they wish it and have not been told."""
    user, wishes = api.user.get(userid=user_id), mails.wishes(user_id)
    if user is None or _away(user_id) or not (wishes.digest or wishes.overdue):
        return
    kept, today = mails.of(user_id), clock.today()
    with api.env.adopt_user(user=user):
        found = what_waits()
    if wishes.digest and kept.digest_day != today:
        mails.note_digest(user_id, today)
        if not found.nothing:
            _write(user_id, _DIGEST, tuple(_summary(found)))
        mails.note_told(user_id, found.late)
    elif wishes.overdue:
        if found.late - kept.told:
            _write(user_id, _OVERDUE, tuple(_lateness(found)))
        mails.note_told(user_id, found.late)


def what_waits() -> Waiting:
    """Return what waits for the signed-in user."""
    mine = waiting.found(waiting.for_me())
    counts = waiting.counted(mine)
    return Waiting(
        tickets=counts.tickets,
        signals=counts.signals,
        unanswered=len(inbox.entries(inbox.Asked(part=inbox.TEAM))),
        overdue=frozenset(brain.UID for brain in mine[: counts.overdue]),
        escalated=frozenset(brain.UID for brain in escalated()),
    )


def _away(user_id: str) -> bool:
    """Who is away reads no mail of the centre; a stand-in is told the same."""
    now = clock.now()
    return any(absence.live(now) for absence in access.absences().of_absent(user_id))


def _summary(found: Waiting) -> Iterator[Message]:
    yield _("mail_digest_body", default="Ce qui vous attend dans Farde :")
    yield _line(_("mail_line_tickets", default="- tickets à traiter : ${n}"), found.tickets)
    yield from _lateness(found, with_head=False)
    yield _line(_("mail_line_signals", default="- signaux à lire : ${n}"), found.signals)
    if found.unanswered:
        text = _("mail_line_unanswered", default="- dans la file de l'équipe : ${n}")
        yield _line(text, found.unanswered)


def _lateness(found: Waiting, with_head: bool = True) -> Iterator[Message]:
    if with_head:
        yield _("mail_overdue_body", default="Des tickets ont dépassé leur échéance :")
    yield _line(_("mail_line_overdue", default="- en retard : ${n}"), len(found.overdue))
    if found.escalated:
        text = _("mail_line_escalated", default="- en retard dans votre équipe : ${n}")
        yield _line(text, len(found.escalated))


def _line(text: Message, count: int) -> Message:
    return _(str(text), default=text.default, mapping={"n": count})


def _write(user_id: str, subject: Message, body: tuple[Message, ...]) -> None:
    text = _("mail_foot", default="Choisir vos courriels : ${url}")
    url = f"{api.portal.get().absolute_url()}/@@my-mails"
    foot = (_(str(text), default=text.default, mapping={"url": url}),)
    mail.tell([user_id], "@@inbox", subject, body, foot=foot, once=True)
