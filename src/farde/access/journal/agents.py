"""Finding a colleague by user id or by name."""

from collections.abc import Iterable
from dataclasses import dataclass

from plone import api

from farde.core.people import display_names

#: Names offered to choose from.
_FEW = 12


@dataclass(frozen=True)
class Agent:
    """A user by id and name."""

    id: str
    name: str


def principal_names(ids: Iterable[str]) -> dict[str, str]:
    """Return the names of users and the titles of site groups, by id."""
    names = display_names(set(ids))
    return {one: name if name != one else _group_title(one) for one, name in names.items()}


def matching(text: str) -> list[Agent]:
    """Return who is meant: the one with this user id, else those whose name has the text.

    Nobody is found under the id of somebody who has left; the journal still knows it.
    """
    if not text:
        return []
    acl_users = api.portal.get_tool("acl_users")
    if acl_users.getUserById(text) is not None:
        ids = {text}
    else:
        ids = {one["userid"] for one in acl_users.searchUsers(fullname=text)}
    names = display_names(ids)
    return [Agent(one, names[one]) for one in sorted(ids, key=names.get)[:_FEW]]


def _group_title(group_id: str) -> str:
    group = api.group.get(groupname=group_id) if group_id else None
    return (group.getProperty("title", "") if group is not None else "") or group_id
