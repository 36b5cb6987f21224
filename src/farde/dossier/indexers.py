"""What the catalogue knows of persons and dossiers."""

from plone.indexer import indexer

from farde.dossier import operations
from farde.dossier.content import IDossier, IPerson
from farde.dossier.phones import dialled


@indexer(IDossier)
def beneficiary_name(dossier) -> str:
    """The beneficiary's name, shown in lists of those who may view the dossier."""
    person = operations.beneficiary(dossier)
    return person.title if person is not None else ""


@indexer(IDossier)
def birth_year(dossier) -> str:
    """The year of birth, to tell namesakes apart."""
    person = operations.beneficiary(dossier)
    born = person.birth_date if person is not None else None
    return str(born.year) if born else ""


@indexer(IDossier)
def dossier_lookup(dossier) -> str:
    """What a dossier is found by: number, name, national number, telephone."""
    person = operations.beneficiary(dossier)
    words = [dossier.getId().replace("-", " ")]
    if person is not None:
        words += [person.title, person.niss_digits, dialled(person.phone)]
    return " ".join(words)


@indexer(IPerson)
def person_lookup(person) -> str:
    """What a person is found by."""
    return f"{person.title} {person.niss_digits}"


@indexer(IDossier)
def dossier_searchable(dossier) -> str:
    """Full text of a dossier: what it is found by."""
    return dossier_lookup(dossier)()


@indexer(IPerson)
def person_searchable(person) -> str:
    """Full text of a person."""
    return person_lookup(person)()
