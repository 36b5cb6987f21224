"""Who can hold a dossier: the members of the site groups."""

from plone import api
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from farde.dossier.operations import CASEWORKERS, REFERENTS


@provider(IVocabularyFactory)
def caseworkers(context) -> SimpleVocabulary:
    """Return the social workers, by user id."""
    return _members(CASEWORKERS)


@provider(IVocabularyFactory)
def referents(context) -> SimpleVocabulary:
    """Return the referents, by user id."""
    return _members(REFERENTS)


def _members(group_id: str) -> SimpleVocabulary:
    group = api.portal.get_tool("portal_groups").getGroupById(group_id)
    users = sorted(group.getGroupMemberIds()) if group is not None else []
    return SimpleVocabulary([SimpleTerm(user, user, user) for user in users])
