"""What forms of the room choose from."""

from plone import api
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from farde.access.site_roles import LOCAL_ONLY

#: Roles that Plone gives to everybody or to who made something, and those of one dossier only.
_NOT_OFFERED = {"Anonymous", "Authenticated", "Owner"} | LOCAL_ONLY


@provider(IVocabularyFactory)
def site_roles(context) -> SimpleVocabulary:
    """Return the roles that a job in the centre gives, those of Plone and ours."""
    roles = sorted(set(api.portal.get().valid_roles()) - _NOT_OFFERED)
    return SimpleVocabulary([SimpleTerm(role, role, role) for role in roles])
