"""What rooms above tell the journal of their content."""

from dataclasses import dataclass

from zope.interface import Attribute, Interface, implementer


class IAccessSubject(Interface):
    """Content whose reading is an event; rooms adapt their content to this.

    A provider SHALL hold ids that say nothing about anybody. It SHALL NOT wake other content
    than the dossier it lies in: it is asked for at every request.
    """

    kind = Attribute("What it is: dossier, person, document, signal, ticket, deposit")
    uid = Attribute("Its UID")
    dossier_uid = Attribute("The dossier it lies in or is about, or an empty string")
    person_id = Attribute("The person it is about, by the id of the registry, or an empty string")


class IHasAccessJournal(Interface):
    """Content whose people see who read it, and everything in it, on a page of its own."""


@implementer(IAccessSubject)
@dataclass(frozen=True)
class Subject:
    """The plain form of the interface."""

    kind: str
    uid: str
    dossier_uid: str = ""
    person_id: str = ""


class IDossierFinder(Interface):
    """Finds dossiers for the privacy officer by number, name or national number.

    A provider SHALL return UIDs and numbers, and keep the words to itself.
    """

    def __call__(words: str) -> "list[FoundDossier]":
        """Return what was found, a few at most."""


@dataclass(frozen=True)
class FoundDossier:
    """A dossier as the journal's page offers it: its number, and no name."""

    uid: str
    number: str
