"""Queries as SQL."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select

from farde.access.journal.chain import Entry, stamp
from farde.access.journal.query import Query
from farde.access.journal.tables import JOURNAL


def matching(wanted: Select, query: Query) -> Select:
    """Return a selection narrowed down to the rows that answer a query."""
    plain = {"who": query.who, "uid": query.uid, "action": query.action}
    for name, value in plain.items():
        if value:
            wanted = wanted.where(JOURNAL.c[name] == value)
    if query.without:
        wanted = wanted.where(JOURNAL.c.action.not_in(query.without))
    if query.dossier_uid or query.person_id:
        wanted = wanted.where(_about(query))
    if query.since is not None:
        wanted = wanted.where(JOURNAL.c.at >= stamp(query.since))
    if query.until is not None:
        wanted = wanted.where(JOURNAL.c.at < stamp(query.until))
    return wanted


def same_since(entry: Entry, since: datetime) -> Select:
    """Return the selection of the same action, by the same user on the same object, since then."""
    return select(JOURNAL.c.number).where(
        JOURNAL.c.uid == entry.uid,
        JOURNAL.c.who == entry.who,
        JOURNAL.c.action == entry.action,
        JOURNAL.c.at > stamp(since),
    )


def _about(query: Query) -> ColumnElement[bool]:
    dossier = JOURNAL.c.dossier_uid == query.dossier_uid
    person = JOURNAL.c.person_id == query.person_id
    if not query.dossier_uid:
        return person
    # What concerns another dossier of the same person is not this dossier's business.
    alone = and_(person, JOURNAL.c.dossier_uid == "")
    return or_(dossier, alone) if query.person_id else dossier
