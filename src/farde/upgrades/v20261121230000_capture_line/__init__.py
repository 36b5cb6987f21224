"""From one deposit, one document, to the capture line: deposits are prepared, cut and reviewed.

What waited to be filed is prepared for the desk; what was filed is found by its bytes. Nothing
that a centre changed in its matrix is undone.
"""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import batched

import transaction
from plone import api

from farde.access import settings
from farde.capture.operations import PREPARE
from farde.core import outbox
from farde.setuphandlers import post_install, table
from farde.upgrades import follow_profile, follow_workflow

#: The states of deposits in the matrix of before, and those of now.
_NEW_STATES = {
    "CaptureBatch,,received,": "CaptureBatch,,received prepared blocked awaiting,",
    "CaptureBatch,,filed,": "CaptureBatch,,filed discarded,",
}
#: What is found by new indexes. The new columns are filled with them, each time all of them.
_LISTED = {
    "CaptureBatch": ("digests", "capture_marks"),
    "CaseDocument": ("digests", "parallel"),
    "Person": ("lookup",),
    "Dossier": ("lookup",),
}
#: Content between two savepoints: an upgrade of thousands of documents must fit in memory.
_BATCH = 500


def upgrade(tool) -> None:
    """Bring a site of version 20261121180000 up to date; running it again changes nothing."""
    follow_profile(tool)
    post_install(tool)
    _tell_the_matrix()
    for portal_type, names in _LISTED.items():
        _list_anew(portal_type, names)
    for content in _all("CaptureBatch"):
        follow_workflow(content)
        if content.file is not None:
            outbox.enqueue(PREPARE, content.UID())


def _list_anew(portal_type: str, names: Sequence[str]) -> None:
    for group in batched(_all(portal_type), _BATCH):
        for content in group:
            content.reindexObject(idxs=list(names))
        transaction.savepoint(optimistic=True)


def _tell_the_matrix() -> None:
    """Add the new states to the rows of the centre's matrix, whatever else it changed there."""
    record = f"{settings.PREFIX}.matrix"
    text = api.portal.get_registry_record(record) or ""
    for before, after in _NEW_STATES.items():
        text = text.replace(before, after)
    if text and ",misfiled," not in text:
        text = f"{text.rstrip()}\n{_row_of('misfiled')}"
    api.portal.set_registry_record(record, text)


def _row_of(state: str) -> str:
    rows = [row for row in table("cpas", "access.csv") if row["states"] == state]
    written = StringIO()
    writer = csv.DictWriter(written, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writerows(rows)
    return written.getvalue()


def _all(portal_type: str) -> Iterator:
    catalog = api.portal.get_tool("portal_catalog")
    for brain in catalog.unrestrictedSearchResults(portal_type=portal_type):
        yield brain._unrestrictedGetObject()
