"""How many documents are filed under each term, in one look at the catalogue's indexes."""

from BTrees.IIBTree import IITreeSet, intersection
from plone import api

_INDEXES = {"DocumentType": "document_type", "DocumentKind": "document_kind"}


def documents_by_term() -> dict[tuple[str, str], int]:
    """Return the number of documents by level and slug; those nobody may know of are in it."""
    catalog = api.portal.get_tool("portal_catalog")
    documents = dict(_index(catalog, "portal_type").items()).get("CaseDocument", IITreeSet())
    return {
        (level, slug): len(intersection(documents, found))
        for level, name in _INDEXES.items()
        for slug, found in _index(catalog, name).items()
    }


def _index(catalog, name: str):
    return catalog._catalog.getIndex(name)
