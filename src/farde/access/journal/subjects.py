"""Finding what the journal is asked about, and calling what stands in it by a name."""

from collections.abc import Collection
from dataclasses import dataclass

from plone import api
from zope.component import queryAdapter, queryUtility

from farde.access.journal.errors import UnknownDossierOrPerson
from farde.access.journal.interfaces import FoundDossier, IAccessSubject, IDossierFinder


@dataclass(frozen=True)
class Named:
    """An object of a row for its reader: its id, and title and address if they may view it."""

    id: str
    title: str = ""
    url: str = ""


def subject_by_id(text: str) -> IAccessSubject:
    """Return a dossier by number or UID, or a person by id; raises UnknownDossierOrPerson."""
    for index in ("getId", "UID"):
        for brain in _unrestricted(**{index: text}):
            subject = queryAdapter(brain._unrestrictedGetObject(), IAccessSubject)
            if subject is not None and subject.kind in ("dossier", "person"):
                return subject
    raise UnknownDossierOrPerson


def find(words: str) -> list[FoundDossier]:
    """Return the dossiers of a number, a name or a NISS; numbers only, the words stay here."""
    finder = queryUtility(IDossierFinder)
    return finder(words) if finder is not None and words else []


def named(uids: Collection[str]) -> dict[str, Named]:
    """Return objects by their UID; a person's title is a name, and is left out."""
    wanted = [uid for uid in uids if uid]
    if not wanted:
        return {}
    found = {brain.UID: Named(brain.getId) for brain in _unrestricted(UID=wanted)}
    for brain in api.portal.get_tool("portal_catalog").searchResults(UID=wanted):
        title = "" if brain.portal_type == "Person" else brain.Title
        found[brain.UID] = Named(brain.getId, title, brain.getURL())
    return found


def _unrestricted(**query):
    return api.portal.get_tool("portal_catalog").unrestrictedSearchResults(**query)
