"""The terms of a document as the thesaurus has them now."""

from plone import api
from plone.restapi.interfaces import IZCatalogCompatibleQuery
from plone.restapi.search.query import ZCatalogCompatibleQueryAdapter
from zope.component import adapter
from zope.interface import Interface, implementer

from farde.core.i18n import _
from farde.core.interfaces import IFardeLayer
from farde.thesaurus import operations as thesaurus
from farde.thesaurus.interfaces import ITermFollowers, ITermUse, Use

#: The index of each level, in which documents, deposits and tickets name their terms.
INDEXES = {"DocumentType": "document_type", "DocumentKind": "document_kind"}

_DOCUMENTS = _("term_use_documents", default="documents classés : ${count}")
_OTHERS = _("term_use_others", default="dépôts, signaux ou tickets : ${count}")


def present(type_id: str, kind_id: str | None) -> tuple[str, str | None]:
    """Return the type and inventory entry that stand today for those that a document names.

    An entry says of which type it is; what the thesaurus does not know stays as it is.
    """
    kind = thesaurus.resolve("DocumentKind", kind_id) if kind_id else None
    if kind is not None:
        return kind.parent, kind.id
    term = thesaurus.resolve("DocumentType", type_id or "")
    return (term.id if term is not None else type_id), kind_id


def meant(type_id: str, kind_id: str) -> tuple[str, str]:
    """Return the terms that somebody means who may still name those that were merged.

    Only an entry that was merged brings its type with it: else the two must belong together.
    """
    kind = thesaurus.resolve("DocumentKind", kind_id)
    if kind is not None and kind.id != kind_id:
        return kind.parent, kind.id
    term = thesaurus.resolve("DocumentType", type_id)
    return (term.id if term is not None else type_id), kind_id


@implementer(ITermUse, ITermFollowers)
class FiledUnder:
    """What lies under a term, counted in the indexes."""

    def uses(self, level: str, slug: str) -> list[Use]:
        """Return how many documents name a term, and how much else does."""
        if level not in INDEXES:
            return []
        documents = _count(level, slug, portal_type="CaseDocument")
        return [Use(_DOCUMENTS, documents), Use(_OTHERS, _count(level, slug) - documents)]

    def behind(self, level: str, slug: str) -> int:
        """Return how many documents have not followed a term that was merged or moved."""
        term = thesaurus.term(level, slug) if level in INDEXES else None
        if term is None:
            return 0
        found = _count(level, slug, portal_type="CaseDocument")
        if term.merged_into:
            return found
        if level != "DocumentKind":
            return 0
        right = _count(level, slug, portal_type="CaseDocument", document_type=term.parent)
        return found - right


@implementer(IZCatalogCompatibleQuery)
@adapter(Interface, IFardeLayer)
class QueryByTerms(ZCatalogCompatibleQueryAdapter):
    """A search by REST finds by any slug that a term ever had."""

    def __call__(self, query: dict) -> dict:
        """Return the query with the other slugs of the terms that it names."""
        asked = super().__call__(query)
        for level, index in INDEXES.items():
            if isinstance(asked.get(index), str):
                asked[index] = thesaurus.aliases(level, asked[index])
        return asked


def _count(level: str, slug: str, **query: str) -> int:
    search = api.portal.get_tool("portal_catalog").unrestrictedSearchResults
    return len(search(**{INDEXES[level]: slug}, **query))
