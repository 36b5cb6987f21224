"""A term as forms, pages and files need it, read without waking any content."""

from dataclasses import dataclass
from datetime import date

#: Levels of the thesaurus, from the top: their portal types.
LEVELS = ("ThesaurusProfile", "DocumentType", "DocumentKind")


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
