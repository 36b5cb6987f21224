"""Suggestions as the form of a part shows them."""

from zope.globalrequest import getRequest
from zope.i18n import translate

from farde.capture.suggesting import wording
from farde.thesaurus import operations as thesaurus


def told_suggestion(one) -> dict:
    """Return one proposal: for which field, what, how sure, and why."""
    told = {
        "field": one.field,
        "value": one.value,
        "label": one.label,
        "title": translate(wording.FIELD_TITLES[one.field], context=getRequest()),
        "confidence": round(one.confidence, 2),
        "why": wording.said(one, getRequest()),
    }
    if one.field == "document_kind":
        term = thesaurus.document_kind(one.value)
        told["parent"] = term.parent if term else ""
    return told
