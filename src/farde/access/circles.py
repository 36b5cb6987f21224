"""Circles: virtual groups of a dossier, and the memberships that fill them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from BTrees.OOBTree import OOBTree
from persistent import Persistent

from farde.access.stamps import Stamps
from farde.core import clock

_PREFIX = "circle:"


def circle_id(dossier_uid: str, function: str) -> str:
    """Return the id of a dossier's circle: ``circle:<dossier-uid>:<function>``.

    Functions are ``caseworker``, ``supervisor``, ``referent``, ``reader``, ``service-<id>``,
    ``told-<id>``, ``note-<document>`` and ``bundle-<id>``.
    """
    return f"{_PREFIX}{dossier_uid}:{function}"


def is_circle(group_id: str) -> bool:
    """Tell whether a group id names a circle."""
    return group_id.startswith(_PREFIX)


def dossier_of(circle: str) -> str:
    """Return the UID of the dossier that owns a circle."""
    return circle.split(":", 2)[1]


def function_of(circle: str) -> str:
    """Return the function of a circle in its dossier."""
    return circle.split(":", 2)[2]


@dataclass(frozen=True)
class Membership:
    """One principal (a user or a site group) in one circle, for one cause, from and until."""

    circle: str
    principal: str
    cause: str
    until: datetime | None = None
    since: datetime | None = None

    def live(self, at: datetime) -> bool:
        """Tell whether the membership holds at this instant; the end itself is outside."""
        return (self.since is None or self.since <= at) and not self.over(at)

    def over(self, at: datetime) -> bool:
        """Tell whether the membership has ended by this instant."""
        return self.until is not None and self.until <= at


class Memberships(Persistent):
    """All memberships, found by principal and by circle; each cause stands on its own.

    A principal is in a circle while at least one live cause says so; ending a cause takes back
    exactly what that cause gave. Each principal has trees of its own, so that changes for
    different people meet in no object.
    """

    def __init__(self) -> None:
        self._by_principal = OOBTree()
        self._by_circle = OOBTree()
        self.stamps = Stamps()

    def grant(self, member: Membership) -> None:
        """Put a principal in a circle for a cause; granting again replaces the end."""
        since = _text(member.since)
        branch = self._by_principal.get(member.principal)
        if branch is None:
            branch = self._by_principal[member.principal] = OOBTree()
        branch[member.circle, member.cause, since] = member.until
        self._by_circle[member.circle, member.principal, member.cause, since] = member.until
        self.stamps.touch(member.principal)

    def revoke(self, circle: str, cause: str, principal: str | None = None) -> list[Membership]:
        """End a cause in a circle, for one principal or for all it holds there; return it."""
        ended = [
            member
            for member in self.of_circle(circle)
            if member.cause == cause and principal in (None, member.principal)
        ]
        for member in ended:
            self._remove(member)
        return ended

    def succeed(
        self, circle: str, cause: str, principals: Iterable[str], at: datetime | None = None
    ) -> set[str] | None:
        """Let these principals alone hold a cause in a circle, now or from an instant on.

        Plans beyond that instant are forgotten. Returns who held the cause or was to hold it
        from then on, None where nothing changed.
        """
        wanted, held, when = set(principals), set(), at or clock.now()
        present = [m for m in self.of_circle(circle) if m.cause == cause]
        before = {m.principal for m in present if not m.over(when)}
        for member in present:
            if member.principal in wanted and member.until is None and member.live(when):
                held.add(member.principal)
            elif at is not None and (member.since is None or member.since < at):
                self._cut(member, at)
            else:
                self._remove(member)
        for principal in wanted - held:
            self.grant(Membership(circle, principal, cause, since=at))
        return before if before - wanted or wanted != held else None

    def _cut(self, member: Membership, at: datetime) -> None:
        if not member.over(at):
            self.grant(replace(member, until=at))

    def of_circle(self, circle: str) -> Iterator[Membership]:
        """Yield the memberships of a circle, ended and planned ones included."""
        span = self._by_circle.items((circle,), (circle + "\0",))
        for (where, principal, cause, since), until in list(span):
            yield Membership(where, principal, cause, until, _instant(since))

    def of_principal(self, principal: str) -> Iterator[Membership]:
        """Yield the memberships of a user or site group, ended and planned ones included."""
        for (circle, cause, since), until in self._by_principal.get(principal, {}).items():
            yield Membership(circle, principal, cause, until, _instant(since))

    def principals(self) -> list[str]:
        """Return every user and site group that is, was or will be in a circle."""
        return list(self._by_principal)

    def circles_of(self, *principals: str) -> set[str]:
        """Return the circles that any of these principals is in now, by membership alone."""
        at = clock.now()
        return {
            member.circle
            for principal in principals
            for member in self.of_principal(principal)
            if member.live(at)
        }

    def principals_in(self, circle: str) -> set[str]:
        """Return the users and site groups that are in a circle now, by membership alone."""
        at = clock.now()
        return {member.principal for member in self.of_circle(circle) if member.live(at)}

    def sweep(self, circle: str, at: datetime) -> None:
        """Forget the memberships of a circle that had ended by an instant."""
        for member in [m for m in self.of_circle(circle) if m.over(at)]:
            self._remove(member)

    def _remove(self, member: Membership) -> None:
        since = _text(member.since)
        self._by_circle.pop((member.circle, member.principal, member.cause, since), None)
        branch = self._by_principal.get(member.principal, {})
        branch.pop((member.circle, member.cause, since), None)
        self.stamps.touch(member.principal)


def _text(instant: datetime | None) -> str:
    # Keys are compared with each other: text in one zone sorts as the instants do.
    return instant.astimezone(clock.CENTRE_TIME).isoformat() if instant else ""


def _instant(text: str) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(clock.CENTRE_TIME) if text else None
