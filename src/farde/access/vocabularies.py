"""What forms of the room choose from."""

from plone import api
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

#: Roles that Plone gives to everybody, or that are held in one dossier only.
_NOT_OFFERED = {
    "Anonymous",
    "Authenticated",
    "Owner",
    "Ticket Worker",
    "Dossier Visitor",
    "Depositor",
}


@provider(IVocabularyFactory)
def site_roles(context) -> SimpleVocabulary:
    """Return the roles that a job in the centre gives, those of Plone and ours."""
    roles = sorted(set(api.portal.get().valid_roles()) - _NOT_OFFERED)
    jobs = [role for role in roles if not role.startswith("Case ")]
    return SimpleVocabulary([SimpleTerm(role, role, role) for role in jobs])
