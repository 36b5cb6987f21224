"""What a signal or ticket opens to the service it is for, and when that closes."""

from plone import api

from farde.access import causes
from farde.access import operations as access
from farde.document.operations import dossier_of
from farde.dossier.holders import REFERENT
from farde.tickets import roles


def role_of(followup) -> str:
    """Return the role a signal or ticket is for."""
    field = "recipient_role" if followup.portal_type == "Signal" else "assignee_role"
    return getattr(followup, field)


def open_access(followup) -> None:
    """Let the service that a signal or ticket is for in, if it is not in for it already."""
    place = _opened(followup)
    if place is not None and not _is_in(*place, _cause(followup)):
        access.join(*place, cause=_cause(followup))


def close_access(followup, state: str) -> None:
    """End what a settled signal or ticket opened to a service.

    It reads on for the days of grace after its work was done, not after a mistake was undone,
    nor once a signal is put away.
    """
    place = _opened(followup)
    if place is not None:
        dossier_uid, function, group = place
        end = access.leave if state in ("cancelled", "archived") else access.leave_later
        end(dossier_uid, function, _cause(followup), group)


def _opened(followup) -> tuple[str, str, str] | None:
    """Dossier, function and site group that a signal or ticket lets in; None within the team."""
    role = role_of(followup)
    dossier_uid = api.content.get_uuid(dossier_of(followup))
    group = roles.shared_with(role)
    if not group or (role == REFERENT and access.holder(dossier_uid, REFERENT)):
        return None
    return dossier_uid, roles.functions(role, followup.portal_type)[-1], group


def _is_in(dossier_uid: str, function: str, group: str, cause: str) -> bool:
    live = access.members(dossier_uid, function)
    return any((member.principal, member.cause) == (group, cause) for member in live)


def _cause(followup) -> str:
    uid = api.content.get_uuid(followup)
    return causes.ticket(uid) if followup.portal_type == "Ticket" else causes.signal(uid)
