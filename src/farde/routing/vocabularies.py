"""Vocabularies of the room."""

from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from farde.thesaurus import operations as thesaurus


@provider(IVocabularyFactory)
def routed_types(context) -> SimpleVocabulary:
    """Return all document types, retired ones too, so that an old rule can still be read."""
    return SimpleVocabulary([SimpleTerm(t.id, t.id, t.label) for t in thesaurus.types()])
