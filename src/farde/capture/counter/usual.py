"""The types of document that a form offers first: those the centre files most."""

from plone import api

from farde.thesaurus import offers
from farde.thesaurus.terms import Term

#: How many stand above the others.
_FIRST = 6


def types() -> tuple[list[Term], list[Term]]:
    """Return the types filed most often, the most usual first, and then all of them."""
    offered = offers.types_offered()
    index = api.portal.get_tool("portal_catalog")._catalog.getIndex("document_type")
    filed = dict(index.uniqueValues(withLengths=True))
    used = [one for one in offered if filed.get(one.id)]
    return sorted(used, key=lambda one: -filed[one.id])[:_FIRST], offered
