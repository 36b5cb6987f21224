"""Circles: virtual groups of a dossier, and the memberships that fill them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from BTrees.OOBTree import OOBTree
from persistent import Persistent

from farde.core import clock

_PREFIX = "circle:"


def circle_id(dossier_uid: str, function: str) -> str:
    """Return the id of a dossier's circle: ``circle:<dossier-uid>:<function>``.

    Functions are ``caseworker``, ``supervisor``, ``referent`` and ``service-<id>``.
    """
    return f"{_PREFIX}{dossier_uid}:{function}"


def is_circle(group_id: str) -> bool:
    """Tell whether a group id names a circle."""
    return group_id.startswith(_PREFIX)


def dossier_of(circle: str) -> str:
    """Return the UID of the dossier that owns a circle."""
    return circle.split(":")[1]


@dataclass(frozen=True)
class Membership:
    """One principal (a user or a site group) in one circle, for one cause, until an end."""

    circle: str
    principal: str
    cause: str
    until: datetime | None = None

    def live(self, at: datetime) -> bool:
        """Tell whether the membership holds at this instant."""
        return self.until is None or at < self.until


class Memberships(Persistent):
    """All memberships, found by principal and by circle; each cause stands on its own.

    A principal is in a circle while at least one live cause says so; ending a cause takes back
    exactly what that cause gave.
    """

    def __init__(self) -> None:
        self._by_principal = OOBTree()
        self._by_circle = OOBTree()

    def grant(self, member: Membership) -> None:
        """Put a principal in a circle for a cause; granting again replaces the end."""
        _branch(self._by_principal, member.principal)[member.circle, member.cause] = member
        _branch(self._by_circle, member.circle)[member.principal, member.cause] = member

    def revoke(self, circle: str, cause: str, principal: str | None = None) -> None:
        """End a cause in a circle, for one principal or for all it holds there."""
        for member in [m for m in self.of_circle(circle) if m.cause == cause]:
            if principal in (None, member.principal):
                self._remove(member)

    def of_circle(self, circle: str) -> Iterator[Membership]:
        """Yield the memberships of a circle, ended ones included."""
        yield from self._by_circle.get(circle, {}).values()

    def of_principal(self, principal: str) -> Iterator[Membership]:
        """Yield the memberships of a user or site group, ended ones included."""
        yield from self._by_principal.get(principal, {}).values()

    def circles_of(self, *principals: str) -> set[str]:
        """Return the circles that any of these principals is in now."""
        at = clock.now()
        return {
            member.circle
            for principal in principals
            for member in self.of_principal(principal)
            if member.live(at)
        }

    def principals_in(self, circle: str) -> set[str]:
        """Return the users and site groups that are in a circle now."""
        at = clock.now()
        return {member.principal for member in self.of_circle(circle) if member.live(at)}

    def _remove(self, member: Membership) -> None:
        _prune(self._by_principal, member.principal, (member.circle, member.cause))
        _prune(self._by_circle, member.circle, (member.principal, member.cause))


def _branch(tree: OOBTree, name: str) -> OOBTree:
    branch = tree.get(name)
    if branch is None:
        branch = tree[name] = OOBTree()
    return branch


def _prune(tree: OOBTree, name: str, key: tuple[str, str]) -> None:
    branch = tree.get(name)
    if branch is None:
        return
    branch.pop(key, None)
    if not branch:
        del tree[name]
