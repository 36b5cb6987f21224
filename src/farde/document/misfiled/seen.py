"""Who saw a misfiled document, and how, as the access journal knows it."""

from dataclasses import dataclass, field
from datetime import timedelta

from farde.access.journal import actions, telling
from farde.access.journal import operations as journal
from farde.access.journal.query import Query
from farde.access.journal.telling import Line, NamedReader
from farde.document.misfiled.incidents import Incident

#: Readings of one document that a page lists; of those before, it says that there are more.
LIMIT = 1000
#: Rows about a document that say nothing of anybody having seen it.
_UNSEEN = (actions.DENIED, actions.GAP, *actions.CHANGES, *actions.CORRECTIONS)
#: What happened in the very second of the report counts.
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Witness:
    """Somebody who saw a document: by name, with each time, the last one first."""

    who: str
    name: str
    lines: list[Line] = field(default_factory=list)


def seen_by(incident: Incident) -> list[Witness]:
    """Return who saw the document until it was reported, the last reader first."""
    query = Query(uid=incident.document_uid, without=_UNSEEN, until=incident.at + _SECOND)
    found: dict[str, Witness] = {}
    for line in telling.lines(journal.search(query, LIMIT)):
        if line.who:
            found.setdefault(line.who, Witness(line.who, line.name)).lines.append(line)
    return list(found.values())


def in_lists(incident: Incident, witnesses: list[Witness]) -> list[NamedReader]:
    """Return who else opened the dossier meanwhile, whose lists showed the document's type."""
    known = {one.who for one in witnesses}
    around = journal.readers_of(
        incident.dossier_uid, since=incident.filed_at, until=incident.at + _SECOND
    )
    return telling.readers([one for one in around if one.who not in known])
