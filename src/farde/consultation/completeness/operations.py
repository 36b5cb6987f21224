"""The verbs: say for which kinds of aid a dossier is, and see what it should hold for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plone import api
from zope.annotation.interfaces import IAnnotations

from farde.access.roles import CASE_COUNSEL, CASE_HANDLER, CASE_READER, CASE_SUPERVISOR
from farde.consultation import operations as consultation
from farde.consultation.completeness import aids, judging
from farde.consultation.completeness.aids import Aid
from farde.consultation.completeness.errors import UnknownAid
from farde.consultation.completeness.judging import Piece
from farde.consultation.operations import DocumentRow
from farde.core import clock

_CHOSEN = "farde.completeness.chosen"
#: Who reads the whole of a dossier.
_WHOLE = {CASE_HANDLER, CASE_SUPERVISOR, CASE_READER, CASE_COUNSEL}


@dataclass(frozen=True)
class Completeness:
    """What a dossier should hold, as far as its reader may see; empty without kinds of aid."""

    aids: list[Aid]
    pieces: list[Piece]
    excess: list[DocumentRow]

    def of(self, *states: str) -> list[Piece]:
        """Return the pieces in these states."""
        return [piece for piece in self.pieces if piece.state in states]

    @property
    def wanting(self) -> list[Piece]:
        """The pieces to ask the citizen for."""
        return self.of(judging.MISSING, judging.EXPIRED)


def choose(dossier, aid_ids: Iterable[str]) -> None:
    """Say for which kinds of aid a dossier is; raises UnknownAid."""
    chosen_ids = tuple(dict.fromkeys(aid_ids))
    if not all(map(aids.get, chosen_ids)):
        raise UnknownAid
    IAnnotations(dossier)[_CHOSEN] = chosen_ids


def chosen(dossier) -> list[Aid]:
    """Return the kinds of aid that a dossier is for, those that the centre still has."""
    ids = IAnnotations(dossier).get(_CHOSEN, ())
    return [aid for aid in aids.listed() if aid.id in ids] if ids else []


def may_judge(dossier) -> bool:
    """Tell whether the reader sees enough of a dossier to say what it lacks.

    A service reads its own types alone: all others would seem missing, and the kinds of aid tell
    more of a person than a ticket opens.
    """
    return bool(_WHOLE & set(api.user.get_roles(obj=dossier)))


def completeness(dossier, documents: Sequence[DocumentRow] | None = None) -> Completeness:
    """Return what a dossier holds of what it should, for who asks.

    ``documents`` are those that the asker may see, where they were looked up already.
    """
    mine = chosen(dossier) if may_judge(dossier) else []
    if not mine:
        return Completeness([], [], [])
    if documents is None:
        documents = consultation.documents(api.content.get_uuid(dossier))
    expected = [one for aid in mine for one in aid.pieces]
    known = [one for aid in aids.listed() for one in aid.pieces]
    return Completeness(
        mine,
        judging.judged(expected, documents, clock.today()),
        judging.in_excess(expected, known, documents),
    )
