"""Presence: the circles a user is in now, all causes, absences and limits weighed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from farde.access.absences import Absence, Absences
from farde.access.causes import HOLDER, stand_in
from farde.access.circles import Membership, Memberships, dossier_of
from farde.access.limits import Limits

#: People remembered per database connection; a process serves a few at a time.
_REMEMBERED = 64


@dataclass(frozen=True)
class Answer:
    """Circles that hold from an instant until another, under these marks."""

    circles: tuple[str, ...]
    marks: tuple
    since: datetime
    until: datetime | None

    def good(self, marks: tuple, at: datetime) -> bool:
        """Tell whether the answer still holds."""
        return self.marks == marks and self.since <= at and (self.until is None or at < self.until)


@dataclass
class Presence:
    """The three registers read together; answers are remembered while nothing changed."""

    memberships: Memberships
    absences: Absences
    limits: Limits
    remembered: dict = field(default_factory=dict)

    def circles_of(self, user_id: str, principals: Iterable[str], at: datetime) -> tuple[str, ...]:
        """Return the circles of a user who comes with these principals besides their own id."""
        who = (user_id, *principals)
        marks = self._marks(who)
        known = self.remembered.get(who)
        if known is not None and known.good(marks, at):
            return known.circles
        answer = self._answer(who, marks, at)
        if None not in marks:
            if len(self.remembered) >= _REMEMBERED:
                self.remembered.clear()
            self.remembered[who] = answer
        return answer.circles

    def causes(self, user_id: str, principals: Iterable[str], at: datetime) -> Iterator[Membership]:
        """Yield the live memberships that let a user in, after the limits.

        A stand-in's membership carries the cause ``stand-in:<absent>``.
        """
        for member in self.held(user_id, principals, at):
            if member.live(at) and self.limits.pass_(member.circle, user_id, at):
                yield member

    def held(self, user_id: str, principals: Iterable[str], at: datetime) -> Iterator[Membership]:
        """Yield all memberships of a user, ended and planned ones too, whatever the limits say.

        Those of a colleague for whom the user stands in at this instant are among them.
        """
        yield from self._members((user_id, *principals), at)

    def _answer(self, who: tuple[str, ...], marks: tuple, at: datetime) -> Answer:
        members = list(self._members(who, at))
        live = {member.circle for member in members if member.live(at)}
        circles = tuple(sorted(c for c in live if self.limits.pass_(c, who[0], at)))
        edges = [edge for m in members for edge in (m.since, m.until)]
        edges += [e for one in self.absences.of_stand_in(who[0]) for e in (one.since, one.until)]
        edges += [self._narrows(circle) for circle in live]
        later = [edge for edge in edges if edge is not None and edge > at]
        return Answer(circles, marks, at, min(later, default=None))

    def _members(self, who: tuple[str, ...], at: datetime) -> Iterator[Membership]:
        for principal in who:
            yield from self.memberships.of_principal(principal)
        for absence in self._standing_in(who[0], at):
            for member in self.memberships.of_principal(absence.absent):
                if member.cause == HOLDER:
                    yield _stood_in(member, absence)

    def _standing_in(self, user_id: str, at: datetime) -> list[Absence]:
        return [one for one in self.absences.of_stand_in(user_id) if one.live(at)]

    def _narrows(self, circle: str) -> datetime | None:
        narrowing = self.limits.narrowed(dossier_of(circle))
        return narrowing.since if narrowing else None

    def _marks(self, who: tuple[str, ...]) -> tuple:
        absents = sorted({one.absent for one in self.absences.of_stand_in(who[0])})
        stamps = self.memberships.stamps
        return (
            self.limits.mark(),
            self.absences.stamps.mark(who[0]),
            *(stamps.mark(principal) for principal in (*who, *absents)),
        )


def _stood_in(member: Membership, absence: Absence) -> Membership:
    ends = [end for end in (member.until, absence.until) if end is not None]
    begins = [begin for begin in (member.since, absence.since) if begin is not None]
    cause = stand_in(absence.absent)
    return Membership(member.circle, absence.stand_in, cause, min(ends), max(begins))
