"""The verbs of the exchange: write the thesaurus to a file, compare one with it, propose that."""

from plone import api

from farde.core.errors import Refusals
from farde.thesaurus import governance, snapshot
from farde.thesaurus.exchange import files, skos, table
from farde.thesaurus.exchange.comparing import Comparison, compared
from farde.thesaurus.exchange.errors import NothingDiffers
from farde.thesaurus.proposals import Proposal
from farde.thesaurus.snapshot import THESAURUS_ID


def as_table(delimiter: str = ",") -> str:
    """Return the whole thesaurus as a table of comma- or semicolon-separated values."""
    return table.written(snapshot.current().terms, delimiter)


def as_skos(syntax: str = "turtle") -> str:
    """Return the whole thesaurus as SKOS, in ``turtle`` or ``xml``."""
    thesaurus = api.portal.get()[THESAURUS_ID]
    return skos.written(snapshot.current().terms, thesaurus.absolute_url(), thesaurus.title, syntax)


def compare(data: bytes, name: str = "", retire_absent: bool = False) -> Comparison:
    """Return what a file would change and everything that is wrong with it; raises FileRefusal.

    ``name`` is the file's name or content type. Terms that the file leaves out stay, unless
    ``retire_absent`` asks to retire them.
    """
    reading = files.read(data, name)
    known = snapshot.current().terms
    found = compared(reading.entries, reading.column, known, retire_absent)
    # A value that was not understood is not told twice; the first to find it says more.
    first = {one.field: one for one in reversed([*reading.faults, *found.faults])}
    faults = sorted(reversed(first.values()), key=_by_row)
    return Comparison(found.changes, tuple(faults), found.absent)


def submit(data: bytes, name: str, why: str, retire_absent: bool = False) -> Proposal:
    """Propose what a file would change, all of it or nothing, for another to decide upon.

    Raises FileRefusal, Refusals with every fault, NothingDiffers, and what proposing refuses.
    """
    found = compare(data, name, retire_absent)
    if found.faults:
        raise Refusals(list(found.faults))
    if not found.changes:
        raise NothingDiffers
    return governance.propose(found.changes, why)


def _by_row(fault) -> tuple[int, str]:
    return (int(fault.row), "") if fault.row.isdigit() else (0, fault.row)
