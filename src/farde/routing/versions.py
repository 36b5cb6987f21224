"""The versions of the signal table: what it was, from when, by whom and why.

Kept beside the rules, by the instant at which they were saved. A version holds the whole table,
so that going back to it needs no other.
"""

from datetime import UTC, datetime, timedelta

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations

from farde.core import clock
from farde.core.visitor import current_user_id
from farde.routing.rulestates import State, Table, photograph

_ANNOTATION = "farde.signal-table"

#: What made a version: the first one, a change, a going back, a change outside the table.
FIRST, CHANGE, UNDO, RESTORE, OUTSIDE = "first", "change", "undo", "restore", "outside"


class Version(Persistent):
    """The table as it was from an instant on; ``of`` names the version that was gone back to.

    ``by`` is who made it so; "" where nobody knows.
    """

    why = of = by = ""

    def __init__(self, at: datetime, kind: str, table: Table) -> None:
        self.at, self.kind = at, kind
        self.table = table
        #: Since when each rule does what it does, as far as is known.
        self.since: dict[str, datetime] = {}

    @property
    def id(self) -> str:
        """The id of a version: the instant at which it was saved."""
        return f"v-{self.at.astimezone(UTC):%Y%m%dT%H%M%S%f}"


def latest() -> Version | None:
    """Return the last version that was kept."""
    kept = _kept()
    return kept[kept.maxKey()] if kept else None


def version(version_id: str) -> Version | None:
    """Return a version by its id."""
    return _kept().get(version_id)


def ids() -> list[str]:
    """Return the ids of all versions, the last one first."""
    return list(reversed(list(_kept().keys())))


def before(one: Version) -> Version | None:
    """Return the version that stood before this one."""
    earlier = list(_kept().keys(max=one.id, excludemax=True))
    return version(earlier[-1]) if earlier else None


def keep(kind: str, why: str = "", of: str = "", by: str | None = None) -> Version:
    """Keep the table as it stands now as a version, of the signed-in user unless told whose."""
    last, at = latest(), clock.now()
    if last is not None and at <= last.at:
        at = last.at + timedelta(microseconds=1)
    made = Version(at, kind, photograph())
    made.why, made.of, made.by = why, of, current_user_id() if by is None else by
    made.since = _since(made, last)
    register = IAnnotations(api.portal.get()).setdefault(_ANNOTATION, OOBTree())
    register[made.id] = made
    return made


def keep_what_is_new(by: str = "") -> Version | None:
    """Keep a first version, or what was changed outside the table since the last one.

    Whoever comes upon a change did not make it: ``by`` tells who did, where that is known.
    """
    if latest() is None:
        return keep(FIRST, by=by)
    return keep(OUTSIDE, by=by) if changed_outside() else None


def changed_outside() -> bool:
    """Tell whether the rules are no longer what the last version says."""
    last = latest()
    return last is not None and list(last.table.items()) != list(photograph().items())


def mark() -> str:
    """Return what is the same only while nobody has changed the table."""
    last = latest()
    return OUTSIDE if changed_outside() else last.id if last else ""


def forget() -> None:
    """Take the register away."""
    IAnnotations(api.portal.get()).pop(_ANNOTATION, None)


def touched(earlier: Table, later: Table) -> list[tuple[str, State | None, State | None]]:
    """Return the rules that differ between two tables, with both states, in the later order."""
    names = [*later, *(name for name in earlier if name not in later)]
    pairs = [(name, earlier.get(name), later.get(name)) for name in names]
    return [(name, old, new) for name, old, new in pairs if old != new]


def _since(made: Version, last: Version | None) -> dict[str, datetime]:
    if last is None:
        return {}
    known = dict(last.since)
    for name, old, new in touched(last.table, made.table):
        if new and (old is None or old["actions"] != new["actions"]):
            known[name] = made.at
    return {name: at for name, at in known.items() if name in made.table}


def _kept() -> OOBTree:
    return IAnnotations(api.portal.get()).get(_ANNOTATION, OOBTree())
