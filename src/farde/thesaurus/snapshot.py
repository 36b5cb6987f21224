"""The terms as one version of the thesaurus has them: read once per version and process.

The stored snapshot follows each term by itself, so that a thousand changes cost a thousand small
writes. What is made of it (orders, vocabularies) is made when asked for, and shared by all threads
of the process until the stamp of the version changes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from uuid import uuid4

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations

from farde.core.words import fold
from farde.thesaurus.states import state_of
from farde.thesaurus.terms import LEVELS, Term

THESAURUS_ID = "thesaurus"
_ANNOTATION = "farde.thesaurus.snapshot"
#: Requests that began before a change still read the version of then.
_KEPT = 4

type Key = tuple[str, str]


class Snapshot(Persistent):
    """The terms by level and slug, and the stamp of this version."""

    def __init__(self) -> None:
        self.terms = OOBTree()
        self.stamp = uuid4().hex

    def put(self, term: Term) -> None:
        """Keep a term as it is now."""
        self.terms[term.level, term.id] = term
        self.stamp = uuid4().hex

    def drop(self, level: str, slug: str) -> None:
        """Forget a term."""
        self.terms.pop((level, slug), None)
        self.stamp = uuid4().hex


@dataclass(frozen=True)
class Version:
    """All terms of one version, in order; shared between threads, so nobody changes it."""

    stamp: str
    terms: Mapping[Key, Term]
    levels: Mapping[str, tuple[Term, ...]]
    kinds: Mapping[str, tuple[Term, ...]]
    #: What is made of this version and kept as long as it, by the name of who made it.
    made: dict = field(default_factory=dict, compare=False)


_NOTHING = Version("", MappingProxyType({}), MappingProxyType({}), MappingProxyType({}))
_versions: dict[str, Version] = {}


def current() -> Version:
    """Return the thesaurus as this transaction sees it."""
    stored = _stored()
    if stored is None:
        return _NOTHING
    version = _versions.get(stored.stamp)
    if version is None:
        version = _versions[stored.stamp] = _version(stored)
        for old in list(_versions)[:-_KEPT]:
            _versions.pop(old, None)
    return version


def term(level: str, slug: str) -> Term | None:
    """Return one term, without making the orders of a version that is being changed."""
    stored = _stored()
    if stored is None:
        return None
    version = _versions.get(stored.stamp)
    return (stored.terms if version is None else version.terms).get((level, slug))


def note(content) -> None:
    """Follow a term that was added or changed."""
    stored = _stored()
    if stored is None:
        refresh()
    else:
        stored.put(_read(content, content.__parent__.getId()))


def drop(level: str, slug: str) -> None:
    """Follow a term that is no longer there."""
    stored = _stored()
    if stored is not None:
        stored.drop(level, slug)


def refresh() -> None:
    """Read all terms from the content itself."""
    portal = api.portal.get()
    thesaurus = portal.get(THESAURUS_ID)
    if thesaurus is not None:
        fresh = IAnnotations(portal)[_ANNOTATION] = Snapshot()
        for found in _walk(thesaurus):
            fresh.put(found)


def forget() -> None:
    """Drop the snapshot; the terms themselves are content and stay."""
    IAnnotations(api.portal.get()).pop(_ANNOTATION, None)


def _stored() -> Snapshot | None:
    found = IAnnotations(api.portal.get()).get(_ANNOTATION)
    return found if isinstance(found, Snapshot) else None


def _version(stored: Snapshot) -> Version:
    terms = dict(stored.terms)
    ordered = sorted(terms.values(), key=lambda one: (fold(one.label), one.label, one.id))
    levels = {level: tuple(one for one in ordered if one.level == level) for level in LEVELS}
    kinds: dict[str, list[Term]] = {}
    for one in levels["DocumentKind"]:
        kinds.setdefault(one.parent, []).append(one)
    return Version(
        stored.stamp,
        MappingProxyType(terms),
        MappingProxyType(levels),
        MappingProxyType({parent: tuple(found) for parent, found in kinds.items()}),
    )


def _walk(container) -> Iterator[Term]:
    for content in container.objectValues():
        yield _read(content, container.getId())
        if content.isPrincipiaFolderish:
            yield from _walk(content)


def _read(content, parent: str) -> Term:
    return Term(
        id=content.getId(),
        label=content.title,
        level=content.portal_type,
        parent=parent,
        label_nl=content.title_nl or "",
        label_en=content.title_en or "",
        remark=content.remark or "",
        state=state_of(content),
        readers=tuple(getattr(content, "readers", None) or ()),
        synonyms=tuple(content.synonyms or ()),
        scope_note=content.scope_note or "",
        valid_from=content.valid_from,
        valid_to=content.valid_to,
        confidentiality=getattr(content, "default_confidentiality", None) or "",
        retention=getattr(content, "retention", None) or "",
        asked_fields=tuple(getattr(content, "asked_fields", None) or ()),
        merged_into=content.merged_into or "",
    )
