"""Constraints of the schema: the room's refusals, as forms and plone.restapi show them."""

from datetime import date

from zope.interface import Invalid

from farde.core import clock
from farde.core.errors import Refusal, RefusedValue, refusal_text
from farde.document.errors import FutureReceipt, KindOfOtherType
from farde.document.inspection import inspect
from farde.thesaurus import operations as thesaurus


def sound_file(value) -> bool:
    """Refuse a file that is empty, broken, locked or not what it says."""
    try:
        inspect(value.data, value.filename or "", value.contentType or "")
    except Refusal as refusal:
        raise RefusedValue(refusal) from refusal
    return True


def not_in_the_future(value: date) -> bool:
    """Refuse a reception date that has not come yet."""
    if value > clock.today():
        raise RefusedValue(FutureReceipt())
    return True


def belongs_together(data) -> None:
    """Refuse an inventory entry of another document type."""
    type_id, kind_id = (getattr(data, n, None) for n in ("document_type", "document_kind"))
    kind = thesaurus.document_kind(kind_id) if kind_id else None
    if kind is not None and type_id and kind.parent != type_id:
        raise Invalid(refusal_text(KindOfOtherType()))
