"""Ids: a dossier's is its number, a person's says nothing."""

from zope.container.interfaces import INameChooser
from zope.interface import implementer

from farde.core import clock, ids

_WIDTH = 6


@implementer(INameChooser)
class NumberChooser:
    """Numbers dossiers ``<year>-<six digits>``, from the last one in the folder.

    Two dossiers opened at once choose the same number; the folder's conflict makes one of the
    requests run again. Opening a dossier is rare; filing in one never comes here.
    """

    def __init__(self, registry) -> None:
        self.registry = registry

    def chooseName(self, name: str | None, content) -> str:
        year = f"{clock.today().year}-"
        tree = self.registry._tree
        last = 0
        if tree is not None:
            numbers = list(tree.keys(min=year, max=year + "~"))[-1:]
            last = int(numbers[0].partition("-")[2]) if numbers else 0
        return f"{year}{last + 1:0{_WIDTH}d}"

    def checkName(self, name: str, content) -> bool:
        return name not in self.registry


@implementer(INameChooser)
class OpaqueChooser:
    """Names persons, and the content of a dossier, by random ids."""

    prefixes = {"Person": "p", "CaseDocument": "d"}

    def __init__(self, container) -> None:
        self.container = container

    def chooseName(self, name: str | None, content) -> str:
        if name and content.portal_type in ("Signal", "Ticket"):
            return name
        return ids.opaque_id(self.prefixes.get(content.portal_type, "x"))

    def checkName(self, name: str, content) -> bool:
        return name not in self.container
