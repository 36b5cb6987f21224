"""Vocabularies of the room."""

from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from farde.tickets.roles import ROLE_TITLES


@provider(IVocabularyFactory)
def recipient_roles(context) -> SimpleVocabulary:
    """Return the roles that signals and tickets can be for."""
    return SimpleVocabulary([SimpleTerm(role, role, title) for role, title in ROLE_TITLES.items()])
