"""Rows of the journal in words: who by name, what in words, why by the cause."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from farde.access import causes
from farde.access.journal import actions, agents, changes, subjects
from farde.access.journal.chain import Row
from farde.access.journal.operations import Reader
from farde.core.clock import CENTRE_TIME
from farde.core.people import display_names


@dataclass(frozen=True)
class Change:
    """Whom a change of access concerns, by name, and from when until when."""

    to: str
    name: str
    previous: str
    previous_name: str
    since: str
    until: str


@dataclass(frozen=True)
class Line:
    """A row as people read it; titles are messages to be translated."""

    number: int
    at: datetime
    who: str
    name: str
    action: str
    action_title: str
    kind_title: str
    channel_title: str
    object: subjects.Named
    dossier: subjects.Named
    because: list
    detail: str
    change: Change | None = None

    @property
    def day(self) -> str:
        """The day, as it is read in Belgium."""
        return self.at.strftime("%d/%m/%Y")

    @property
    def time(self) -> str:
        """The time of the centre, to the second."""
        return self.at.strftime("%H:%M:%S")


@dataclass(frozen=True)
class NamedReader:
    """A reader by name, with the last time in words."""

    who: str
    name: str
    times: int
    last: str


def lines(rows: Sequence[Row]) -> list[Line]:
    """Return rows in words, in their order."""
    objects = subjects.named({uid for row in rows for uid in (row.uid, row.dossier_uid)})
    told = [row.cause.split() for row in rows]
    people = {causes.subject_of(one) for each in told for one in each if _of_colleague(one)}
    people |= {row.who for row in rows}
    details = [changes.told_by(row.detail) for row in rows]
    people |= {detail.get(key, "") for detail in details for key in ("to", "previous")}
    names = agents.principal_names(people)
    return [_line(row, detail, objects, names) for row, detail in zip(rows, details, strict=True)]


def by_day(told: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """Return lines under their days, in their order."""
    days: dict[str, list[Line]] = {}
    for line in told:
        days.setdefault(line.day, []).append(line)
    return list(days.items())


def readers(found: Sequence[Reader]) -> list[NamedReader]:
    """Return readers by name, in their order."""
    names = display_names({reader.who for reader in found})
    return [NamedReader(one.who, names[one.who], one.times, _moment(one.last)) for one in found]


def _line(
    row: Row, told: dict[str, str], objects: dict[str, subjects.Named], names: dict[str, str]
) -> Line:
    return Line(
        number=row.number,
        at=row.instant().astimezone(CENTRE_TIME),
        who=row.who,
        name=names.get(row.who, ""),
        action=row.action,
        action_title=actions.TITLES.get(row.action, row.action),
        kind_title="" if row.kind == row.action else actions.KINDS.get(row.kind, row.kind),
        channel_title=actions.CHANNELS.get(row.channel, row.channel),
        object=objects.get(row.uid, subjects.Named("")),
        dossier=objects.get(row.dossier_uid, subjects.Named("")),
        because=[_because(cause, names, told.get("function", "")) for cause in row.cause.split()],
        detail=row.detail,
        change=_change(told, names),
    )


def _change(told: dict[str, str], names: dict[str, str]) -> Change | None:
    if "to" not in told:
        return None
    to, previous = told["to"], told.get("previous", "")
    edges = [_edge(told.get(key, "")) for key in ("since", "until")]
    return Change(to, names[to], previous, names.get(previous, ""), *edges)


def _edge(text: str) -> str:
    if not text:
        return ""
    at = datetime.fromisoformat(text).astimezone(CENTRE_TIME)
    return at.strftime("%d/%m/%Y" if (at.hour, at.minute) == (0, 0) else "%d/%m/%Y %H:%M")


def _because(cause: str, names: dict[str, str], function: str) -> tuple:
    colleague = names.get(causes.subject_of(cause), "") if _of_colleague(cause) else ""
    return causes.words(cause, function), colleague


def _of_colleague(cause: str) -> bool:
    return causes.kind_of(cause) == causes.kind_of(causes.stand_in(""))


def _moment(at: datetime) -> str:
    return at.astimezone(CENTRE_TIME).strftime("%d/%m/%Y %H:%M")
