"""``GET <dossier>/@completeness``: what is there, missing, expired or in excess."""

from plone.restapi.serializer.converters import json_compatible

from farde.consultation.completeness.judging import Piece
from farde.consultation.completeness.operations import completeness
from farde.consultation.operations import DocumentRow
from farde.core.rest import Service
from farde.core.visitor import current_language


class CompletenessGet(Service):
    """Of the documents that the caller may see, and of no others."""

    scope = "dossiers:read"

    def answer(self) -> dict:
        found, language = completeness(self.context), current_language()
        return {
            "@id": f"{self.context.absolute_url()}/@completeness",
            "aids": [{"id": aid.id, "title": aid.label_in(language)} for aid in found.aids],
            "pieces": [_piece(piece) for piece in found.pieces],
            "excess": [_document(row) for row in found.excess],
        }


def _piece(piece: Piece) -> dict:
    type_id, kind_id = piece.expected.key
    return {
        "document_type": type_id,
        "document_kind": kind_id or None,
        "title": piece.expected.title,
        "state": piece.state,
        "months": piece.expected.months or None,
        "until": json_compatible(piece.until),
        "document": _document(piece.document) if piece.document is not None else None,
    }


def _document(row: DocumentRow) -> dict:
    return {
        "@id": row.url,
        "UID": row.uid,
        "title": row.title,
        "received_on": json_compatible(row.received_on),
    }
