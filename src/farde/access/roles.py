"""Local roles: given once to circles, by the matrix; afterwards only memberships change."""

from collections.abc import Iterable

from farde.access import matrix
from farde.access.circles import circle_id
from farde.access.protection import READER
from farde.access.settings import setting

#: The role each circle holds on its dossier and, through it, on the documents.
CASE_HANDLER = "Case Handler"
CASE_SUPERVISOR = "Case Supervisor"
#: Sees that the dossier exists and its header, not the documents.
DOSSIER_VISITOR = "Dossier Visitor"
#: Reads a document: given document by document to the services it concerns.
CASE_READER = "Case Reader"
#: The legal service in a dossier it has to do with: freezes and unfreezes it.
CASE_COUNSEL = "Case Counsel"

#: Read in a bundle alone: a scope of the matrix.
BUNDLE = "bundle"

#: Services that can be asked to act on a dossier, by the id of their site group.
SERVICES = ("payments", "notification", "recovery", "legal", "referents", "bcss")


def rights() -> matrix.Matrix:
    """Return the centre's matrix; empty, and so closed, where no profile loaded one."""
    return matrix.parse(setting("matrix") or "")


def service_function(service: str) -> str:
    """Return the circle function of a service."""
    return f"service-{service}"


def told_function(service: str) -> str:
    """Return the circle function of a service that was told of something, no more."""
    return f"told-{service}"


def give_dossier_roles(dossier, dossier_uid: str) -> bool:
    """Give a dossier's circles their local roles; tell whether they were not there yet."""
    wanted = {
        "caseworker": [CASE_HANDLER],
        "supervisor": [CASE_SUPERVISOR],
        READER: [CASE_READER],
        "referent": [DOSSIER_VISITOR],
    }
    wanted |= {service_function(service): [DOSSIER_VISITOR] for service in SERVICES}
    wanted[service_function("legal")] = [DOSSIER_VISITOR, CASE_COUNSEL]
    return _set_circles(dossier, dossier_uid, wanted)


def give_person_roles(person, dossier_uid: str) -> bool:
    """Give a dossier's circles their roles on the person it is about."""
    wanted = {"caseworker": [CASE_HANDLER], "supervisor": [CASE_SUPERVISOR], READER: [CASE_READER]}
    for function in _functions(rights().services_reading("Person")):
        wanted[function] = [DOSSIER_VISITOR]
    return _set_circles(person, dossier_uid, wanted)


def give_document_roles(
    document, dossier_uid: str, confidentiality: str, concerned: Iterable[str]
) -> bool:
    """Let the circles of the dossier read a document as the matrix says; tell what changed.

    ``concerned`` are the services that the thesaurus names for its type. A document that does
    not follow its dossier (a personal note, c3) belongs to the circle of its own.
    """
    table = rights()
    services = table.services_reading("CaseDocument", confidentiality, tuple(concerned))
    wanted = {function: [CASE_READER] for function in _functions(services)}
    own = stands_alone(confidentiality)
    if own:
        wanted[note_function(document)] = [CASE_READER]
    kept = _pieces(document, dossier_uid, table.cell("CaseDocument", "committee", confidentiality))
    changed = _set_circles(document, dossier_uid, kept | wanted, exactly=True)
    if bool(getattr(document, "__ac_local_roles_block__", False)) != own:
        document.__ac_local_roles_block__ = own
        changed = True
    return changed


def stands_alone(confidentiality: str) -> bool:
    """Tell whether a document of this class has readers of its own, not those of its dossier.

    Without a matrix, who holds the dossier reads what is in it, and nobody else does.
    """
    table = rights()
    return bool(table.rows) and not table.follows_dossier("CaseDocument", confidentiality)


def note_function(document) -> str:
    """Return the circle function of a document that has readers of its own."""
    return f"note-{document.getId()}"


def bundle_function(name: str) -> str:
    """Return the circle function of the pieces chosen for a committee's session."""
    return f"bundle-{name}"


def _pieces(document, dossier_uid: str, committee: matrix.Cell) -> dict[str, list[str]]:
    """What a document holds as a piece of bundles, while its class lets a committee read it."""
    if not committee.reads_in(BUNDLE):
        return {}
    return {f: r for f, r in _circles(document, dossier_uid).items() if f.startswith("bundle-")}


def _functions(services: Iterable[str]) -> list[str]:
    services = list(services)
    functions = [service_function(service) for service in services]
    return [*functions, "referent"] if "referents" in services else functions


def _circles(content, dossier_uid: str) -> dict[str, list[str]]:
    prefix = circle_id(dossier_uid, "")
    return {
        name.removeprefix(prefix): list(roles)
        for name, roles in content.get_local_roles()
        if name.startswith(prefix)
    }


def _set_circles(content, dossier_uid: str, wanted: dict, exactly: bool = False) -> bool:
    present = _circles(content, dossier_uid)
    surplus = set(present) - set(wanted) if exactly else set()
    content.manage_delLocalRoles([circle_id(dossier_uid, function) for function in surplus])
    missing = {f: r for f, r in wanted.items() if present.get(f) != r}
    for function, roles in missing.items():
        content.manage_setLocalRoles(circle_id(dossier_uid, function), roles)
    return bool(surplus or missing)
