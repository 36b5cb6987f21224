"""Mails that were given up: how many a day, and by which error; never for whom."""

from dataclasses import dataclass
from datetime import date

from BTrees.OOBTree import OOBTree
from plone import api
from zope.annotation.interfaces import IAnnotations

_ANNOTATION = "farde.mail.undelivered"


@dataclass(frozen=True)
class GivenUp:
    """Mails given up on a day for the same kind of error."""

    day: date
    error: str
    count: int


def note(day: date, error: str) -> None:
    """Count one more mail that was given up."""
    annotations = IAnnotations(api.portal.get())
    if _ANNOTATION not in annotations:
        annotations[_ANNOTATION] = OOBTree()
    kept, key = annotations[_ANNOTATION], (day.isoformat(), error)
    kept[key] = kept.get(key, 0) + 1


def latest(limit: int = 30) -> list[GivenUp]:
    """Return what was given up, the latest first."""
    kept = IAnnotations(api.portal.get()).get(_ANNOTATION, {})
    found = [GivenUp(date.fromisoformat(day), error, n) for (day, error), n in kept.items()]
    return found[::-1][:limit]


def uninstall(portal) -> None:
    """Forget what was counted."""
    IAnnotations(portal).pop(_ANNOTATION, None)
