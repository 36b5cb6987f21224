"""``GET @access-matrix``: the two tables, for programs."""

from zope.i18n import translate

from farde.access.matrix import COLUMNS, Row
from farde.access.table import telling, wording
from farde.core.rest import Service


class MatrixGet(Service):
    """The matrix of rights, and which service reads which type of documents."""

    scope = "access:read"

    def answer(self) -> dict:
        table = telling.matrix()
        return {
            "@id": f"{self.context.absolute_url()}/@access-matrix",
            "columns": [
                {"id": name, "title": self._said(wording.COLUMNS[name])} for name in COLUMNS
            ],
            "letters": {name: self._said(word) for name, word in wording.LETTERS.items()},
            "scopes": {name: self._said(word) for name, word in wording.SCOPES.items()},
            "rows": [self._row(row) for row in table.rows],
            "types": [_type(one) for one in telling.types(table)],
        }

    def _row(self, row: Row) -> dict:
        cells = {name: cell for name, cell in row.cells.items() if cell.letters}
        return {
            "object": row.object,
            "built": bool(row.type),
            "type": row.type or None,
            "classes": list(row.classes),
            "states": list(row.states),
            "cells": {
                name: {"letters": cell.letters, "scope": cell.scope or None}
                for name, cell in cells.items()
            },
            "remark": row.remark or None,
        }

    def _said(self, word) -> str:
        return translate(word, context=self.request)


def _type(one: telling.TypeReaders) -> dict:
    return {
        "id": one.term.id,
        "title": one.term.title,
        "services": {name: classes for name, classes in one.classes.items() if classes},
        "remark": one.term.remark or None,
    }
