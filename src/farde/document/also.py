"""Filing a filed document in another dossier too: who may, into which, and doing it."""

from farde.document import notes, operations, reclassification, twins
from farde.document.also_errors import AlreadyInDossier, NoteStays, NotYourDossier
from farde.document.profile import Profile
from farde.dossier import operations as dossiers
from farde.dossier.errors import UnknownDossier


def may_file_also(document) -> bool:
    """Tell whether the signed-in user may file a document elsewhere: as who may reclassify it.

    A personal note stays where it was written.
    """
    return reclassification.may_reclassify(document) and not notes.is_note(document)


def anywhere(document) -> bool:
    """Tell whether any dossier is open to it, not only those that the signed-in user follows."""
    return reclassification.may_still_fix(document)


def prepare(document, typed: str):
    """Return the dossier that was meant, by its number; changes nothing.

    Raises the refusals of ``reclassification.require``, NoteStays, MissingDossier,
    UnknownDossier, NotYourDossier and AlreadyInDossier.
    """
    reclassification.require(document)
    if notes.is_note(document):
        raise NoteStays
    dossier = _meant(document, typed.strip().partition(" ")[0])
    if dossier.UID() in {operations.dossier_of(document).UID(), *twins.dossiers_of(document)}:
        raise AlreadyInDossier
    return dossier


def file_also(document, typed: str):
    """File a document, for the signed-in user, in one more dossier; return what is filed there.

    It says there what it says here, and the signal table speaks there too. Raises what
    ``prepare`` raises.
    """
    dossier = prepare(document, typed)
    profile = Profile(**{name: getattr(document, name) for name in Profile.__annotations__})
    return operations.file_also(document, dossier, profile)


def _meant(document, number: str):
    if anywhere(document):
        return dossiers.by_number(number)
    try:
        dossier = dossiers.by_number(number)
    except UnknownDossier as error:
        raise NotYourDossier from error
    if not reclassification.follows(dossier):
        raise NotYourDossier
    return dossier
