"""What rooms above tell of their use of terms; nothing here names them."""

from collections.abc import Iterable
from dataclasses import dataclass

from zope.i18nmessageid import Message
from zope.interface import Interface
from zope.schema.interfaces import IVocabulary, IVocabularyTokenized


@dataclass(frozen=True)
class Use:
    """One way in which a term is used, in words with a ``${count}``, and its count."""

    reason: Message
    count: int


class ITermUse(Interface):
    """A named utility of a room whose content names terms by their slugs.

    A provider SHALL count for the whole site, whoever asks, and SHALL wake no content.
    """

    def uses(level: str, slug: str) -> list[Use]:
        """Return what names this very term; an empty list when nothing does."""


class ITermFollowers(Interface):
    """A named utility of a room whose content follows a term that was merged or moved."""

    def behind(level: str, slug: str) -> int:
        """Return how much content still has to follow: under a merged term, or under another
        type than that of its inventory entry."""


class ITermVocabulary(IVocabularyTokenized):
    """A vocabulary of terms of one level."""

    def named(slugs: Iterable[str]) -> IVocabulary:
        """Return the terms of these slugs, whether they can still be chosen or not."""
