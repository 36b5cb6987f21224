"""Interviews of a caseworker with a citizen: the day, who, where; what was handed in hangs on them.

They are kept with the dossier. Two deposits after one interview find the same record.
"""

from datetime import date, datetime

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from zope.annotation.interfaces import IAnnotations
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.i18nmessageid import Message

from farde.capture.counter.errors import MissingInterviewDay, UnknownInterviewKind
from farde.core import clock, ids
from farde.core.days import short_day
from farde.core.errors import Refusal
from farde.core.i18n import _
from farde.core.visitor import current_user_id

_ANNOTATION = "farde.interviews"

#: Where it took place, in the words of the centre's own papers.
KIND_TITLES = {
    "interview": _("interview_kind_interview", default="Entretien"),
    "visit": _("interview_kind_visit", default="Visite"),
}


class Interview(Persistent):
    """One interview, kept with the dossier; ``receipts`` are the references of its deposits."""

    receipts: tuple[str, ...] = ()

    def __init__(self, id: str, on: date, kind: str) -> None:
        self.id = id
        self.on = on
        self.kind = kind
        self.by = current_user_id()
        self.noted_at: datetime = clock.now()


def faults(on: date | None, kind: str) -> list[Refusal]:
    """Return what is wrong with a day and a kind: MissingInterviewDay, UnknownInterviewKind."""
    found: list[Refusal] = []
    if on is None or on > clock.today():
        found.append(MissingInterviewDay())
    if kind not in KIND_TITLES:
        found.append(UnknownInterviewKind())
    return found


def note(dossier, on: date, kind: str) -> Interview:
    """Return the asker's interview of that day and kind, noted if it is new."""
    interview_id = ids.derived_id("i", dossier.UID(), on.isoformat(), kind, current_user_id())
    annotations = IAnnotations(dossier)
    if _ANNOTATION not in annotations:
        annotations[_ANNOTATION] = OOBTree()
    kept = annotations[_ANNOTATION]
    if interview_id not in kept:
        kept[interview_id] = Interview(interview_id, on, kind)
    return kept[interview_id]


def words(interview: Interview) -> Message:
    """Return what an interview is called: ``Entretien du 02/03/2026``."""
    return _(
        "interview_of",
        default="${kind} du ${day}",
        mapping={
            "kind": translate(KIND_TITLES[interview.kind], context=getRequest()),
            "day": short_day(interview.on),
        },
    )


def get(dossier, interview_id: str) -> Interview | None:
    """Return an interview of a dossier."""
    return IAnnotations(dossier).get(_ANNOTATION, {}).get(interview_id or "")


def of(dossier) -> list[Interview]:
    """Return the interviews of a dossier, the latest first."""
    kept = IAnnotations(dossier).get(_ANNOTATION, {}).values()
    return sorted(kept, key=lambda one: (one.on, one.noted_at), reverse=True)
