"""Trying a table on filed documents: what it would raise and cancel, told without writing.

Documents are told by what the catalogue keeps of them. One is woken only for a condition of a
third party, which may ask anything of it.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from plone.contentrules.rule.interfaces import IExecutable
from zope.component import getMultiAdapter

from farde.document.events import DocumentFiled
from farde.routing.rows import Row, foreign, row_of
from farde.routing.rulestates import State, Table, rebuilt, running
from farde.routing.wording import present_type

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Facts:
    """What the rules ask of a filed document; ``wake`` returns the document itself."""

    document_type: str
    direction: str
    channel: str
    dossier_uid: str
    active_ri: bool
    wake: Callable[[], Any]


@dataclass(frozen=True)
class Raised:
    """What a rule raises for a document: a signal or a ticket for a role."""

    rule: str
    kind: str
    role: str


@dataclass
class Rules:
    """The running rules of a table, ready to be asked of many documents."""

    rows: list[tuple[Row, list, bool]]
    #: How often a condition of a third party could not be asked.
    unknown: int = 0
    _present: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, table: Table) -> "Rules":
        """Make the rules of a table; one that is switched off raises nothing."""
        works = [(name, state) for name, state in table.items() if running(state)]
        return cls([(_row(*one), _conditions(one[1]), one[1]["stop"]) for one in works])

    def raised(self, facts: Facts) -> Counter[Raised]:
        """Return what a document raises."""
        found: Counter[Raised] = Counter()
        document_type = self._present_type(facts.document_type)
        for row, others, stops in self.rows:
            if _concerns(row, document_type, facts) and self._agree(others, facts):
                found.update(
                    Raised(row.rule, effect.kind, effect.role)
                    for effect in row.effects
                    if effect.when == "always" or facts.active_ri == (effect.when == "active_ri")
                )
            # Plone's way: such a rule is the last one, whether it was about the document or not.
            if stops:
                break
        return found

    def _present_type(self, type_id: str) -> str:
        if type_id not in self._present:
            self._present[type_id] = present_type(type_id)
        return self._present[type_id]

    def _agree(self, others: list, facts: Facts) -> bool:
        try:
            return all(_executed(one, facts) for one in others)
        except Exception as error:
            logger.warning("A condition could not be tried: %s", type(error).__name__)
            self.unknown += 1
            return False


@dataclass
class Difference:
    """What a changed table would raise and cancel, beside the present one.

    Counted by kind, role, dossier (for who holds it) and type of document.
    """

    looked_at: int = 0
    raised: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)
    cancelled: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)
    unknown: int = 0


def compare(present: Table, changed: Table, documents: Iterable[Facts]) -> Iterator[Difference]:
    """Yield the same growing difference after each document."""
    rules, others, found = Rules.of(present), Rules.of(changed), Difference()
    for facts in documents:
        before, after = rules.raised(facts), others.raised(facts)
        _count(found.raised, after - before, facts)
        _count(found.cancelled, before - after, facts)
        found.looked_at, found.unknown = found.looked_at + 1, others.unknown
        yield found


def _row(name: str, state: State) -> Row:
    row = row_of(name, state)
    return replace(row, types=tuple(map(present_type, row.types)))


def _concerns(row: Row, document_type: str, facts: Facts) -> bool:
    asked = (
        (row.types, document_type),
        (row.directions, facts.direction),
        (row.channels, facts.channel),
    )
    return all(not wanted or one in wanted for wanted, one in asked) and (
        row.active_ri in (None, facts.active_ri)
    )


def _conditions(state: dict) -> list:
    return [rebuilt("conditions", one) for one in foreign(state, "conditions")]


def _executed(condition: Any, facts: Facts) -> bool:
    document = facts.wake()
    asked = (document.__parent__, condition, DocumentFiled(document))
    return bool(getMultiAdapter(asked, IExecutable)())


def _count(found: Counter, raised: Counter[Raised], facts: Facts) -> None:
    for one, times in raised.items():
        found[one.kind, one.role, facts.dossier_uid, facts.document_type] += times
