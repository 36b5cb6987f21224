"""The register of privacy incidents: what was reported is never changed, what follows is added.

The reason and the notes are kept here alone: they may speak of somebody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations

from farde.dossier.operations import DOSSIERS_ID

_ANNOTATION = "farde.document.incidents"


@dataclass(frozen=True)
class Note:
    """What somebody noted of the handling of an incident."""

    at: datetime
    by: str
    text: str


@dataclass(frozen=True)
class Refiling:
    """Where a document was put right: the dossier, by number, and the new document."""

    at: datetime
    by: str
    number: str
    dossier_uid: str
    document_uid: str


@dataclass(frozen=True)
class Closing:
    """The day on which an incident was closed, and who noted it."""

    on: date
    at: datetime
    by: str


class Incident(Persistent):
    """A document that was filed for the wrong person, from the report until it is closed."""

    notes: tuple[Note, ...] = ()
    refiling: Refiling | None = None
    closing: Closing | None = None

    def __init__(self, incident_id: str, **reported: object) -> None:
        self.id = incident_id
        self.at: datetime = reported["at"]
        self.by: str = reported["by"]
        self.reason: str = reported["reason"]
        self.document_uid: str = reported["document_uid"]
        self.document_id: str = reported["document_id"]
        self.dossier_uid: str = reported["dossier_uid"]
        self.number: str = reported["number"]
        self.filed_at: datetime = reported["filed_at"]

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done or decided."""
        return self.closing is None


def add(incident: Incident) -> None:
    """Keep a new incident."""
    # With the dossiers: it stays with them when the product is taken out.
    annotations = IAnnotations(api.portal.get()[DOSSIERS_ID])
    if _ANNOTATION not in annotations:
        annotations[_ANNOTATION] = OOBTree()
    annotations[_ANNOTATION][incident.id] = incident


def find(incident_id: str) -> Incident | None:
    """Return an incident by its id, None where there is none."""
    return _kept().get(incident_id)


def newest_first() -> Iterator[Incident]:
    """Yield all incidents, the last reported first."""
    yield from sorted(_kept().values(), key=lambda one: one.at, reverse=True)


def _kept():
    return IAnnotations(api.portal.get()[DOSSIERS_ID]).get(_ANNOTATION, {})
