"""The content of terms, written: each function does one kind of change that was checked before."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from AccessControl.SecurityManagement import (
    getSecurityManager,
    newSecurityManager,
    setSecurityManager,
)
from AccessControl.users import system
from plone import api
from plone.dexterity.utils import createContentInContainer
from zope.lifecycleevent import modified

from farde.thesaurus import states, terms
from farde.thesaurus.snapshot import THESAURUS_ID
from farde.thesaurus.terms import LEVELS, Change, Term, level_above
from farde.thesaurus.values import cleaned, stored


def write(change: Change, known: Mapping[tuple[str, str], Term]) -> None:
    """Do one change to the content; ``known`` are the terms as they are before it."""
    _WRITERS[change.kind](change, known)


def create(change: Change, known: Mapping[tuple[str, str], Term], state: str = states.ACTIVE):
    """Create the content of a term, in a state, or put the one that was proposed in force."""
    if (change.level, change.slug) in known:
        content = content_of(change.level, change.slug, known)
    else:
        content = createContentInContainer(
            _container(change.level, change.parent, known),
            change.level,
            checkConstraints=False,
            id=change.slug,
            title=change.slug,
        )
        if content.getId() != change.slug:
            raise ValueError("the container chose another identifier")
    states.put(content, state)
    _fill(content, change)
    return content


def remove(level: str, slug: str, known: Mapping[tuple[str, str], Term]) -> None:
    """Take the content of an unused term away."""
    content = content_of(level, slug, known)
    content.__parent__._delObject(slug)


def content_of(level: str, slug: str, known: Mapping[tuple[str, str], Term]):
    """Return the content of a term."""
    return _container(level, known[level, slug].parent, known)[slug]


def _container(level: str, parent: str, known: Mapping[tuple[str, str], Term]):
    if level == LEVELS[0]:
        return api.portal.get()[THESAURUS_ID]
    return content_of(level_above(level), parent, known)


def _fill(content, change: Change) -> None:
    for name, value in cleaned(change.level, change.after)[0].items():
        setattr(content, name, stored(name, change.level, value))
    content.reindexObject()
    modified(content)


def _create(change: Change, known: Mapping[tuple[str, str], Term]) -> None:
    create(change, known)


def _change(change: Change, known: Mapping[tuple[str, str], Term]) -> None:
    _fill(content_of(change.level, change.slug, known), change)


def _move(change: Change, known: Mapping[tuple[str, str], Term]) -> None:
    content = content_of(change.level, change.slug, known)
    _carry([content], _container(change.level, change.parent, known))


def _retire(change: Change, known: Mapping[tuple[str, str], Term]) -> None:
    _put(content_of(change.level, change.slug, known), states.RETIRED)


def _restore(change: Change, known: Mapping[tuple[str, str], Term]) -> None:
    _put(content_of(change.level, change.slug, known), states.ACTIVE)


def _merge(change: Change, known: Mapping[tuple[str, str], Term]) -> None:
    content = content_of(change.level, change.slug, known)
    content.merged_into = change.into
    if content.isPrincipiaFolderish:
        into = content_of(change.level, change.into, known)
        _carry(list(content.objectValues()), into)
    _put(content, states.RETIRED)


def _delete(change: Change, known: Mapping[tuple[str, str], Term]) -> None:
    remove(change.level, change.slug, known)


def _put(content, state: str) -> None:
    states.put(content, state)
    modified(content)


def _carry(contents: list, target) -> None:
    # Nobody holds the permissions that Plone asks of who moves content.
    with _as_system():
        for content in contents:
            target.manage_pasteObjects(content.__parent__.manage_cutObjects([content.getId()]))


@contextmanager
def _as_system() -> Iterator[None]:
    before = getSecurityManager()
    newSecurityManager(None, system.__of__(api.portal.get().getPhysicalRoot().acl_users))
    try:
        yield
    finally:
        setSecurityManager(before)


_WRITERS = {
    terms.CREATE: _create,
    terms.CHANGE: _change,
    terms.MOVE: _move,
    terms.RETIRE: _retire,
    terms.RESTORE: _restore,
    terms.MERGE: _merge,
    terms.DELETE: _delete,
}
