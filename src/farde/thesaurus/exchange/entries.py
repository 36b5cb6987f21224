"""Terms as a file says them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from farde.thesaurus.terms import LEVELS

type Value = str | date | tuple[str, ...] | None
#: Level and slug, which name a term.
type Key = tuple[str, str]

PROFILE, TYPE, KIND = LEVELS
LISTS = {"synonyms", "asked_fields", "readers"}
DAYS = {"valid_from", "valid_to"}


@dataclass(frozen=True)
class Raw:
    """What one row or concept says, before anything is believed of it.

    ``row`` is its number or notation; a field that the file does not speak of is not in ``said``.
    """

    row: str
    level: str
    slug: str
    parent: str
    said: Mapping[str, str | tuple[str, ...]]
    state: str | None = None
    merged_into: str | None = None


@dataclass(frozen=True)
class Entry:
    """A term as a file says it, its values understood; ``state`` is None where it says none."""

    row: str
    level: str
    slug: str
    parent: str
    values: Mapping[str, Value] = field(default_factory=dict)
    state: str | None = None
    merged_into: str | None = None

    @property
    def key(self) -> Key:
        """Level and slug, which name the term."""
        return self.level, self.slug


def same(one: Value, other: Value) -> bool:
    """Tell whether two values mean the same: lists have no order, ends of lines no kind."""
    return _plain(one) == _plain(other)


def tidy(text: str) -> str:
    """Return a text without the space around it and with one kind of line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _plain(value: Value) -> object:
    if isinstance(value, str):
        return tidy(value) or None
    if isinstance(value, tuple | list):
        return frozenset(filter(None, map(tidy, value))) or None
    return value
