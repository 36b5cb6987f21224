"""``@@absences``: a supervisor notes who is away, and who stands in."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from farde.access.absences import Absence
from farde.core import clock, days
from farde.core.i18n import _
from farde.core.people import display_name
from farde.core.stepped import SteppedView
from farde.dossier import absence, transfer
from farde.dossier.absence import Outlook, Plan
from farde.dossier.errors import InvalidDay
from farde.dossier.pages.rows import LIMIT, Colleague, colleague

CURRENT = _("absences_current", default="En cours")
PLANNED = _("absences_planned", default="Prévues")
PAST = _("absences_past", default="Passées")
NOBODY = _("absence_nobody", default="Personne : la file de l'équipe")


@dataclass(frozen=True)
class Row:
    """An absence as the list shows it, by names and days."""

    id: str
    absent: str
    stand_in: str
    first: str
    last: str


@dataclass(frozen=True)
class Section:
    """Absences under one heading; those that are over cannot be ended."""

    name: str
    title: str
    rows: list[Row]


class AbsencesView(SteppedView):
    """Choose, check in words, note; below, what is noted already."""

    page_title = _("nav_absences", default="Absences")
    short_day = staticmethod(days.short_day)
    plan: Plan | None = None
    outlook: Outlook | None = None

    def receive(self, step: str) -> str:
        """Do what a button asks; raises refusals, which the page shows beside what was given."""
        if step == "end":
            return self._end()
        if step == "check":
            self.plan = self._asked()
            self.outlook = absence.check(self.plan)
        if step == "do":
            return self._thank(absence.note(self._asked()))
        return self.index()

    @cached_property
    def caseworkers(self) -> list[Colleague]:
        """Those whose absence the reader may note, with what they hold."""
        counts = transfer.held_counts()
        return _by_name(colleague(user, counts[user]) for user in absence.caseworkers())

    @cached_property
    def colleagues(self) -> list[Colleague]:
        """Those who can stand in, with what they hold now."""
        return _by_name(colleague(user, count) for user, count in transfer.loads().items())

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of those whom the plan speaks of."""
        return {user: display_name(user) for user in (self.plan.absent, self.plan.stand_in)}

    @property
    def clashes(self) -> list[tuple[str, str]]:
        """First and last days on which the stand-in is away too."""
        return [_days_of(one) for one in self.outlook.clashes]

    @cached_property
    def sections(self) -> list[Section]:
        """What is noted: current and planned, then the last of those that are over."""
        now, found = clock.now(), absence.listed()
        past = [one for one in found if one.until <= now]
        parts = [
            ("current", CURRENT, [one for one in found if one.live(now)]),
            ("planned", PLANNED, [one for one in found if one.since > now][::-1]),
            ("past", PAST, past[:LIMIT]),
        ]
        return [Section(name, title, _rows(part)) for name, title, part in parts if part]

    def _asked(self) -> Plan:
        first, last = (days.parsed_day(self.text(name)) for name in ("first", "last"))
        wrong = [InvalidDay(name) for name, day in (("first", first), ("last", last)) if not day]
        if wrong:
            raise wrong[0]
        return Plan(self.text("absent"), self.text("stand_in"), first, last)

    def _thank(self, noted: Absence) -> str:
        first, last = _days_of(noted)
        if not noted.stand_in:
            text = _(
                "absence_noted_alone",
                default="C'est noté : personne ne remplace ${absent} du ${first} au ${last}. "
                "Ce qui attend est dans la file de l'équipe.",
                mapping={"absent": display_name(noted.absent), "first": first, "last": last},
            )
            return self.done(text)
        text = _(
            "absence_noted",
            default="C'est noté : ${stand_in} remplace ${absent} du ${first} au ${last}.",
            mapping={
                "stand_in": display_name(noted.stand_in),
                "absent": display_name(noted.absent),
                "first": first,
                "last": last,
            },
        )
        return self.done(text)

    def _end(self) -> str:
        ended = absence.end(self.text("absence"))
        if not ended.stand_in:
            text = _(
                "absence_ended_alone",
                default="L'absence de ${absent} est terminée.",
                mapping={"absent": display_name(ended.absent)},
            )
            return self.done(text)
        names = {
            "stand_in": display_name(ended.stand_in),
            "absent": display_name(ended.absent),
        }
        if ended.since > clock.now():
            text = _(
                "absence_cancelled",
                default="Le remplacement prévu de ${absent} par ${stand_in} est annulé.",
                mapping=names,
            )
        else:
            text = _(
                "absence_ended",
                default="Le remplacement est terminé : ${stand_in} ne voit plus les dossiers "
                "de ${absent} à ce titre.",
                mapping=names,
            )
        return self.done(text)


def _by_name(found) -> list[Colleague]:
    return sorted(found, key=lambda one: one.name)


def _stand_in(one: Absence):
    return display_name(one.stand_in) or NOBODY


def _rows(absences: list[Absence]) -> list[Row]:
    return [
        Row(one.id, display_name(one.absent), _stand_in(one), *_days_of(one)) for one in absences
    ]


def _days_of(one: Absence) -> tuple[str, str]:
    first: date = one.since.astimezone(clock.CENTRE_TIME).date()
    return days.short_day(first), days.short_day(absence.last_day(one))
