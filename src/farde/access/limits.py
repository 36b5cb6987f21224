"""Limits: what no membership overcomes. Deny beats allow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from BTrees.OOBTree import OOBTree, OOTreeSet
from persistent import Persistent

from farde.access.circles import dossier_of, function_of
from farde.access.stamps import Stamps

#: The one stamp of all limits: they change rarely, and each change may concern anybody.
_ALL = "limits"


@dataclass(frozen=True)
class Narrowing:
    """From an instant on, only these functions still open the dossier (its state says so).

    A function is named whole, or by its kind: ``note`` for every ``note-<document>``.
    ``meanwhile`` says who opens it until then; None for everybody.
    """

    functions: tuple[str, ...]
    since: datetime
    meanwhile: tuple[str, ...] | None = None

    def opens(self, function: str, at: datetime) -> bool:
        """Tell whether a function opens the dossier at this instant."""
        functions = self.functions if at >= self.since else self.meanwhile
        return functions is None or bool({function, function.partition("-")[0]} & {*functions})


class Limits(Persistent):
    """Deny lists, protected dossiers with their named readers, dossiers narrowed by state."""

    def __init__(self) -> None:
        self._denied = OOBTree()
        self._named = OOBTree()
        self._narrowed = OOBTree()
        self.stamps = Stamps()

    def deny(self, dossier_uid: str, user_id: str) -> None:
        """Keep a user out of a dossier, whatever gives access."""
        if dossier_uid not in self._denied:
            self._denied[dossier_uid] = OOTreeSet()
        self._denied[dossier_uid].insert(user_id)
        self.stamps.touch(_ALL)

    def undeny(self, dossier_uid: str, user_id: str) -> None:
        """Take a user off the deny list of a dossier."""
        if user_id in self._denied.get(dossier_uid, ()):
            self._denied[dossier_uid].remove(user_id)
            self.stamps.touch(_ALL)

    def denied(self, dossier_uid: str) -> set[str]:
        """Return the users who are kept out of a dossier."""
        return set(self._denied.get(dossier_uid, ()))

    def protect(self, dossier_uid: str, named: Iterable[str]) -> None:
        """Let only these named readers in, whatever else gives access."""
        self._named[dossier_uid] = tuple(sorted(set(named)))
        self.stamps.touch(_ALL)

    def unprotect(self, dossier_uid: str) -> None:
        """End the protection of a dossier."""
        if self._named.pop(dossier_uid, None) is not None:
            self.stamps.touch(_ALL)

    def named(self, dossier_uid: str) -> tuple[str, ...] | None:
        """Return the named readers of a protected dossier; None when it is not protected."""
        return self._named.get(dossier_uid)

    def protected(self) -> list[str]:
        """Return the UIDs of the protected dossiers."""
        return list(self._named)

    def narrow(
        self,
        dossier_uid: str,
        functions: Iterable[str],
        since: datetime,
        meanwhile: Iterable[str] | None = None,
    ) -> None:
        """From an instant on, let only these functions open a dossier; until then, others."""
        before = None if meanwhile is None else tuple(meanwhile)
        self._narrowed[dossier_uid] = Narrowing(tuple(functions), since, before)
        self.stamps.touch(_ALL)

    def widen(self, dossier_uid: str) -> None:
        """End a narrowing."""
        if self._narrowed.pop(dossier_uid, None) is not None:
            self.stamps.touch(_ALL)

    def narrowed(self, dossier_uid: str) -> Narrowing | None:
        """Return how a dossier is narrowed, also when it begins later; None when it is not."""
        return self._narrowed.get(dossier_uid)

    def shut_out(self, dossier_uid: str, user_id: str) -> bool:
        """Tell whether a user may not know of a dossier: denied, or not among its named."""
        named = self._named.get(dossier_uid)
        return (named is not None and user_id not in named) or user_id in self._denied.get(
            dossier_uid, ()
        )

    def closed_to(self, user_id: str) -> set[str]:
        """Return the UIDs of the dossiers that a user may not know of."""
        return {uid for uid in self.restricted() if self.shut_out(uid, user_id)}

    def restricted(self) -> set[str]:
        """Return the UIDs of the dossiers that are protected, or that somebody is kept out of."""
        return {*self._named, *self._denied}

    def limited(self, dossier_uids: Iterable[str]) -> set[str]:
        """Return those of the dossiers that are protected, narrowed, or closed to somebody."""
        kept = (self._named, self._denied, self._narrowed)
        return {uid for uid in dossier_uids if any(uid in one for one in kept)}

    def pass_(self, circle: str, user_id: str, at: datetime) -> bool:
        """Tell whether a user may make use of a circle at this instant."""
        dossier_uid = dossier_of(circle)
        if self.shut_out(dossier_uid, user_id):
            return False
        narrowing = self._narrowed.get(dossier_uid)
        return narrowing is None or narrowing.opens(function_of(circle), at)

    def mark(self) -> tuple[bytes, int] | None:
        """Return what is the same only while no limit changed."""
        return self.stamps.mark(_ALL)
