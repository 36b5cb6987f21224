"""A term as forms, pages and files need it, without waking any content; and a change of one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

#: Levels of the thesaurus, from the top: their portal types.
LEVELS = ("ThesaurusProfile", "DocumentType", "DocumentKind")
#: What can become of a term.
CREATE, CHANGE, MOVE, RETIRE = "create", "change", "move", "retire"
RESTORE, MERGE, DELETE = "restore", "merge", "delete"
KINDS = (CREATE, CHANGE, MOVE, RETIRE, RESTORE, MERGE, DELETE)


def level_above(level: str) -> str:
    """Return the level that terms of a level stand under, "" above the first."""
    return LEVELS[LEVELS.index(level) - 1] if level != LEVELS[0] else ""


def level_below(level: str) -> str:
    """Return the level of the terms that stand under terms of a level, "" below the last."""
    return LEVELS[LEVELS.index(level) + 1] if level != LEVELS[-1] else ""


@dataclass(frozen=True)
class Term:
    """A term at one moment; ``parent`` is the slug of the term it stands under."""

    id: str
    label: str
    level: str
    parent: str = ""
    label_nl: str = ""
    label_en: str = ""
    remark: str = ""
    state: str = "active"
    readers: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    scope_note: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    confidentiality: str = ""
    retention: str = ""
    asked_fields: tuple[str, ...] = ()
    merged_into: str = ""

    @property
    def active(self) -> bool:
        """Whether the term is in force, neither proposed nor retired."""
        return self.state == "active"

    def offered(self, day: date) -> bool:
        """Tell whether a document may be filed under the term on a day."""
        begun = self.valid_from is None or self.valid_from <= day
        return self.active and begun and (self.valid_to is None or day <= self.valid_to)

    def label_in(self, language: str) -> str:
        """Return the label in a language, the French one where there is none."""
        return {"nl": self.label_nl, "en": self.label_en}.get(language, "") or self.label


@dataclass(frozen=True)
class Change:
    """What is to become of one term.

    ``kind`` is one of ``KINDS``; ``level`` the portal type and ``slug`` the id of the term.
    ``parent`` is the slug of the term it is created under or moved to, ``into`` that of the term
    it is merged with. ``before`` and ``after`` hold field names of the schema and their values;
    a creation has its values in ``after``.
    """

    kind: str
    level: str
    slug: str = ""
    parent: str = ""
    into: str = ""
    before: Mapping[str, object] = field(default_factory=dict)
    after: Mapping[str, object] = field(default_factory=dict)
