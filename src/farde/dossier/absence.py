"""Absences: a colleague stands in from the first day until the end of the last.

People say days; a day begins and ends at midnight in Brussels, whatever the clocks do meanwhile.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from farde.access import operations as access
from farde.access.absences import Absence
from farde.access.teams import supervisors_of, with_supervision
from farde.core import clock, days
from farde.core.errors import Refusal, Refusals
from farde.core.visitor import current_user_id
from farde.dossier import transfer
from farde.dossier.absence_errors import (
    AbsenceEndsBefore,
    AbsenceKnown,
    AbsenceOver,
    AbsenceOverlaps,
    SamePerson,
    UnknownAbsence,
    UnknownAbsent,
    UnknownStandIn,
)
from farde.dossier.holders import CASEWORKER
from farde.dossier.operations import CASEWORKERS

#: Chosen in place of a colleague: nobody stands in, and the team's queue takes what waits.
NOBODY = "-"


@dataclass(frozen=True)
class Plan:
    """An absence as it was asked for: who, by whom, and the first and the last day."""

    absent: str
    stand_in: str
    first: date
    last: date

    @property
    def replaced(self) -> bool:
        """Whether a colleague stands in."""
        return self.stand_in != NOBODY

    @property
    def colleague(self) -> str:
        """Who stands in, by user id, "" for nobody."""
        return self.stand_in if self.replaced else ""


@dataclass(frozen=True)
class Outlook:
    """What a plan would open: dossiers by number, those that stay closed, the stand-in's leave."""

    opened: list[str]
    closed: list[str]
    clashes: list[Absence]


def note(plan: Plan) -> Absence:
    """Let the stand-in do what the absent caseworker holds; raises what ``check`` raises."""
    check(plan)
    since, until = days.start_of(plan.first), days.end_of(plan.last)
    return access.note_absence(plan.absent, plan.colleague, since, until)


def check(plan: Plan) -> Outlook:
    """Return what a plan would open, and change nothing.

    Raises UnknownAbsent, UnknownStandIn, SamePerson, AbsenceEndsBefore, AbsenceOver,
    AbsenceOverlaps or AbsenceKnown, all of them at once.
    """
    refusals = [*_refused_people(plan), *_refused_days(plan)] or _refused_overlap(plan)
    if refusals:
        raise refusals[0] if len(refusals) == 1 else Refusals(refusals)
    if not plan.replaced:
        return Outlook([], [], [])
    numbers = transfer.numbers_of(transfer.held_by(plan.absent))
    closed = {uid for uid in numbers if access.shut_out(plan.stand_in, uid)}
    return Outlook(
        opened=sorted(numbers[uid] for uid in numbers.keys() - closed),
        closed=sorted(numbers[uid] for uid in closed),
        clashes=[one for one in access.absences().of_absent(plan.stand_in) if _meets(one, plan)],
    )


def end(absence_id: str) -> Absence:
    """End an absence now, or forget it before it begins; raises UnknownAbsence."""
    known = {one.id: one for one in listed()}
    absence = known.get(absence_id)
    if absence is None or absence.until <= clock.now():
        raise UnknownAbsence
    access.end_absence(absence_id)
    return absence


def listed() -> list[Absence]:
    """Return the absences of the signed-in supervisor's caseworkers, the last to begin first."""
    mine = set(caseworkers())
    found = [one for one in access.absences() if one.absent in mine]
    return sorted(found, key=lambda one: (one.since, one.absent), reverse=True)


def caseworkers() -> list[str]:
    """Return the caseworkers whose teams the signed-in supervisor leads."""
    mine = set(with_supervision(access.site_groups(current_user_id())))
    return [user for user in colleagues() if mine & {*supervisors_of(access.site_groups(user))}]


def colleagues() -> list[str]:
    """Return all caseworkers of the centre: whoever can stand in."""
    return transfer.caseworkers()


def stood_in(dossier_uids: Iterable[str]) -> dict[str, Absence]:
    """Return, by dossier, the absence for which the signed-in user stands in there now."""
    now = clock.now()
    mine = {
        one.absent: one for one in access.absences().of_stand_in(current_user_id()) if one.live(now)
    }
    if not mine:
        return {}
    held = access.holders(dossier_uids, CASEWORKER)
    return {uid: mine[user] for uid, user in held.items() if user in mine}


def last_day(absence: Absence) -> date:
    """Return the last day of an absence; the day on which it was ended, when it was early."""
    return days.last_before(absence.until)


def _refused_people(plan: Plan) -> list[Refusal]:
    refused: list[Refusal] = []
    if plan.absent not in caseworkers():
        refused.append(UnknownAbsent())
    if plan.replaced and CASEWORKERS not in access.site_groups(plan.stand_in):
        refused.append(UnknownStandIn())
    if plan.absent and plan.absent == plan.stand_in:
        refused.append(SamePerson())
    return refused


def _refused_days(plan: Plan) -> list[Refusal]:
    if plan.last < plan.first:
        return [AbsenceEndsBefore()]
    return [AbsenceOver()] if plan.last < clock.today() else []


def _refused_overlap(plan: Plan) -> list[Refusal]:
    since, until = days.start_of(plan.first), days.end_of(plan.last)
    for one in access.absences().of_absent(plan.absent):
        if not _meets(one, plan):
            continue
        if one.stand_in != plan.colleague:
            return [AbsenceOverlaps(first=days.short_day(one.since), last=_short(one))]
        if one.since <= since and until <= one.until:
            return [AbsenceKnown()]
    return []


def _meets(absence: Absence, plan: Plan) -> bool:
    begins = max(days.start_of(plan.first), clock.now())
    return absence.since < days.end_of(plan.last) and absence.until > begins


def _short(absence: Absence) -> str:
    return days.short_day(last_day(absence))
