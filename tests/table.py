"""The matrix of rights as the profile ships it, beside the types, states and classes there are."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from zope.component import getGlobalSiteManager
from zope.publisher.interfaces import IRequest
from zope.publisher.interfaces.browser import IDefaultBrowserLayer

import farde
from farde.access import matrix
from farde.access.confidentiality import CONFIDENTIALITY_TITLES
from farde.document.content import ICaseDocument

HOUSE = Path(farde.__file__).parent
PROFILES = Path(__file__).parents[1] / "profiles"
TABLE = matrix.parse((PROFILES / "cpas" / "access.csv").read_text("utf-8"))
BUILT = tuple(row for row in TABLE.rows if row.type)
CLASSES = tuple(CONFIDENTIALITY_TITLES)

#: Types of ours without a row, and why.
WITHOUT_ROW = {
    "PersonRegistry": "a folder that shows nobody",
    "DossierRegistry": "a folder that shows nothing of a dossier",
    "CaptureQueue": "a folder; each deposit in it has its row",
    "Thesaurus": "the centre's words, for everybody who is signed in",
    "ThesaurusProfile": "the centre's words",
    "DocumentType": "the centre's words",
    "DocumentKind": "the centre's words",
}


class Case(NamedTuple):
    """One cell of the table, spelled out: what somebody may do with such an object."""

    portal_type: str
    confidentiality: str
    state: str
    column: str

    def __str__(self) -> str:
        return "-".join(filter(None, self))


def _parsed(name: str) -> ElementTree.Element:
    return ElementTree.parse(PROFILES / "default" / name).getroot()  # noqa: S314 - our own files


def types() -> list[str]:
    """Return the portal types of the profile."""
    names = (node.get("name") for node in _parsed("types.xml").iter("object"))
    return [name for name in names if name != "portal_types"]


def states() -> dict[str, list[str]]:
    """Return the states that the workflow of each type knows."""
    bound = {
        node.get("type_id"): node[0].get("workflow_id")
        for node in _parsed("workflows.xml").iter("type")
    }
    return {name: _states_of(bound[name]) for name in types()}


def _states_of(workflow: str) -> list[str]:
    definition = _parsed(f"workflows/{workflow}/definition.xml")
    return [state.get("state_id") for state in definition.iter("state")]


def classes_of(portal_type: str) -> tuple[str, ...]:
    """Return the classes of confidentiality that content of a type can have."""
    return CLASSES if portal_type == "CaseDocument" else ("",)


def cases(*portal_types: str) -> Iterator[Case]:
    """Yield every cell of the built rows about these types: each class, state and column."""
    for row in BUILT:
        if row.type in portal_types:
            for confidentiality in row.classes or ("",):
                for state in row.states:
                    for column in matrix.COLUMNS:
                        yield Case(row.type, confidentiality, state, column)


def gaps(table: matrix.Matrix) -> list[str]:
    """Return where a table is silent, or speaks of what is not there."""
    known, found = states(), []
    rows = [row for row in table.rows if row.type]
    for name in sorted(known.keys() - WITHOUT_ROW.keys()):
        for state in known[name]:
            for confidentiality in classes_of(name):
                about = [row for row in rows if row.about(name, confidentiality, state)]
                if len(about) != 1:
                    found.append(f"{len(about)} rows about {name} {confidentiality} {state}")
    for row in rows:
        unknown = {*row.states} - {*known.get(row.type, ())} | {*row.classes} - {*CLASSES}
        if row.type not in known or unknown or not row.states:
            found.append(f"{row.object}: {row.type} {' '.join(sorted(unknown))}")
    return found


#: Doors of who files and corrects, which may not read: `tests/contract/test_side_doors.py`.
CORRECTING = {"reclassify", "@reclassify", "file-also", "@file-also"}
CORRECTING |= {"report-misfiled", "@misfiled"}


def doors_of_documents() -> set[str]:
    """Return the views and services by which our rooms let documents be read."""
    found = set()
    for one in getGlobalSiteManager().registeredAdapters():
        ours = Path(getattr(one.info, "file", "")).is_relative_to(HOUSE)
        if ours and len(one.required) == 2 and one.required[0] is ICaseDocument:
            request = one.required[1]
            if request.isOrExtends(IRequest) or request.isOrExtends(IDefaultBrowserLayer):
                found.add(re.sub(r"^[A-Z]+_application_json_", "", one.name))
    return found - CORRECTING
