"""The register of openings in an emergency: only added to, with who was told and who has read it.

The reason is kept here alone: it may speak of somebody.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from BTrees.OOBTree import OOBTree, OOTreeSet
from persistent import Persistent


@dataclass(frozen=True)
class Opening:
    """Somebody opened a dossier in an emergency; ``told`` are the users who get a notice."""

    id: str
    dossier_uid: str
    number: str
    who: str
    reason: str
    at: datetime
    until: datetime
    told: tuple[str, ...]


class Openings(Persistent):
    """All openings. What was once noted is not changed: an early end is noted beside it."""

    def __init__(self) -> None:
        self._by_id = OOBTree()
        self._in_time = OOTreeSet()
        self._of_user = OOBTree()
        self._closed = OOBTree()
        self._unread = OOBTree()
        self._read = OOBTree()

    def add(self, opening: Opening) -> None:
        """Note an opening, and that its notices are unread; raises ValueError for a known id."""
        if opening.id in self._by_id:
            raise ValueError(opening.id)
        self._by_id[opening.id] = opening
        self._in_time.insert((opening.at.astimezone(UTC).isoformat(), opening.id))
        _branch(self._of_user, opening.who).insert(opening.id)
        for user_id in opening.told:
            _branch(self._unread, user_id).insert(opening.id)

    def get(self, opening_id: str) -> Opening | None:
        """Return an opening, None when there is none of this id."""
        return self._by_id.get(opening_id)

    def close(self, opening_id: str, at: datetime) -> None:
        """Note that an opening was ended before its time; only the first end counts."""
        self._closed.setdefault(opening_id, at)

    def ended_at(self, opening: Opening) -> datetime:
        """Return when an opening ended or will end."""
        return self._closed.get(opening.id, opening.until)

    def live(self, opening: Opening, at: datetime) -> bool:
        """Tell whether an opening lasts at this instant; its end is outside."""
        return opening.at <= at < self.ended_at(opening)

    def of_user(self, user_id: str) -> list[Opening]:
        """Return the openings by a user, the newest first."""
        return self._sorted(self._of_user.get(user_id, ()))

    def unread_by(self, user_id: str) -> list[Opening]:
        """Return the openings whose notice a user has not marked as read, the newest first."""
        return self._sorted(self._unread.get(user_id, ()))

    def mark_read(self, opening_id: str, user_id: str, at: datetime) -> None:
        """Note that a user has read a notice; nothing happens for a notice they did not get."""
        unread = self._unread.get(user_id, ())
        if opening_id in unread:
            unread.remove(opening_id)
            self._read[opening_id, user_id] = at

    def read_at(self, opening_id: str, user_id: str) -> datetime | None:
        """Return when a user marked a notice as read, None when they have not."""
        return self._read.get((opening_id, user_id))

    def __len__(self) -> int:
        return len(self._in_time)

    def __iter__(self) -> Iterator[Opening]:
        """Yield all openings, the newest first."""
        for _at, opening_id in reversed(list(self._in_time)):
            yield self._by_id[opening_id]

    def _sorted(self, opening_ids: Iterable[str]) -> list[Opening]:
        found = [self._by_id[one] for one in opening_ids]
        return sorted(found, key=lambda one: one.at, reverse=True)


def _branch(tree: OOBTree, name: str) -> OOTreeSet:
    branch = tree.get(name)
    if branch is None:
        branch = tree[name] = OOTreeSet()
    return branch
