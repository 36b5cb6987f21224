"""The centre's list: for each kind of aid, the pieces that are expected. Farde brings none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from BTrees.OOBTree import OOBTree
from plone import api
from zope.annotation.interfaces import IAnnotations

from farde.core import clock
from farde.core.ids import opaque_id
from farde.core.visitor import current_user_id
from farde.core.words import fold
from farde.document import terms
from farde.document.operations import label_of
from farde.thesaurus import operations as thesaurus

_LIST = "farde.completeness.aids"


@dataclass(frozen=True)
class Expected:
    """A piece by its terms; ``months`` is how long one is good for, 0 for always.

    ``words_fr`` and ``words_nl`` are what a letter calls it, "" for the label of the term.
    """

    document_type: str
    document_kind: str = ""
    months: int = 0
    words_fr: str = ""
    words_nl: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """The type and the inventory entry that stand today for it."""
        type_id, kind_id = terms.present(self.document_type, self.document_kind or None)
        return type_id, kind_id or ""

    @property
    def title(self) -> str:
        """What the thesaurus calls it today."""
        return label_of(*self.key)

    def said(self, language: str) -> str:
        """Return what a letter calls it in a language."""
        words = {"fr": self.words_fr, "nl": self.words_nl}.get(language, "")
        type_id, kind_id = self.key
        kind = thesaurus.document_kind(kind_id)
        term = kind or thesaurus.document_type(type_id)
        return words or (term.label_in(language) if term is not None else type_id)


@dataclass(frozen=True)
class Aid:
    """A kind of aid, its names, its pieces, and who wrote it last."""

    id: str
    label_fr: str
    label_nl: str = ""
    pieces: tuple[Expected, ...] = ()
    changed_by: str = ""
    changed_at: datetime | None = None

    def label_in(self, language: str) -> str:
        """Return its name in a language, the French one where there is none."""
        return (self.label_nl if language == "nl" else "") or self.label_fr


def listed() -> list[Aid]:
    """Return the kinds of aid of the centre, by name."""
    return sorted(_read().values(), key=lambda aid: fold(aid.label_fr))


def get(aid_id: str) -> Aid | None:
    """Return a kind of aid by its id."""
    return _read().get(aid_id)


def save(aid_id: str, label_fr: str, label_nl: str, pieces: Iterable[Expected]) -> Aid:
    """Keep a kind of aid as it is now, a new one where there is no id yet."""
    aid_id = aid_id or opaque_id("aid")
    made = Aid(aid_id, label_fr, label_nl, tuple(pieces), current_user_id(), clock.now())
    _written()[aid_id] = made
    return made


def remove(aid_id: str) -> None:
    """Take a kind of aid off the list; dossiers that were about it expect its pieces no more."""
    _written().pop(aid_id, None)


def forget() -> None:
    """Leave nothing of the list behind, on a site that Farde is taken off."""
    IAnnotations(api.portal.get()).pop(_LIST, None)


def _read() -> OOBTree:
    return IAnnotations(api.portal.get()).get(_LIST) or OOBTree()


def _written() -> OOBTree:
    return IAnnotations(api.portal.get()).setdefault(_LIST, OOBTree())
