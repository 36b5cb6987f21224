"""Audience: the people behind a principal, to be told of something."""

from collections.abc import Iterable

from plone import api

from farde.access.teams import SUPERVISORS, supervised_team

#: Who watches over the use of personal data.
PRIVACY_OFFICER = "Privacy Officer"
#: The permission by which they are known.
OVERSIGHT = "farde: Read access journal"


def oversees() -> bool:
    """Tell whether the signed-in user may learn of protected dossiers and deny lists."""
    return bool(api.user.has_permission(OVERSIGHT, obj=api.portal.get()))


def users_behind(principals: Iterable[str]) -> set[str]:
    """Return the users that are meant by users, site groups and the supervision of teams."""
    found: set[str] = set()
    for principal in principals:
        team = supervised_team(principal)
        if team:
            found |= _members(SUPERVISORS) & _members(team)
        else:
            found |= _members(principal)
    return found


def users_with(role: str) -> set[str]:
    """Return the users who have a role in the whole site, by themselves or by a group."""
    manager = api.portal.get_tool("acl_users").portal_role_manager
    return users_behind(principal for principal, _title in manager.listAssignedPrincipals(role))


def _members(principal: str, above: frozenset[str] = frozenset()) -> set[str]:
    """Those in a group and in the groups that are in it; somebody else is meant by themselves."""
    group = api.portal.get_tool("portal_groups").getGroupById(principal)
    if group is None:
        return {principal}
    inside = set(group.getGroupMemberIds()) - above - {principal}
    return {user for one in inside for user in _members(one, above | {principal})}
