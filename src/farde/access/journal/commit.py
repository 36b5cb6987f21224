"""Noting what a transaction does as the last vote of its commit."""

from collections.abc import Callable, Sequence

import transaction
from transaction.interfaces import IDataManagerSavepoint, ISavepointDataManager
from zope.interface import implementer

from farde.access.journal.chain import Entry

#: Sorts after every storage and mailer: they have all voted when the journal is written, and what
#: fails here still stops them.
_LAST = "~~farde.journal"


def join(entries: Sequence[Entry], write: Callable[[Sequence[Entry]], None]) -> None:
    """Have entries written when the present transaction commits, all of them at once."""
    current = transaction.get()
    try:
        pending = current.data(join)
    except KeyError:
        pending = _Pending(write)
        current.set_data(join, pending)
        current.join(pending)
    pending.entries.extend(entries)


@implementer(ISavepointDataManager)
class _Pending:
    """What one transaction wants noted.

    The rows are committed with the vote and not after it: from then on the other stores may not
    refuse, whereas a journal that failed afterwards would leave a change without a trace.
    """

    transaction_manager = transaction.manager

    def __init__(self, write: Callable[[Sequence[Entry]], None]) -> None:
        self.entries: list[Entry] = []
        self._write = write

    def savepoint(self) -> "_Savepoint":
        return _Savepoint(self)

    def tpc_vote(self, _transaction) -> None:
        self._write(self.entries)

    def sortKey(self) -> str:
        return _LAST

    def _nothing(self, _transaction) -> None:
        pass

    abort = tpc_begin = commit = tpc_finish = tpc_abort = _nothing


@implementer(IDataManagerSavepoint)
class _Savepoint:
    """Takes back what was joined after it."""

    def __init__(self, pending: _Pending) -> None:
        self._pending, self._length = pending, len(pending.entries)

    def rollback(self) -> None:
        del self._pending.entries[self._length :]
