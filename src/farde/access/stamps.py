"""Stamps: small objects whose serial number changes when what they stand for changes.

What is worked out from many lookups can be kept in memory as long as the stamps it was worked
out under are the same. A connection sees the stamps of its own snapshot of the database.
"""

from BTrees.OOBTree import OOBTree
from persistent import Persistent


class Stamp(Persistent):
    """Says by its serial number when its subject last changed."""

    def __init__(self) -> None:
        self.changes = 0

    def touch(self) -> None:
        """Note a change."""
        self.changes += 1

    def _p_resolveConflict(self, old: dict, saved: dict, new: dict) -> dict:
        # Two processes changed the subject in different places: one more change than either.
        return {"changes": max(saved["changes"], new["changes"]) + 1}


class Stamps(Persistent):
    """One stamp per name, made when first touched."""

    def __init__(self) -> None:
        self._stamps = OOBTree()

    def touch(self, name: str) -> None:
        """Note a change of what is behind a name."""
        stamp = self._stamps.get(name)
        if stamp is None:
            stamp = self._stamps[name] = Stamp()
        stamp.touch()

    def mark(self, name: str) -> tuple[bytes, int] | None:
        """Return what is the same only while nothing changed; None inside an unsaved change."""
        stamp = self._stamps.get(name)
        if stamp is None:
            return b"", 0
        serial = settled(stamp)
        return None if serial is None else (serial, stamp.changes)


def settled(kept: Persistent) -> bytes | None:
    """Return the serial number of what is kept, None while it may differ from the database."""
    jar = kept._p_jar
    # A savepoint writes changes down under the serial number of before them.
    if jar is None or jar._savepoint_storage is not None:
        return None
    kept._p_activate()
    return None if kept._p_changed else kept._p_serial
