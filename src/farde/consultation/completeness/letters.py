"""The letter that asks the citizen for pieces: read from a form, kept in the dossier or not."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date

from plone import api
from plone.namedfile.file import NamedBlobFile

from farde.consultation.completeness.errors import NoAddressee, NothingAsked
from farde.consultation.completeness.judging import Piece
from farde.consultation.completeness.operations import completeness
from farde.core import clock, days
from farde.document import operations as documents
from farde.document.inspection import inspect
from farde.document.profile import parse_profile
from farde.dossier import operations as dossiers
from farde.dossier.errors import InvalidDay, PastDay

#: The person's language, and both of the centre where it is not known (BE-29).
_LANGUAGES = {"fr": ("fr",), "nl": ("nl",)}


@dataclass(frozen=True)
class Letter:
    """What is asked of whom, in which languages, until which day if any."""

    dossier: object
    person: object
    pieces: tuple[Piece, ...]
    before: date | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it is written in."""
        return _LANGUAGES.get(self.person.language, ("fr", "nl"))


def addressee(dossier):
    """Return the person a letter goes to; raises NoAddressee."""
    person = dossiers.beneficiary(dossier)
    if person is None or not api.user.has_permission("View", obj=person):
        raise NoAddressee
    return person


def letter_of(dossier, asked: Container[str], before: str) -> Letter:
    """Read a letter for the pieces asked, of those that are wanting now.

    Raises NoAddressee, NothingAsked, InvalidDay or PastDay.
    """
    person = addressee(dossier)
    pieces = tuple(piece for piece in completeness(dossier).wanting if piece.id in asked)
    if not pieces:
        raise NothingAsked
    return Letter(dossier, person, pieces, _day(before))


def keep(dossier, data: bytes, type_id: str):
    """File the PDF of a letter as an outgoing document of today; raises Refusals.

    The caller asks whether the agent may add documents to the dossier.
    """
    today = clock.today().isoformat()
    given = {"document_type": type_id, "received_on": today, "document_date": today}
    profile = parse_profile(given | {"direction": "outgoing", "channel": "mail"})
    inspection = inspect(data)
    name = documents.neutral_filename(inspection)
    file = NamedBlobFile(data, contentType=inspection.content_type, filename=name)
    return documents.file_in_all([dossier], file, inspection, profile)[0]


def _day(text: str) -> date | None:
    if not text:
        return None
    day = days.parsed_day(text)
    if day is None:
        raise InvalidDay("before")
    if day < clock.today():
        raise PastDay("before")
    return day
