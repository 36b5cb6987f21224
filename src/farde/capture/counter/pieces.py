"""What a citizen hands in, piece by piece."""

from collections.abc import Iterable
from dataclasses import dataclass

from zope.i18n import translate

from farde.core.i18n import _
from farde.thesaurus import operations as thesaurus

#: Pieces that one receipt can list, and copies of one piece.
MAX_PIECES = 30
MAX_COUNT = 99

OTHER = _("piece_other", default="Autre document")


@dataclass(frozen=True)
class Piece:
    """One line of a receipt: a type of document, "" for one nobody could name, and how many.

    ``files`` counts the photos and files that show it; without any it is paper to be scanned.
    """

    document_type: str = ""
    count: int = 1
    files: int = 0

    @property
    def paper(self) -> bool:
        """Whether it was handed in as paper, which is still to be scanned."""
        return not self.files


def title(piece: Piece, language: str) -> str:
    """Return what a piece is called in a language of the centre."""
    term = thesaurus.resolve("DocumentType", piece.document_type)
    if term is None:
        return translate(OTHER, target_language=language)
    return term.label_in(language)


def total(pieces: Iterable[Piece]) -> int:
    """Return how many documents the pieces are."""
    return sum(piece.count for piece in pieces)
