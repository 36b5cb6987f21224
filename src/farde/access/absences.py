"""Absences: from one day until another, a stand-in does what the absent colleague holds."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from BTrees.OOBTree import OOBTree
from persistent import Persistent

from farde.access.stamps import Stamps


@dataclass(frozen=True)
class Absence:
    """Someone is away from an instant until another; a colleague stands in."""

    id: str
    absent: str
    stand_in: str
    since: datetime
    until: datetime

    def live(self, at: datetime) -> bool:
        """Tell whether the stand-in stands in at this instant; the end itself is outside."""
        return self.since <= at < self.until


class Absences(Persistent):
    """All absences. One record serves every dossier the absent colleague holds or is given."""

    def __init__(self) -> None:
        self._by_stand_in = OOBTree()
        self._by_absent = OOBTree()
        self.stamps = Stamps()

    def note(self, absence: Absence) -> None:
        """Keep an absence; the same id again replaces it."""
        self.forget(absence.id)
        _branch(self._by_stand_in, absence.stand_in)[absence.id] = absence
        _branch(self._by_absent, absence.absent)[absence.id] = absence
        self.stamps.touch(absence.stand_in)

    def forget(self, absence_id: str) -> Absence | None:
        """Take an absence back, and return it."""
        found = next((one for one in self if one.id == absence_id), None)
        if found is not None:
            del self._by_stand_in[found.stand_in][absence_id]
            del self._by_absent[found.absent][absence_id]
            self.stamps.touch(found.stand_in)
        return found

    def close(self, absence_id: str, at: datetime) -> Absence | None:
        """End an absence at an instant and return it; None when it is unknown or was over.

        One that has not begun by then is forgotten.
        """
        found = next((one for one in self if one.id == absence_id), None)
        if found is None or found.until <= at:
            return None
        if found.since < at:
            self.note(replace(found, until=at))
        else:
            self.forget(absence_id)
        return found

    def of_stand_in(self, user_id: str) -> list[Absence]:
        """Return the absences for which this user stands in, past and planned ones included."""
        return list(self._by_stand_in.get(user_id, {}).values())

    def of_absent(self, user_id: str) -> list[Absence]:
        """Return the absences of this user, past and planned ones included."""
        return list(self._by_absent.get(user_id, {}).values())

    def __iter__(self) -> Iterator[Absence]:
        for branch in self._by_absent.values():
            yield from branch.values()


def _branch(tree: OOBTree, name: str) -> OOBTree:
    branch = tree.get(name)
    if branch is None:
        branch = tree[name] = OOBTree()
    return branch
