"""What forms of the room choose from."""

from plone import api
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from farde.access.site_roles import LOCAL_ONLY
from farde.core.i18n import _

#: Roles that Plone gives to everybody or to who made something, those that say what one may do
#: with a web page, and those of one dossier only.
_NOT_OFFERED = {"Anonymous", "Authenticated", "Owner", "Member"} | LOCAL_ONLY
_NOT_OFFERED |= {"Contributor", "Editor", "Reader", "Reviewer"}

#: What the jobs are called in the centre; a role that is not here is shown by its name.
TITLES = {
    "Capture Agent": _("job_capture_agent", default="Scan et classement"),
    "Caseworker": _("job_caseworker", default="AS"),
    "External System": _("job_external_system", default="Application tierce"),
    "Front Desk": _("job_front_desk", default="Accueil"),
    "Manager": _("job_manager", default="Administration du serveur"),
    "Privacy Officer": _("job_privacy_officer", default="Protection des données"),
    "Records Manager": _("job_records_manager", default="Gestion de l'information"),
    "Service Agent": _("job_service_agent", default="Service (paiements, juridique...)"),
    "Site Administrator": _("job_site_administrator", default="Administration du site"),
    "Thesaurus Proposer": _("job_thesaurus_proposer", default="SPOC du thésaurus"),
    "Supervisor": _("job_supervisor", default="AS en chef"),
}


@provider(IVocabularyFactory)
def site_roles(context) -> SimpleVocabulary:
    """Return the roles that a job in the centre gives, those of Plone and ours."""
    roles = sorted(set(api.portal.get().valid_roles()) - _NOT_OFFERED)
    return SimpleVocabulary([SimpleTerm(role, role, TITLES.get(role, role)) for role in roles])
