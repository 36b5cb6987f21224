"""What each person wishes to be mailed, and what they were mailed already."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations

from farde.tickets.settings import setting

_ANNOTATION = "farde.tickets.mails"


@dataclass(frozen=True)
class Wishes:
    """Which mails a person gets: a summary a day, and one when a ticket is overdue."""

    digest: bool
    overdue: bool


class Correspondence(Persistent):
    """One person's wishes, None for what the centre decides, and what they were told."""

    digest: bool | None = None
    overdue: bool | None = None
    digest_day: date | None = None
    told: frozenset[str] = frozenset()


def wishes(user_id: str) -> Wishes:
    """Return a person's wishes; what they never chose, as the centre has it."""
    kept = of(user_id)
    return Wishes(
        digest=setting("digest_by_default") if kept.digest is None else kept.digest,
        overdue=setting("overdue_by_default") if kept.overdue is None else kept.overdue,
    )


def wish(user_id: str, wishes: Wishes) -> None:
    """Keep what a person wishes."""
    kept = _writable(user_id)
    kept.digest, kept.overdue = wishes.digest, wishes.overdue


def of(user_id: str) -> Correspondence:
    """Return what is kept of a person, to be read alone."""
    return _all().get(user_id) or Correspondence()


def note_digest(user_id: str, day: date) -> None:
    """Note that the summary of a day was looked after, whether or not there was one to send."""
    _writable(user_id).digest_day = day


def note_told(user_id: str, told: Iterable[str]) -> None:
    """Note of which tickets a person knows that they are overdue; others are forgotten."""
    told = frozenset(told)
    if of(user_id).told != told:
        _writable(user_id).told = told


def uninstall(portal) -> None:
    """Forget all of it."""
    IAnnotations(portal).pop(_ANNOTATION, None)


def _all():
    return IAnnotations(api.portal.get()).get(_ANNOTATION, {})


def _writable(user_id: str) -> Correspondence:
    annotations = IAnnotations(api.portal.get())
    if _ANNOTATION not in annotations:
        annotations[_ANNOTATION] = OOBTree()
    kept = annotations[_ANNOTATION]
    if user_id not in kept:
        kept[user_id] = Correspondence()
    return kept[user_id]
