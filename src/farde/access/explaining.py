"""Why somebody sees an object, or does not: worked out from memberships, limits and the matrix.

Pure: what has to be looked up is handed in, so that the answer can be held against Plone's own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from farde.access.circles import Membership, dossier_of, function_of
from farde.access.limits import Limits
from farde.access.matrix import Matrix

#: Why not: kinds of obstacles.
DENIED, PROTECTED, NARROWED = "denied", "protected", "narrowed"
TOLD, PIECES, NOTE, CLASS, TYPE = "told", "pieces", "note", "class", "type"
PLANNED, ENDED, STATE, NONE = "planned", "ended", "state", "none"
#: What only the privacy officer and named readers are told of.
_SECRET = {DENIED, PROTECTED}

#: Which documents of a class are read: the best first.
ALL, TYPES, OWN, NOTHING = "all", "types", "own", "none"
_BEST_FIRST = (ALL, TYPES, OWN, NOTHING)

#: A role held here without a circle: given by hand, or in the whole site.
DIRECT = "direct"
_TEAM = ("caseworker", "supervisor", "reader")
_BESIDE = {"told": TOLD, "note": PIECES, "bundle": PIECES}
_DOCUMENT = "CaseDocument"


@dataclass(frozen=True)
class Someone:
    """A user with the site groups and the roles they have everywhere."""

    user_id: str
    groups: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Place:
    """A dossier or a document; ``openers`` hold a role that reads it, ``roles`` are all such.

    ``concerned`` are the services that the thesaurus names for the type of a document.
    """

    kind: str
    dossier_uid: str
    openers: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    confidentiality: str = ""
    concerned: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ground:
    """A reason for which somebody sees; through a site group where ``principal`` names one."""

    cause: str
    function: str
    principal: str
    since: datetime | None = None
    until: datetime | None = None

    @classmethod
    def of(cls, member: Membership) -> "Ground":
        """Return a membership as a reason."""
        function = function_of(member.circle)
        return cls(member.cause, function, member.principal, member.since, member.until)


@dataclass(frozen=True)
class Obstacle:
    """A reason for which somebody does not see; ``at`` says from when, where that is known."""

    kind: str
    function: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Explanation:
    """Whether somebody sees, and why or why not."""

    grounds: tuple[Ground, ...]
    obstacles: tuple[Obstacle, ...]

    @property
    def sees(self) -> bool:
        """Tell whether they see it."""
        return bool(self.grounds)

    def discreet(self) -> "Explanation":
        """Return what may be told to whoever may not learn of deny lists and protection."""
        if not any(obstacle.kind in _SECRET for obstacle in self.obstacles):
            return self
        return Explanation((), (Obstacle(NONE),))


def explain(
    someone: Someone,
    held: Iterable[Membership],
    place: Place,
    *,
    limits: Limits,
    table: Matrix,
    at: datetime,
) -> Explanation:
    """Say why somebody who holds these memberships, ended and planned ones too, sees a place."""
    mine = [member for member in held if dossier_of(member.circle) == place.dossier_uid]
    grounds = [Ground.of(member) for member in mine if _opens(member, someone, limits, place, at)]
    grounds += _direct(someone, place)
    if grounds:
        return Explanation(tuple(dict.fromkeys(grounds)), ())
    found = [*_shut(someone, limits, place), *_closed(mine, limits, table, place, at)]
    return Explanation((), tuple(dict.fromkeys(found)) or (Obstacle(NONE),))


def documents_read(functions: Iterable[str], table: Matrix) -> dict[str, str]:
    """Return which documents of each class the holders of these functions read, by the matrix."""
    functions = tuple(functions)
    return {
        class_: _best(_read(one, class_, table) for one in functions) for class_ in classes(table)
    }


def classes(table: Matrix) -> list[str]:
    """Return the classes of documents that the matrix speaks of, in its order."""
    rows = (row.classes for row in table.rows if row.type == _DOCUMENT)
    return list(dict.fromkeys(class_ for found in rows for class_ in found))


def service_of(function: str) -> str:
    """Return the service whose column of the matrix a function has, or "" for the team's."""
    if function == "referent":
        return "referents"
    kind, _, service = function.partition("-")
    return service if kind == "service" else ""


def opens_dossier(function: str) -> bool:
    """Tell whether a function sees the dossier itself, not merely a signal or single pieces."""
    return function.partition("-")[0] not in _BESIDE


def _opens(member: Membership, someone: Someone, limits: Limits, place: Place, at) -> bool:
    return (
        member.live(at)
        and member.circle in place.openers
        and limits.pass_(member.circle, someone.user_id, at)
    )


def _direct(someone: Someone, place: Place) -> Iterator[Ground]:
    for principal in sorted(place.openers & {someone.user_id, *someone.groups}):
        yield Ground(DIRECT, "", principal)
    for role in sorted(place.roles & someone.roles):
        yield Ground(DIRECT, "", role)


def _shut(someone: Someone, limits: Limits, place: Place) -> Iterator[Obstacle]:
    if someone.user_id in limits.denied(place.dossier_uid):
        yield Obstacle(DENIED)
    named = limits.named(place.dossier_uid)
    if named is not None and someone.user_id not in named:
        yield Obstacle(PROTECTED)


def _closed(mine: list[Membership], limits: Limits, table: Matrix, place: Place, at):
    narrowing = limits.narrowed(place.dossier_uid)
    for member in mine:
        function = function_of(member.circle)
        if not member.live(at):
            over = member.over(at)
            yield Obstacle(
                ENDED if over else PLANNED, function, member.until if over else member.since
            )
        elif narrowing is not None and not narrowing.opens(function, at):
            yield Obstacle(NARROWED, function)
        elif member.circle not in place.openers:
            yield Obstacle(_silence(function, table, place), function)


def _silence(function: str, table: Matrix, place: Place) -> str:
    """Why a circle has no role that reads this place."""
    beside = _BESIDE.get(function.partition("-")[0])
    if place.kind != "document":
        return beside or STATE
    if table.rows and not table.follows_dossier(_DOCUMENT, place.confidentiality):
        return NOTE
    if beside:
        return beside
    return TYPE if _read(function, place.confidentiality, table) == TYPES else CLASS


def _read(function: str, class_: str, table: Matrix) -> str:
    if not table.follows_dossier(_DOCUMENT, class_):
        return OWN if function in _TEAM[:2] else NOTHING
    if function in _TEAM:
        return ALL
    service = service_of(function)
    if service in table.services_reading(_DOCUMENT, class_):
        return ALL
    return TYPES if service in table.services_reading(_DOCUMENT, class_, (service,)) else NOTHING


def _best(found: Iterable[str]) -> str:
    return min(found, key=_BEST_FIRST.index, default=NOTHING)
