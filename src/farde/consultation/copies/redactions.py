"""Passages to be blacked out, marked by somebody on the pages of a document, for their own copies.

They lie on the dossier, by author and document: lists can tell how many there are without waking
a document. A document that moves to another dossier takes none along.
"""

import math
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from BTrees.OOBTree import OOBTree
from plone import api
from zope.annotation.interfaces import IAnnotations

from farde.consultation.copies.errors import FaultyArea, TooManyAreas
from farde.document.operations import dossier_of

_ANNOTATION = "farde.redactions"
#: Passages of one document.
MOST = 500


@dataclass(frozen=True, order=True)
class Area:
    """A rectangle on a page as readers see it; its sides in percent of the page."""

    page: int
    left: float
    top: float
    width: float
    height: float


def areas_of(document, user_id: str) -> tuple[Area, ...]:
    """Return what somebody marked on a document."""
    return _kept(dossier_of(document)).get(_key(user_id, api.content.get_uuid(document)), ())


def keep(document, user_id: str, page: int, areas: Iterable[Area]) -> None:
    """Keep what somebody marked on one page, in place of what was marked on it before.

    Raises FaultyArea and TooManyAreas.
    """
    others = [one for one in areas_of(document, user_id) if one.page != page]
    areas = [_checked(one, document.page_count) for one in areas]
    if len(others) + len(areas) > MOST:
        raise TooManyAreas(most=MOST)
    annotations = IAnnotations(dossier_of(document))
    kept = annotations.setdefault(_ANNOTATION, OOBTree())
    kept[_key(user_id, api.content.get_uuid(document))] = tuple(sorted([*others, *areas]))


def counts(dossier, user_id: str) -> dict[str, int]:
    """Return how many passages somebody marked, by the UID of the document."""
    kept, prefix = _kept(dossier), _key(user_id, "")
    return {
        key.removeprefix(prefix): len(areas)
        for key, areas in kept.items()
        if key.startswith(prefix) and areas
    }


def _checked(area: Area, pages: int) -> Area:
    sides = astuple(area)[1:]
    fits = all(math.isfinite(one) and 0 <= one <= 100 for one in sides)
    if not fits or not (area.width and area.height and 1 <= area.page <= pages):
        raise FaultyArea
    return area


def _kept(dossier):
    return IAnnotations(dossier).get(_ANNOTATION, {})


def _key(user_id: str, uid: str) -> str:
    return f"{user_id}\n{uid}"
