"""What forms of the room choose from."""

from plone import api
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from farde.access.site_roles import LOCAL_ONLY
from farde.core.i18n import _

#: Roles that Plone gives to everybody or to who made something, and those of one dossier only.
_NOT_OFFERED = {"Anonymous", "Authenticated", "Owner"} | LOCAL_ONLY

#: What the jobs are called in the centre; a role that is not here is shown by its name.
TITLES = {
    "Capture Agent": _("role_capture_agent", default="Scan et classement"),
    "Caseworker": _("role_caseworker", default="AS"),
    "External System": _("role_external_system", default="Application tierce"),
    "Front Desk": _("role_front_desk", default="Accueil"),
    "Manager": _("role_manager", default="Administration du serveur"),
    "Privacy Officer": _("role_privacy_officer", default="Protection des données"),
    "Records Manager": _("role_records_manager", default="Gestion de l'information"),
    "Service Agent": _("role_service_agent", default="Service (paiements, juridique...)"),
    "Site Administrator": _("role_site_administrator", default="Administration du site"),
    "Supervisor": _("role_supervisor", default="AS en chef"),
}


@provider(IVocabularyFactory)
def site_roles(context) -> SimpleVocabulary:
    """Return the roles that a job in the centre gives, those of Plone and ours."""
    roles = sorted(set(api.portal.get().valid_roles()) - _NOT_OFFERED)
    return SimpleVocabulary([SimpleTerm(role, role, TITLES.get(role, role)) for role in roles])
