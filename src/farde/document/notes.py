"""Personal notes (c3): read by their author, and by supervisors to whom the author shows one."""

from plone import api

from farde.access import causes, roles
from farde.access import operations as access
from farde.access.circles import function_of
from farde.access.teams import SUPERVISORS
from farde.core.visitor import current_user_id
from farde.document.operations import DEFAULT_CLASS, dossier_of
from farde.document.sharing_errors import NotANote, NotASupervisor, NotYourNote
from farde.dossier.holders import SUPERVISOR


def is_note(document) -> bool:
    """Tell whether a document has readers of its own."""
    return roles.stands_alone(document.confidentiality or DEFAULT_CLASS)


def author(document) -> str:
    """Return who wrote a note, by user id; "" where nobody is known to have."""
    return next(iter(_readers(document, causes.AUTHOR)), "")


def shown_to(document) -> list[str]:
    """Return to whom its author shows a note, by user id."""
    return sorted(_readers(document, causes.GRANT))


def may_share(document) -> bool:
    """Tell whether the signed-in user wrote this note."""
    return is_note(document) and author(document) == current_user_id()


def supervisors(document) -> list[str]:
    """Return the users who supervise the dossier of a note, by user id."""
    group = api.group.get(groupname=SUPERVISORS)
    members = group.getGroupMemberIds() if group is not None else []
    dossier_uid = _dossier_uid(document)
    return sorted(user for user in members if _supervises(user, dossier_uid))


def share_note(document, user_id: str) -> None:
    """Let a supervisor of the dossier read a note.

    Raises NotANote, NotYourNote and NotASupervisor.
    """
    _require_author(document)
    if user_id not in supervisors(document):
        raise NotASupervisor
    access.join(_dossier_uid(document), roles.note_function(document), user_id, causes.GRANT)


def unshare_note(document, user_id: str) -> None:
    """End what ``share_note`` gave; raises NotANote and NotYourNote."""
    _require_author(document)
    access.leave(_dossier_uid(document), roles.note_function(document), causes.GRANT, user_id)


def _require_author(document) -> None:
    if not is_note(document):
        raise NotANote
    if author(document) != current_user_id():
        raise NotYourNote


def _readers(document, cause: str) -> set[str]:
    where = _dossier_uid(document), roles.note_function(document)
    return {member.principal for member in access.members(*where) if member.cause == cause}


def _supervises(user_id: str, dossier_uid: str) -> bool:
    live = access.causes_for(user_id, dossier_uid)
    return any(function_of(member.circle) == SUPERVISOR for member in live)


def _dossier_uid(document) -> str:
    return api.content.get_uuid(dossier_of(document))
