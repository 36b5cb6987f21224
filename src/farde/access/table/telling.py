"""The two tables as page and program show them."""

from collections.abc import Iterable
from dataclasses import dataclass

from plone import api
from zope.component import queryUtility

from farde.access import explaining
from farde.access.interfaces import DocumentType, IDocumentTypes
from farde.access.matrix import Cell, Matrix, Row
from farde.access.roles import SERVICES, rights
from farde.access.table import wording


@dataclass(frozen=True)
class Group:
    """Rows about one kind of object; ``built`` is False for what the product does not have yet."""

    title: str
    rows: list[Row]
    built: bool = True


@dataclass(frozen=True)
class TypeReaders:
    """A type of documents, with the classes in which each service reads it."""

    term: DocumentType
    classes: dict[str, list[str]]


def groups(table: Matrix) -> list[Group]:
    """Return the rows under their kinds, in their order; what is not built comes last."""
    found: dict[str, list[Row]] = {}
    for row in table.rows:
        found.setdefault(wording.GROUPS.get(row.type, row.type), []).append(row)
    planned = wording.GROUPS[""]
    titles = sorted(found, key=lambda title: title == planned)
    return [Group(title, found[title], title != planned) for title in titles]


def remarks(table: Matrix) -> list[Row]:
    """Return the rows that carry a remark."""
    return [row for row in table.rows if row.remark]


def letters(cell: Cell) -> list[str]:
    """Return what a cell allows, in words, letter by letter."""
    return [wording.LETTERS[letter] for letter in cell.letters]


def states(row: Row) -> list[str]:
    """Return the states that a row is about, as the workflow calls them."""
    workflow = api.portal.get_tool("portal_workflow")
    return [workflow.getTitleForStateOnType(state, row.type) or state for state in row.states]


def types(table: Matrix) -> list[TypeReaders]:
    """Return, for each type of the thesaurus, what each service reads while it has a ticket."""
    known = queryUtility(IDocumentTypes, default=list)
    return [TypeReaders(term, _read(table, term.readers)) for term in known()]


def matrix() -> Matrix:
    """Return the centre's matrix."""
    return rights()


def _read(table: Matrix, readers: tuple[str, ...]) -> dict[str, list[str]]:
    reading = {
        class_: table.services_reading("CaseDocument", class_, readers)
        for class_ in explaining.classes(table)
    }
    return {service: _classes(service, reading.items()) for service in SERVICES}


def _classes(service: str, reading: Iterable[tuple[str, list[str]]]) -> list[str]:
    return [class_ for class_, services in reading if service in services]
