"""The verbs of the journal: note what happened, look it up, prove that nothing was changed."""

import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from plone import api

from farde.access.journal import actions, anchors, commit, sheet, store, verification
from farde.access.journal.chain import Entry, Row
from farde.access.journal.errors import JournalUnavailable
from farde.access.journal.query import Query
from farde.access.journal.settings import setting
from farde.access.journal.verification import Report
from farde.core import clock

logger = logging.getLogger(__name__)

#: The pictures of one document that one person turns through within this time are one row; so
#: are the attempts of nobody signed in.
ONCE_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True)
class Reader:
    """Somebody who read: a user id, how often, and when last."""

    who: str
    times: int
    last: datetime


class _Missed:
    """How many events could not be noted, until the journal is back and the gap is noted."""

    def __init__(self) -> None:
        self._count, self._lock = 0, threading.Lock()

    def add(self, count: int) -> int:
        with self._lock:
            self._count += count
            return self._count

    def take(self) -> int:
        with self._lock:
            count, self._count = self._count, 0
            return count


_missed = _Missed()


def missed() -> int:
    """Return how many events this process could not note and has not yet noted as a gap."""
    return _missed.add(0)


def record(entry: Entry) -> None:
    """Note one event now, whatever becomes of the transaction; raises JournalUnavailable.

    A reading has happened even when what it was part of is rolled back.
    """
    record_many([entry])


def record_many(entries: Sequence[Entry]) -> None:
    """Note events now, in one transaction of the journal; raises JournalUnavailable.

    Where the setting lets readings go on without a journal, counts what was missed instead.
    """
    if not entries:
        return
    with _or_counted(len(entries)):
        dated = [_dated(entry) for entry in entries]
        gap = _missed.take()
        try:
            store.current().append([*_gap(gap), *dated])
        except store.Unavailable:
            _missed.add(gap)
            raise


def record_once(entry: Entry, within: timedelta = ONCE_WITHIN) -> None:
    """Note an event unless the same one was noted shortly before; raises JournalUnavailable.

    The same is: the same user, object and action.
    """
    dated = _dated(entry)
    since = clock.now() - within
    with _or_counted(1):
        journal = store.current()
        if not journal.has_since(dated, since):
            journal.append([dated], unless_since=since)


def record_on_commit(entries: Sequence[Entry]) -> None:
    """Note events if, and only if, the present transaction commits.

    They are written in one transaction of the journal as the last vote, when everything else is
    ready to commit: if the journal cannot be written, nothing is done. A transaction that is
    tried again after a conflict has written nothing before.
    """
    dated = [_dated(entry) for entry in entries]
    if dated:
        commit.join(dated, record_many)


def search(query: Query, limit: int = 50, before: int | None = None) -> list[Row]:
    """Return rows, the newest first, from below the number ``before``; JournalUnavailable."""
    with _or_refused():
        return store.current().find(query, limit, before)


def readers_of(
    dossier_uid: str,
    person_id: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[Reader]:
    """Return who read a dossier or its person, the last reader first; raises JournalUnavailable."""
    unread = (actions.DENIED, actions.GAP, *actions.CHANGES, *actions.CORRECTIONS)
    about = Query(dossier_uid=dossier_uid, person_id=person_id, since=since, until=until)
    return _named(replace(about, without=unread))


def turned_away(dossier_uid: str, person_id: str = "") -> list[Reader]:
    """Return who tried to read and was refused, the last one first; raises JournalUnavailable."""
    return _named(Query(dossier_uid=dossier_uid, person_id=person_id, action=actions.DENIED))


def present(dossier_uid: str, person_id: str = "") -> list[Reader]:
    """Return everybody who is in the journal of a dossier, whatever they did."""
    return _named(Query(dossier_uid=dossier_uid, person_id=person_id))


def _named(query: Query) -> list[Reader]:
    with _or_refused():
        found = store.current().readers(query)
    return [Reader(who, times, datetime.fromisoformat(last)) for who, times, last in found if who]


def export_csv(query: Query, who: str) -> str:
    """Return the rows of a query as CSV, and note that ``who`` took them; JournalUnavailable.

    At most as many rows as the setting says. No cell can be taken for a formula.
    """
    rows = search(query, limit=setting("export_limit"))
    record(
        Entry(
            action=actions.EXPORT,
            who=who,
            kind="journal",
            dossier_uid=query.dossier_uid,
            person_id=query.person_id,
            detail=f"rows={len(rows)}",
        )
    )
    return sheet.as_csv(rows)


def verify(noted: Mapping[int, str] | None = None) -> Report:
    """Walk the whole chain against its head and the anchors kept elsewhere; slow, changes nothing.

    ``noted`` are further anchors, seals by the number of their row. Raises JournalUnavailable.
    """
    known = dict(anchors.known(api.portal.get())) | dict(noted or {})
    with _or_refused():
        journal = store.current()
        with journal.snapshot() as (head, rows):
            return verification.verify(journal.key, rows, head, known)


def verify_and_anchor(noted: Mapping[int, str] | None = None) -> Report:
    """Verify, keep the result for the page, and anchor a sound chain in the object database."""
    report = verify(noted)
    anchors.keep(api.portal.get(), report, clock.now())
    if report.fault is not None:
        fault = report.fault
        logger.error("The access journal is broken at row %s: %s", fault.number, fault.kind)
    return report


def _dated(entry: Entry) -> Entry:
    return entry if entry.at is not None else replace(entry, at=clock.now())


def _gap(count: int) -> list[Entry]:
    detail = f"missed={count}"
    return [Entry(action=actions.GAP, who="", detail=detail, at=clock.now())] if count else []


@contextmanager
def _or_refused() -> Iterator[None]:
    try:
        yield
    except store.Unavailable as error:
        raise JournalUnavailable from error


@contextmanager
def _or_counted(count: int) -> Iterator[None]:
    try:
        yield
    except store.Unavailable as error:
        if setting("stop_reading"):
            raise JournalUnavailable from error
        total = _missed.add(count)
        logger.error("The access journal cannot be written: %s events are missing", total)
