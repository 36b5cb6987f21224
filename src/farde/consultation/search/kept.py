"""Searches that a person keeps for themselves; nobody else is told of them."""

from dataclasses import dataclass

from BTrees.OOBTree import OOBTree
from plone import api
from zope.annotation.interfaces import IAnnotations

from farde.consultation.search.addresses import address
from farde.consultation.search.asked import Asked
from farde.consultation.search.errors import KeptNameMissing, NothingToKeep, TooManyKept
from farde.core import ids
from farde.core.visitor import current_user_id
from farde.core.words import fold

_ANNOTATION = "farde.consultation.kept-searches"
#: More than anybody finds their way in.
MOST = 30
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Kept:
    """A search under the name that its owner gave it."""

    id: str
    name: str
    asked: Asked


def mine() -> list[Kept]:
    """Return the searches of the signed-in person, by name."""
    found = [Kept(id_, value["name"], Asked.read(value["asked"])) for id_, value in _own().items()]
    return sorted(found, key=lambda one: fold(one.name))


def with_addresses() -> list[tuple[Kept, str]]:
    """Return the same with the addresses that their owner alone can use."""
    return [(one, address(one.asked)) for one in mine()]


def keep(asked: Asked, name: str) -> Kept:
    """Keep a search; under a name that the person used before, in place of that one.

    Raises NothingToKeep, KeptNameMissing, TooManyKept.
    """
    name = " ".join(name.split())[:_LONGEST_NAME]
    if not asked.query:
        raise NothingToKeep
    if not name:
        raise KeptNameMissing
    same = next((one.id for one in mine() if fold(one.name) == fold(name)), "")
    if not same and len(_own()) >= MOST:
        raise TooManyKept(most=MOST)
    kept = Kept(same or ids.opaque_id("search"), name, asked)
    searches = IAnnotations(api.portal.get()).setdefault(_ANNOTATION, OOBTree())
    own = searches.setdefault(current_user_id(), OOBTree())
    own[kept.id] = {"name": name, "asked": asked.written()}
    return kept


def forget(kept_id: str) -> None:
    """Forget one of the person's searches; one that is not there is forgotten already."""
    if kept_id in _own():
        del _own()[kept_id]


def uninstall() -> None:
    """Take the searches of everybody away."""
    IAnnotations(api.portal.get()).pop(_ANNOTATION, None)


def _own() -> OOBTree:
    searches = IAnnotations(api.portal.get()).get(_ANNOTATION, {})
    return searches.get(current_user_id()) or OOBTree()
