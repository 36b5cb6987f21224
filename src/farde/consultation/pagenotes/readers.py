"""Who reads a note on a page: by its class, as the matrix has it for documents."""

from plone import api

from farde.access import operations as access
from farde.access import roles
from farde.access.circles import function_of
from farde.access.matrix import IN_DOSSIER
from farde.access.protection import READER
from farde.consultation.pagenotes.keeping import PageNote
from farde.core.visitor import current_user_id
from farde.document.operations import DEFAULT_CLASS, dossier_of
from farde.thesaurus import operations as thesaurus

#: The class whose notes are read by their author alone.
OWN = "c3"
CLASSES = ("c1", "c2", OWN)


def readable(document, notes: list[PageNote]) -> list[PageNote]:
    """Return the notes that the signed-in reader of a document may read."""
    asker, open_to_all = current_user_id(), _classes_read(document)
    return [one for one in notes if one.author == asker or one.confidentiality in open_to_all]


def _classes_read(document) -> set[str]:
    # Who reads a document reads notes of its class and below; above, the matrix says who.
    own = document.confidentiality or DEFAULT_CLASS
    shared = [one for one in CLASSES if one != OWN]
    return {one for one in shared if one <= own or _may_read(document, one)}


def _may_read(document, confidentiality: str) -> bool:
    dossier_uid = api.content.get_uuid(dossier_of(document))
    held = {function_of(m.circle) for m in access.causes_for(current_user_id(), dossier_uid)}
    if held & {*IN_DOSSIER, READER}:
        return True
    table, term = roles.rights(), thesaurus.document_type(document.document_type)
    concerned = tuple(term.readers) if term else ()
    services = table.services_reading("CaseDocument", confidentiality, concerned)
    reading = {roles.service_function(service) for service in services}
    return bool(held & (reading | ({"referent"} if "referents" in services else set())))
