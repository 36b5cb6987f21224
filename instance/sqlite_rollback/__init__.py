"""RelStorage 4.3.0 on SQLite: what an aborted transaction stored must never be committed.

Before it takes the lock, a vote copies the changed objects into a temporary table and ends the
SQLite transaction there. When the vote is then refused by a read conflict (another process changed
an object that this one declared to rely on, as every BTree does), RelStorage sees no open
transaction, rolls nothing back, and the rows stay. The next transaction on the same connection
commits them with its own: silently when nobody changed these objects meanwhile, else it fails with
CacheConsistencyError or KeyError. Emptying the table first is enough; it costs some microseconds.

zope.conf imports this package before it opens the storage. tests/setup/test_storage.py shows the
defect and holds the repair.
"""

from relstorage.adapters.sqlite.mover import Sqlite3ObjectMover

_store_temps = Sqlite3ObjectMover.store_temps


def _store_temps_afresh(self, cursor, state_oid_tid_iter):
    cursor.execute("DELETE FROM temp_store")
    return _store_temps(self, cursor, state_oid_tid_iter)


Sqlite3ObjectMover.store_temps = _store_temps_afresh
